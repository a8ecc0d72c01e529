package dev.mfapack.restapi;

import dev.mfapack.factors.apppassword.PersonsAppPasswords;
import dev.mfapack.factors.policy.ApiClients;
import jakarta.ws.rs.NotAuthorizedException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.Constants;
import org.keycloak.models.ImpersonationSessionNote;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.encode.AccessTokenContext;
import org.keycloak.protocol.oidc.encode.TokenContextEncoderProvider;
import org.keycloak.services.managers.AppAuthManager.BearerTokenAuthenticator;
import org.keycloak.services.managers.AuthenticationManager.AuthResult;

/**
 * A bearer token, or one bound to a key (DPoP, RFC 9449), that speaks for a person who logged in to an app the realm lets in: audience
 * {@code mfa-api}, scope {@code mfa}, an {@code azp} that {@link ApiClients} lists, and an online session that neither a service
 * account, an app password, an exchange of tokens nor an administrator in the person's place began.
 *
 * @param auth person, session, client and token
 */
record PersonalToken(AuthResult auth) {

    /** The client that stands for this API. */
    static final String AUDIENCE = "mfa-api";

    private static final String SCOPE = "mfa";

    /** Grants in which no person takes part; a token that was refreshed since is known by its session. */
    private static final Set<String> WITHOUT_A_PERSON =
            Set.of(OAuth2Constants.TOKEN_EXCHANGE_GRANT_TYPE, OAuth2Constants.CLIENT_CREDENTIALS);

    /**
     * The token of the current request. Pages of the app's own origins may read the answer, whatever it is.
     *
     * @throws ProblemException 401 without a valid token, 403 with one that may not call
     */
    static PersonalToken of(KeycloakSession session) {
        AuthResult auth = valid(session);
        ApiCors.allow(session, auth.client());
        boolean allowed = auth.token().hasAudience(AUDIENCE)
                && hasScope(auth)
                && ApiClients.admits(session.getContext().getRealm(), auth.client())
                && beganWithALogin(session, auth);
        if (!allowed) {
            throw ProblemException.forbidden();
        }
        return new PersonalToken(auth);
    }

    /** @throws ProblemException 401 without a token of this realm that is valid, and shown with its key if it is bound to one */
    static AuthResult valid(KeycloakSession session) {
        AuthResult auth;
        try {
            auth = new BearerTokenAuthenticator(session).authenticate();
        } catch (NotAuthorizedException e) {
            // Keycloak throws for a header without a token in it.
            throw ProblemException.unauthorized();
        }
        if (auth == null) {
            throw ProblemException.unauthorized();
        }
        return auth;
    }

    private static boolean hasScope(AuthResult auth) {
        String scope = Optional.ofNullable(auth.token().getScope()).orElse("");
        return Arrays.asList(scope.split(" ")).contains(SCOPE);
    }

    private static boolean beganWithALogin(KeycloakSession session, AuthResult auth) {
        UserSessionModel userSession = auth.session();
        AccessTokenContext context = session.getProvider(TokenContextEncoderProvider.class)
                .getTokenContextFromTokenId(auth.token().getId());
        return context.getSessionType() == AccessTokenContext.SessionType.ONLINE
                && !WITHOUT_A_PERSON.contains(context.getGrantType())
                && !userSession.isOffline()
                && userSession.getNote(PersonsAppPasswords.SESSION_NOTE) == null
                && userSession.getNote(ImpersonationSessionNote.IMPERSONATOR_ID.toString()) == null
                && userSession.getPersistenceState() != UserSessionModel.SessionPersistenceState.TRANSIENT
                && auth.user().getServiceAccountClientLink() == null
                && isOfALogin(userSession.getAuthenticatedClientSessionByClient(
                        auth.client().getId()));
    }

    /** An exchange leaves its mark where a refreshed token no longer shows it. */
    private static boolean isOfALogin(AuthenticatedClientSessionModel clientSession) {
        return clientSession != null
                && clientSession.getNotes().keySet().stream()
                        .noneMatch(note -> note.startsWith(Constants.TOKEN_EXCHANGE_SUBJECT_CLIENT));
    }
}
