package dev.mfapack.factors.dispatch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mfapack.core.challenge.Challenge;
import dev.mfapack.core.challenge.Factor;
import dev.mfapack.core.key.HashKey;
import dev.mfapack.core.key.KeyPurpose;
import dev.mfapack.core.key.KeyRing;
import dev.mfapack.core.notice.NoticeSubject;
import dev.mfapack.factors.keys.AesGcm;
import dev.mfapack.persistence.OutboxMessage;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/** Seals messages for the outbox and opens them again: they hold a code or a link, and where it goes. */
final class SealedMessages {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final KeyRing keys;
    private final Clock clock;

    SealedMessages(KeyRing keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    OutboxMessage seal(Challenge challenge, Message message) {
        UUID id = UUID.randomUUID();
        HashKey key = keys.current(challenge.realmId(), KeyPurpose.OUTBOX);
        return new OutboxMessage(
                id,
                challenge.realmId(),
                challenge.userId(),
                challenge.id(),
                null,
                challenge.factor(),
                key.version(),
                AesGcm.seal(key.key(), id.toString(), json(message)),
                clock.instant(),
                challenge.expiresAt());
    }

    /** @param life how long the message is worth sending */
    OutboxMessage seal(NoticeSubject notice, Message message, Duration life) {
        UUID id = UUID.randomUUID();
        HashKey key = keys.current(notice.realmId(), KeyPurpose.OUTBOX);
        return new OutboxMessage(
                id,
                notice.realmId(),
                notice.userId(),
                null,
                notice.kind().id(),
                Factor.EMAIL,
                key.version(),
                AesGcm.seal(key.key(), id.toString(), json(message)),
                clock.instant(),
                clock.instant().plus(life));
    }

    Message open(OutboxMessage sealed) {
        HashKey key = keys.version(sealed.realmId(), KeyPurpose.OUTBOX, sealed.keyVersion())
                .orElseThrow(() -> new IllegalStateException("the key of a queued message is gone"));
        try {
            return JSON.readValue(
                    AesGcm.open(key.key(), sealed.id().toString(), sealed.sealedPayload()), Message.class);
        } catch (IOException e) {
            // The cause may repeat the message.
            throw new IllegalStateException("a queued message is no JSON");
        }
    }

    private static byte[] json(Message message) {
        try {
            return JSON.writeValueAsBytes(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings always become JSON");
        }
    }
}
