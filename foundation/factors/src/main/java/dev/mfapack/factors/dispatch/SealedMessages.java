package dev.mfapack.factors.dispatch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mfapack.core.challenge.Challenge;
import dev.mfapack.core.key.HashKey;
import dev.mfapack.core.key.KeyPurpose;
import dev.mfapack.core.key.KeyRing;
import dev.mfapack.core.phone.PhoneNumber;
import dev.mfapack.core.sms.TextMessage;
import dev.mfapack.factors.keys.AesGcm;
import dev.mfapack.persistence.OutboxMessage;
import java.io.IOException;
import java.time.Clock;
import java.util.UUID;

/** Seals messages for the outbox and opens them again: they hold a code and a number. */
final class SealedMessages {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final KeyRing keys;
    private final Clock clock;

    SealedMessages(KeyRing keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    OutboxMessage seal(Challenge challenge, TextMessage message) {
        HashKey key = keys.current(challenge.realmId(), KeyPurpose.OUTBOX);
        return new OutboxMessage(
                UUID.fromString(message.id()),
                challenge.realmId(),
                challenge.userId(),
                challenge.id(),
                challenge.factor(),
                key.version(),
                AesGcm.seal(key.key(), message.id(), json(message)),
                clock.instant());
    }

    TextMessage open(OutboxMessage sealed) {
        HashKey key = keys.version(sealed.realmId(), KeyPurpose.OUTBOX, sealed.keyVersion())
                .orElseThrow(() -> new IllegalStateException("the key of a queued message is gone"));
        String id = sealed.id().toString();
        try {
            JsonNode json = JSON.readTree(AesGcm.open(key.key(), id, sealed.sealedPayload()));
            return new TextMessage(
                    id,
                    new PhoneNumber(json.get("to").textValue()),
                    json.get("text").textValue());
        } catch (IOException e) {
            throw new IllegalStateException("a queued message is no JSON", e);
        }
    }

    private static byte[] json(TextMessage message) {
        try {
            return JSON.writeValueAsBytes(
                    JSON.createObjectNode().put("to", message.to().e164()).put("text", message.text()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("text always becomes JSON", e);
        }
    }
}
