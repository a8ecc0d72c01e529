package dev.mfapack.persistence;

import dev.mfapack.core.challenge.Factor;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message that waits to be sent: a code, or a notice.
 *
 * @param id random id, also the one the gateway sees
 * @param realmId the realm
 * @param userId the receiver
 * @param challengeId the challenge whose code it carries; null for a notice
 * @param notice the kind of notice; null for a code
 * @param factor how it travels
 * @param keyVersion version of the key that sealed the payload
 * @param sealedPayload receiver and text, sealed: they hold a code and personal data
 * @param createdAt when it was queued
 * @param usefulUntil from when on it is not worth sending any more
 */
public record OutboxMessage(
        UUID id,
        String realmId,
        String userId,
        @Nullable UUID challengeId,
        @Nullable String notice,
        Factor factor,
        int keyVersion,
        String sealedPayload,
        Instant createdAt,
        Instant usefulUntil) {

    @Override
    public String toString() {
        return "OutboxMessage[" + id + "]";
    }
}
