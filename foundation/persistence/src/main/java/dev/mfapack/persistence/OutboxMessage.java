package dev.mfapack.persistence;

import dev.mfapack.core.challenge.Factor;
import java.time.Instant;
import java.util.UUID;

/**
 * A message that waits to be sent.
 *
 * @param id random id, also the one the gateway sees
 * @param realmId the realm
 * @param userId the receiver
 * @param challengeId the challenge whose code it carries
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
        UUID challengeId,
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
