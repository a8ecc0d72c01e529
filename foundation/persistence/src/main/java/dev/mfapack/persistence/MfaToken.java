package dev.mfapack.persistence;

import dev.mfapack.core.level.Level;
import java.time.Instant;
import java.util.List;

/**
 * What somebody has proven, and may redeem once for a session.
 *
 * @param userId who
 * @param clientId the client's own id (not its {@code client_id})
 * @param methods credential types, in the order of their use
 * @param level what they prove
 * @param binding who may redeem it
 * @param provenAt when
 * @param expiresAt until when it may be redeemed
 */
public record MfaToken(
        String userId,
        String clientId,
        List<String> methods,
        Level level,
        KeyBinding binding,
        Instant provenAt,
        Instant expiresAt) {

    /** A copy of the list is kept. */
    public MfaToken {
        methods = List.copyOf(methods);
    }
}
