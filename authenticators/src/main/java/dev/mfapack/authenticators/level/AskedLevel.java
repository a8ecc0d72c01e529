package dev.mfapack.authenticators.level;

import dev.mfapack.core.level.Level;
import java.util.Optional;
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

    /**
     * Lets the level conditions that follow ask for {@code outstanding}, or for nothing. A wish for a level that the
     * decision does not know is left to those conditions.
     */
    void replaceBy(Optional<Level> outstanding) {
        String asked = authSession.getClientNote(Constants.REQUESTED_LEVEL_OF_AUTHENTICATION);
        if (asked != null && Integer.parseInt(asked) > Level.PHISHING_RESISTANT.number()) {
            return;
        }
        authSession.setClientNote(
                Constants.REQUESTED_LEVEL_OF_AUTHENTICATION,
                String.valueOf(outstanding.map(Level::number).orElse(Constants.MINIMUM_LOA)));
    }
}
