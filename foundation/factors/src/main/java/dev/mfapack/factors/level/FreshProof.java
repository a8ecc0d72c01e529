package dev.mfapack.factors.level;

import dev.mfapack.core.level.Level;
import dev.mfapack.core.level.LevelInputs;
import dev.mfapack.factors.KeycloakClock;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.AuthenticationFlowResolver;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Whether a login has proven, and just now, the best that the person can: only then may it change factors unasked (B1). */
public final class FreshProof {

    private FreshProof() {}

    public static boolean isHighest(KeycloakSession session, AuthenticationSessionModel authSession, UserModel user) {
        AuthenticationFlowModel flow = AuthenticationFlowResolver.resolveBrowserFlow(authSession);
        Level best = PersonalFactors.levels(session, authSession.getRealm(), flow, user).stream()
                .max(Comparator.naturalOrder())
                .orElse(Level.BASIC);
        Duration maxAge = best == Level.BASIC ? LevelInputs.FRESH_PASSWORD : LevelInputs.FRESH;
        return LevelMap.of(authSession.getAuthNote(Constants.LOA_MAP))
                .proven()
                .satisfies(best, Optional.of(maxAge), KeycloakClock.INSTANCE.instant());
    }
}
