package dev.mfapack.restapi;

import dev.mfapack.factors.apppassword.PersonsAppPasswords;
import java.util.Arrays;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;
import org.keycloak.services.managers.AppAuthManager.BearerTokenAuthenticator;
import org.keycloak.services.managers.AuthenticationManager.AuthResult;

/**
 * A bearer token that speaks for a person who logged in to an app the realm lets in: audience {@code mfa-api}, scope {@code
 * mfa}, an {@code azp} that the realm attribute {@code mfa.api.clients} lists (comma-separated, default empty), and an
 * online session that neither a service account nor an app password began.
 *
 * @param auth person, session, client and token
 */
record PersonalToken(AuthResult auth) {

    private static final String AUDIENCE = "mfa-api";
    private static final String SCOPE = "mfa";
    private static final String ALLOWED_CLIENTS = "mfa.api.clients";

    /**
     * The token of the current request.
     *
     * @throws ProblemException 401 without a valid token, 403 with one that may not call
     */
    static PersonalToken of(KeycloakSession session) {
        AuthResult auth = new BearerTokenAuthenticator(session).authenticate();
        if (auth == null) {
            throw ProblemException.unauthorized();
        }
        boolean allowed = auth.token().hasAudience(AUDIENCE)
                && hasScope(auth)
                && isAllowedClient(session, auth)
                && beganWithALogin(auth);
        if (!allowed) {
            throw ProblemException.forbidden();
        }
        return new PersonalToken(auth);
    }

    private static boolean hasScope(AuthResult auth) {
        String scope = Optional.ofNullable(auth.token().getScope()).orElse("");
        return Arrays.asList(scope.split(" ")).contains(SCOPE);
    }

    private static boolean isAllowedClient(KeycloakSession session, AuthResult auth) {
        String allowed = session.getContext().getRealm().getAttribute(ALLOWED_CLIENTS);
        return allowed != null
                && Arrays.stream(allowed.split(","))
                        .map(String::strip)
                        .anyMatch(auth.client().getClientId()::equals);
    }

    private static boolean beganWithALogin(AuthResult auth) {
        UserSessionModel userSession = auth.session();
        return !userSession.isOffline()
                && userSession.getNote(PersonsAppPasswords.SESSION_NOTE) == null
                && userSession.getPersistenceState() != UserSessionModel.SessionPersistenceState.TRANSIENT
                && auth.user().getServiceAccountClientLink() == null;
    }
}
