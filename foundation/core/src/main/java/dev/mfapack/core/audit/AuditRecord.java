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
 * @param userId whom it is about
 * @param actorId who did it, where that was somebody else: an administrator
 * @param factor credential type of the factor
 * @param credentialId the credential
 * @param levelBefore level of the session before the step
 * @param level level after the step
 * @param reasons short words for operators, such as {@code habit}, {@code http-503}
 * @param origin where it came from
 */
public record AuditRecord(
        UUID id,
        Instant time,
        String realmId,
        AuditType type,
        Outcome outcome,
        @Nullable String userId,
        @Nullable String actorId,
        @Nullable String factor,
        @Nullable String credentialId,
        @Nullable Level levelBefore,
        @Nullable Level level,
        List<String> reasons,
        Origin origin) {

    /** How a step ended. */
    public enum Outcome {
        SUCCESS,
        FAILURE
    }

    /**
     * The request that a step belongs to.
     *
     * @param clientId client id of the app the person was on the way to
     * @param sessionId authentication or user session
     * @param address address the request came from, as Keycloak's proxy settings vouch for it
     * @param userAgent family of the browser, such as {@code Firefox}
     * @param requestId the same for all records of one request
     */
    public record Origin(
            @Nullable String clientId,
            @Nullable String sessionId,
            @Nullable String address,
            @Nullable String userAgent,
            @Nullable String requestId) {

        /** No request: the server did it by itself. */
        public static final Origin SERVER = new Origin(null, null, null, null, null);

        public Origin withAddress(@Nullable String other) {
            return new Origin(clientId, sessionId, other, userAgent, requestId);
        }
    }

    public AuditRecord {
        reasons = List.copyOf(reasons);
    }

    public AuditRecord withOrigin(Origin other) {
        return new AuditRecord(
                id,
                time,
                realmId,
                type,
                outcome,
                userId,
                actorId,
                factor,
                credentialId,
                levelBefore,
                level,
                reasons,
                other);
    }
}
