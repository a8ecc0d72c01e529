package dev.mfapack.persistence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A ceremony that was begun: what its challenge is good for (W2).
 *
 * @param id random id, by which the answer names it
 * @param realmId where
 * @param kind which ceremony
 * @param userId whose; null when the passkey is to tell
 * @param clientId the client's own id (not its {@code client_id})
 * @param rpId relying party
 * @param origin the only origin that may answer; null when any that the realm takes may
 * @param challenge base64url of 32 random bytes
 * @param binding who may redeem what it yields
 * @param expiresAt until when it may be answered
 */
public record Ceremony(
        String id,
        String realmId,
        Kind kind,
        @Nullable String userId,
        String clientId,
        String rpId,
        @Nullable String origin,
        String challenge,
        KeyBinding binding,
        Instant expiresAt) {

    /** What it is for. */
    public enum Kind {
        REGISTRATION,
        AUTHENTICATION
    }
}
