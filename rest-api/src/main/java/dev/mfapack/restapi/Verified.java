package dev.mfapack.restapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mfapack.core.audit.AuditRecord.Outcome;
import dev.mfapack.core.audit.AuditType;
import dev.mfapack.core.level.Level;
import dev.mfapack.core.level.LevelInputs;
import dev.mfapack.factors.level.FlowLevels;
import dev.mfapack.factors.level.VerifiedByApi;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * That something was verified.
 *
 * @param level of the calling client's session from now on; the next token shows it
 * @param acr the name of that level
 * @param credential what was bound, where a code has proven a new destination; else left out
 * @param backupCodesLeft how many are left, after one was used; else left out
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Verified(
        int level,
        String acr,
        @Nullable String credential,
        @Nullable Integer backupCodesLeft) {

    /**
     * A factor was proven: the session of the calling client is raised to the level that the flow gives to it.
     *
     * @param credentialType see {@link #requireOffered}, which the caller has passed
     */
    static Verified by(PersonalCall call, String credentialType) {
        return to(call, level(call, credentialType), credentialType, null);
    }

    /** The same by a backup code. */
    static Verified byBackupCode(PersonalCall call, String credentialType, int left) {
        return to(call, level(call, credentialType), credentialType, left);
    }

    /** The session of the calling client is raised to {@code level}. */
    static Verified to(PersonalCall call, Level level, String credentialType, @Nullable Integer backupCodesLeft) {
        if (VerifiedByApi.in(call.clientSession()).raise(level, credentialType)) {
            call.audit()
                    .level(
                            AuditType.LEVEL_RAISED,
                            Outcome.SUCCESS,
                            call.person(),
                            level,
                            List.of("api", credentialType));
        }
        return of(call, null, backupCodesLeft);
    }

    /** A new destination was proven, which raises nothing. */
    static Verified bound(PersonalCall call, String credentialId) {
        return of(call, credentialId, null);
    }

    /**
     * A second factor comes on top of a first one, and only where logins ask for it too.
     *
     * @throws ProblemException 401 (RFC 9470) when the client's session has not even the first level, 409 when the flow by which
     *     people log in to this app does not hold the factor
     */
    static void requireOffered(PersonalCall call, String credentialType) {
        if (call.proof().level().isEmpty()) {
            throw call.insufficient(Level.BASIC, LevelInputs.FRESH_PASSWORD);
        }
        level(call, credentialType);
    }

    private static Level level(PersonalCall call, String credentialType) {
        Level level = new FlowLevels(call.session(), call.realm())
                .ofCredentialTypes(call.flow().getId())
                .get(credentialType);
        if (level == null) {
            throw ProblemException.conflict("No login of this app asks for this factor, so that it proves no level.");
        }
        return level;
    }

    private static Verified of(PersonalCall call, @Nullable String credentialId, @Nullable Integer backupCodesLeft) {
        Level level = call.proof().level().orElse(Level.BASIC);
        return new Verified(level.number(), call.acr(level), credentialId, backupCodesLeft);
    }
}
