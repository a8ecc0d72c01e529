package dev.mfapack.core.audit;

import dev.mfapack.core.level.Level;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One MFA step, as it is kept. Holds no secret and no telephone number.
 *
 * @param id random id
 * @param time when, to the millisecond
 * @param realmId where
 * @param type what
 * @param outcome how it ended
 * @param userId who
 * @param clientId client id of the app the person was on the way to
 * @param sessionId authentication or user session
 * @param factor credential type of the factor
 * @param credentialId the credential
 * @param level level after the step
 * @param reasons short words for operators, such as {@code habit}, {@code http-503}
 * @param address address the request came from, as Keycloak's proxy settings vouch for it
 */
public record AuditRecord(
        UUID id,
        Instant time,
        String realmId,
        AuditType type,
        Outcome outcome,
        @Nullable String userId,
        @Nullable String clientId,
        @Nullable String sessionId,
        @Nullable String factor,
        @Nullable String credentialId,
        @Nullable Level level,
        List<String> reasons,
        @Nullable String address) {

    /** How a step ended. */
    public enum Outcome {
        SUCCESS,
        FAILURE
    }

    public AuditRecord {
        reasons = List.copyOf(reasons);
    }
}
