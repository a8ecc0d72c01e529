package dev.mfapack.restapi;

import dev.mfapack.factors.recovery.RecoveryLinks;
import dev.mfapack.factors.recovery.RecoveryLogin;
import dev.mfapack.persistence.Recovery;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.OAuth2Constants;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.common.ClientConnection;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.SystemClientUtil;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.services.Urls;
import org.keycloak.services.managers.AuthenticationSessionManager;
import org.keycloak.services.resources.LoginActionsService;
import org.keycloak.services.util.AuthenticationFlowURLHelper;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Where the link of a recovery leads. Opening it shows a page and changes nothing, so that no program that looks through mails uses
 * it up; the page's button uses it, once, and leads to the login, which asks for the password.
 */
public final class RecoveryPages {

    private static final String TEMPLATE = "mfa-recovery-begin.ftl";
    private static final String ACTION = "mfa-recovery";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final RecoveryLinks links;

    RecoveryPages(KeycloakSession session) {
        this.session = session;
        this.realm = session.getContext().getRealm();
        this.links = new RecoveryLinks(session, realm);
    }

    @GET
    public Response page(@QueryParam("token") @Nullable String token) {
        String secret = Optional.ofNullable(token).orElse("");
        return links.works(secret) ? page(secret, true) : page("", false);
    }

    /** Uses the link. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response begin(@FormParam("token") @Nullable String token) {
        Optional<Recovery> recovery = links.use(Optional.ofNullable(token).orElse(""));
        if (recovery.isEmpty()) {
            event().error(Errors.INVALID_TOKEN);
            return page("", false);
        }
        UserModel person = links.person(recovery.get()).orElseThrow();
        AuthenticationSessionModel login = login();
        RecoveryLogin.begin(login, recovery.get(), person);
        event().user(person).success();
        URI next = new AuthenticationFlowURLHelper(
                        session, realm, session.getContext().getUri())
                .getLastExecutionUrl(
                        LoginActionsService.AUTHENTICATE_PATH,
                        null,
                        login.getClient().getClientId(),
                        login.getTabId(),
                        AuthenticationProcessor.getClientData(session, login));
        return Response.seeOther(next)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /** A login to the account pages, in a browser that has begun none, as Keycloak's own for who has forgotten the password. */
    private AuthenticationSessionModel login() {
        ClientModel client = SystemClientUtil.getSystemClient(realm);
        URI base = session.getContext().getUri().getBaseUri();
        String account = Urls.accountBase(base).path("/").build(realm.getName()).toString();
        AuthenticationSessionModel login = new AuthenticationSessionManager(session)
                .createAuthenticationSession(realm, true)
                .createAuthenticationSession(client);
        login.setAction(AuthenticationSessionModel.Action.AUTHENTICATE.name());
        login.setProtocol(OIDCLoginProtocol.LOGIN_PROTOCOL);
        login.setRedirectUri(account);
        login.setClientNote(OIDCLoginProtocol.REDIRECT_URI_PARAM, account);
        login.setClientNote(OIDCLoginProtocol.RESPONSE_TYPE_PARAM, OAuth2Constants.CODE);
        login.setClientNote(OIDCLoginProtocol.ISSUER, Urls.realmIssuer(base, realm.getName()));
        return login;
    }

    private EventBuilder event() {
        ClientConnection connection = session.getContext().getConnection();
        return new EventBuilder(realm, session, connection)
                .event(EventType.EXECUTE_ACTION_TOKEN)
                .detail(Details.ACTION, ACTION);
    }

    private Response page(String secret, boolean works) {
        URI here = session.getContext().getUri().getAbsolutePath();
        Response page = session.getProvider(LoginFormsProvider.class)
                .setAttribute("mfa", Map.of("token", secret, "works", works, "action", here.toString()))
                .createForm(TEMPLATE);
        Response.ResponseBuilder answer = Response.fromResponse(page)
                .header(HttpHeaders.CACHE_CONTROL, null)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
        return (works ? answer : answer.status(Response.Status.BAD_REQUEST)).build();
    }
}
