package dev.mfapack.authenticators.level;

import dev.mfapack.core.level.Asked;
import dev.mfapack.core.level.Decision;
import dev.mfapack.core.level.Level;
import dev.mfapack.core.level.LevelInputs;
import java.time.Duration;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.util.AcrStore;
import org.keycloak.authentication.authenticators.util.LoAUtil;
import org.keycloak.models.Constants;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * What the app asked for. The decision raises and lowers Keycloak's own note of it, which outlives a restart of the login;
 * so the app's wish is kept beside it, and put back before each new look.
 */
final class AskedLevel {

    private static final String ORIGINAL = "mfa-asked-level";
    private static final String NONE = "none";

    private final AuthenticationSessionModel authSession;

    AskedLevel(AuthenticationSessionModel authSession) {
        this.authSession = authSession;
    }

    /** Puts back what the app asked; the first time there is nothing to put back, and it is kept. */
    void restore() {
        String original = authSession.getClientNote(ORIGINAL);
        if (original == null) {
            String asked = authSession.getClientNote(Constants.REQUESTED_LEVEL_OF_AUTHENTICATION);
            authSession.setClientNote(ORIGINAL, asked == null ? NONE : asked);
        } else if (original.equals(NONE)) {
            authSession.removeClientNote(Constants.REQUESTED_LEVEL_OF_AUTHENTICATION);
        } else {
            authSession.setClientNote(Constants.REQUESTED_LEVEL_OF_AUTHENTICATION, original);
        }
    }

    /** What the app asks, by {@code acr_values}, {@code claims} or {@code kc_action}; how old a proof may be, the flow's condition says. */
    Asked in(AuthenticationFlowContext context) {
        Optional<Level> level =
                Level.ofNumber(acrStore(context).getRequestedLevelOfAuthentication(context.getTopLevelFlow()));
        Duration maxAge = level.map(it -> LoAUtil.getLoaMaxAgesConfiguredInRealmFlow(
                                context.getRealm(), context.getTopLevelFlow().getId())
                        .get(it.number()))
                .map(Duration::ofSeconds)
                .orElse(LevelInputs.FRESH);
        return new Asked(level, maxAge, acrStore(context).isLevelOfAuthenticationForced());
    }

    /**
     * Lets the level conditions that follow ask for what is outstanding. Where nothing is, the app's wish stays, and they find
     * it met; but after a passkey, and for a wish beyond reach, they must ask nothing more. A wish for a level that the
     * decision does not know is theirs alone.
     */
    void replaceBy(Decision decision, boolean settled) {
        String asked = authSession.getClientNote(Constants.REQUESTED_LEVEL_OF_AUTHENTICATION);
        if (asked != null && Integer.parseInt(asked) > Level.PHISHING_RESISTANT.number()) {
            return;
        }
        if (decision.outstanding().isPresent()) {
            request(decision.outstanding().get().number());
        } else if (settled || !decision.beyondReach().isEmpty()) {
            request(Constants.MINIMUM_LOA);
        }
    }

    private void request(int level) {
        authSession.setClientNote(Constants.REQUESTED_LEVEL_OF_AUTHENTICATION, String.valueOf(level));
    }

    private static AcrStore acrStore(AuthenticationFlowContext context) {
        return new AcrStore(context.getSession(), context.getAuthenticationSession());
    }
}
