package dev.mfapack.restapi;

import dev.mfapack.core.level.Level;
import dev.mfapack.factors.bruteforce.BruteForce;
import dev.mfapack.factors.policy.ApiClients;
import dev.mfapack.factors.token.OneTimeTokens;
import dev.mfapack.persistence.KeyBinding;
import dev.mfapack.persistence.MfaToken;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.keycloak.OAuth2Constants;
import org.keycloak.OAuthErrorException;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.authentication.authenticators.util.AcrStore;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventType;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.Constants;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.TokenManager;
import org.keycloak.protocol.oidc.grants.OAuth2GrantTypeBase;
import org.keycloak.protocol.oidc.utils.PkceUtils;
import org.keycloak.services.CorsErrorResponseException;
import org.keycloak.services.Urls;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.managers.AuthenticationSessionManager;
import org.keycloak.services.util.DPoPUtil;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Redeems an {@code mfa_token} for a session, as the grant type "authorization code" does with a code: Keycloak has authenticated the
 * client before; the token must be that client's, and come with the verifier or the key that it is bound to (RFC 7636 section 4.6, RFC
 * 9449 section 10). The session is one like any other, and ends with logout.
 */
final class MfaTokenGrant extends OAuth2GrantTypeBase {

    private static final String TOKEN = "mfa_token";

    @Override
    public Response process(Context context) {
        setContext(context);
        event.detail(Details.AUTH_METHOD, TOKEN);
        String given = formParams.getFirst(TOKEN);
        if (given == null || given.isBlank()) {
            throw refused(OAuthErrorException.INVALID_REQUEST, "Missing parameter: " + TOKEN, Errors.INVALID_REQUEST);
        }
        if (!ApiClients.admits(realm, client)) {
            throw refused(
                    OAuthErrorException.UNAUTHORIZED_CLIENT,
                    "The realm does not let this client in",
                    Errors.NOT_ALLOWED);
        }
        MfaToken token = OneTimeTokens.of(session, realm)
                .take(given)
                .filter(taken -> taken.clientId().equals(client.getId()))
                .orElseThrow(() -> refused(OAuthErrorException.INVALID_GRANT, "Token not valid", Errors.INVALID_CODE));
        UserModel user = person(token);
        requireBinding(token.binding(), user);
        String scope = getRequestedScopes();
        AuthenticationSessionModel authSession = authenticated(user, token, scope);
        ClientSessionContext begun =
                AuthenticationProcessor.attachSession(authSession, null, session, realm, clientConnection, event);
        AuthenticatedClientSessionModel clientSession = begun.getClientSession();
        UserSessionModel userSession = clientSession.getUserSession();
        if (!TokenManager.verifyConsentStillAvailable(session, user, client, clientSession, scope)) {
            session.sessions().removeUserSession(realm, userSession);
            throw refused(
                    OAuthErrorException.INVALID_SCOPE, "The person has not consented to this", Errors.CONSENT_DENIED);
        }
        updateClientSession(clientSession);
        updateUserSessionFromClientAuth(userSession);
        Response response = createTokenResponse(user, userSession, begun, scope, true, null);
        AuthenticationManager.logSuccess(session, authSession);
        return response;
    }

    private UserModel person(MfaToken token) {
        UserModel user = session.users().getUserById(realm, token.userId());
        if (user == null) {
            throw refused(OAuthErrorException.INVALID_GRANT, "User not found", Errors.USER_NOT_FOUND);
        }
        event.user(user).detail(Details.USERNAME, user.getUsername());
        if (!user.isEnabled()) {
            throw refused(OAuthErrorException.INVALID_GRANT, "User disabled", Errors.USER_DISABLED);
        }
        BruteForce.of(session).lock(user).ifPresent(lock -> {
            throw refused(OAuthErrorException.INVALID_GRANT, "User disabled", lock);
        });
        if (user.getRequiredActionsStream().findAny().isPresent()) {
            throw refused(
                    OAuthErrorException.INVALID_GRANT, "Account is not fully set up", Errors.RESOLVE_REQUIRED_ACTIONS);
        }
        return user;
    }

    private void requireBinding(KeyBinding binding, UserModel user) {
        if (binding.codeChallenge() != null) {
            PkceUtils.checkParamsForPkceEnforcedClient(
                    formParams.getFirst(OAuth2Constants.CODE_VERIFIER),
                    binding.codeChallenge(),
                    OAuth2Constants.PKCE_METHOD_S256,
                    user.getId(),
                    user.getUsername(),
                    event,
                    cors);
        }
        DPoPUtil.validateDPoPJkt(binding.keyThumbprint(), session, event, cors);
    }

    /** What a login would have left behind when it had proven the same. */
    private AuthenticationSessionModel authenticated(UserModel user, MfaToken token, String scope) {
        AuthenticationSessionModel authSession = new AuthenticationSessionManager(session)
                .createAuthenticationSession(realm, false)
                .createAuthenticationSession(client);
        authSession.setAuthenticatedUser(user);
        authSession.setProtocol(OIDCLoginProtocol.LOGIN_PROTOCOL);
        authSession.setAction(AuthenticatedClientSessionModel.Action.AUTHENTICATE.name());
        authSession.setClientNote(
                OIDCLoginProtocol.ISSUER,
                Urls.realmIssuer(session.getContext().getUri().getBaseUri(), realm.getName()));
        authSession.setClientNote(OIDCLoginProtocol.SCOPE_PARAM, scope);
        AcrStore levels = new AcrStore(session, authSession);
        for (Level level : Level.values()) {
            if (token.level().covers(level)) {
                levels.setLevelAuthenticated(level.number());
            }
        }
        authSession.setUserSessionNote(Constants.LOA_MAP, authSession.getAuthNote(Constants.LOA_MAP));
        authSession.setUserSessionNote(
                AuthenticationManager.AUTH_TIME, String.valueOf(token.provenAt().getEpochSecond()));
        authSession.setUserSessionNote(OneTimeTokens.METHODS_NOTE, String.join(",", token.methods()));
        AuthenticationManager.setClientScopesInSession(session, authSession);
        return authSession;
    }

    private CorsErrorResponseException refused(String error, String description, String told) {
        event.detail(Details.REASON, description);
        event.error(told);
        return new CorsErrorResponseException(cors, error, description, Response.Status.BAD_REQUEST);
    }

    @Override
    public EventType getEventType() {
        return EventType.LOGIN;
    }

    @Override
    public Set<String> getTokenParameterNames() {
        return Set.of();
    }
}
