package dev.mfapack.authenticators.amr;

import java.util.List;
import java.util.Optional;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.models.UserSessionModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * By which credential the person got past the login form, which takes a password or a passkey: Keycloak's note of completed
 * steps does not tell.
 */
public final class LoginMethod {

    private static final String NOTE = "mfa.login-method";

    private LoginMethod() {}

    /** Remembers what this login began with; a login on top of a session begins with nothing. */
    public static void remember(AuthenticationSessionModel authSession) {
        List<String> credentials = AuthenticatorUtil.getAuthnCredentials(authSession);
        if (!credentials.isEmpty()) {
            authSession.setUserSessionNote(NOTE, credentials.get(0));
        }
    }

    /** The credential type that the session began with. */
    static Optional<String> of(UserSessionModel session) {
        return Optional.ofNullable(session.getNote(NOTE));
    }
}
