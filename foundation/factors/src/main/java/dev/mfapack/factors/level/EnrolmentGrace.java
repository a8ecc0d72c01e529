package dev.mfapack.factors.level;

import dev.mfapack.core.level.Grace;
import dev.mfapack.core.level.GracePolicy;
import dev.mfapack.factors.KeycloakClock;
import dev.mfapack.factors.policy.RealmPolicy;
import dev.mfapack.persistence.EnrolmentSkips;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** How long one person may put off binding a factor. It is put off for a session's whole life, as what it puts off is asked once in it. */
public final class EnrolmentGrace {

    private static final String TAKEN = "mfa-enrol-put-off";

    private final GracePolicy policy;
    private final EnrolmentSkips skips;

    private EnrolmentGrace(GracePolicy policy, EnrolmentSkips skips) {
        this.policy = policy;
        this.skips = skips;
    }

    public static EnrolmentGrace of(KeycloakSession session, RealmModel realm, UserModel user) {
        GracePolicy policy = RealmCache.get(realm, "grace", () -> RealmPolicy.graceOf(realm));
        return new EnrolmentGrace(policy, new EnrolmentSkips(session, realm.getId(), user.getId()));
    }

    /**
     * What there is.
     *
     * @param taken whether this login, or the session before it, has taken it
     */
    public Grace now(boolean taken) {
        if (policy.equals(GracePolicy.NONE)) {
            return Grace.NONE;
        }
        return policy.at(KeycloakClock.INSTANCE.instant(), taken ? 0 : skips.count(), taken);
    }

    /** How often it can still be taken; empty when that is not counted. */
    public OptionalInt left() {
        return policy.skips().isEmpty() ? OptionalInt.empty() : policy.left(skips.count());
    }

    /** The last day on which it can be taken, in UTC. */
    public Optional<LocalDate> until() {
        return policy.until();
    }

    /** Takes it for this login, which counts whatever becomes of the login; false when there is none. */
    public boolean take(AuthenticationSessionModel authSession) {
        if (now(false) != Grace.OFFERED
                || skips.add(policy.skips().orElse(Integer.MAX_VALUE)).isEmpty()) {
            return false;
        }
        authSession.setUserSessionNote(TAKEN, "true");
        return true;
    }

    /** Whether this login has taken it. */
    public static boolean isTaken(AuthenticationSessionModel authSession) {
        return authSession.getUserSessionNotes().containsKey(TAKEN);
    }

    /** Whether the login that began this session has taken it. */
    public static boolean isTaken(@Nullable UserSessionModel session) {
        return session != null && session.getNote(TAKEN) != null;
    }
}
