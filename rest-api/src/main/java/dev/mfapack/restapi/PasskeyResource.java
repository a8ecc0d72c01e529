package dev.mfapack.restapi;

import dev.mfapack.core.audit.AuditType;
import dev.mfapack.core.level.Level;
import dev.mfapack.core.passkey.PasskeyProblem;
import dev.mfapack.factors.audit.KeycloakEvents;
import dev.mfapack.factors.level.LastFactor;
import dev.mfapack.factors.passkey.AssertionOutcome;
import dev.mfapack.factors.passkey.Passkey;
import dev.mfapack.factors.passkey.PasskeyAuthentication;
import dev.mfapack.factors.passkey.PasskeyRegistration;
import dev.mfapack.factors.passkey.PersonsPasskeys;
import dev.mfapack.factors.passkey.RegistrationOutcome;
import dev.mfapack.factors.token.OneTimeTokens;
import dev.mfapack.persistence.KeyBinding;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** {@code passkey}: registering, using and managing passkeys without Keycloak's pages. */
public final class PasskeyResource {

    /** Keycloak's required action for the same; a realm that switches it off lets nobody bind a passkey. */
    private static final String ACTION = "webauthn-register-passwordless";

    private static final String LAST = "last-factor";

    private final KeycloakSession session;

    /** Who calls: a person by an app, or an app for somebody who is not known yet. */
    private record Caller(@Nullable UserModel person, ClientModel client, EventBuilder event) {}

    PasskeyResource(KeycloakSession session) {
        this.session = session;
    }

    /** Begins to register one. */
    @POST
    @Path("register/begin")
    @Produces(MediaType.APPLICATION_JSON)
    public Response beginRegistration(@Nullable InputStream content) {
        PersonalCall call = enrolling();
        JsonBody.readNothing(session, content);
        var begun = PasskeyRegistration.of(session).begin(call.person(), call.client(), origin());
        return PersonalCall.ok(new PasskeyJson.Options(begun.ceremony(), begun.options()));
    }

    /** Registers it. */
    @POST
    @Path("register/complete")
    @Produces(MediaType.APPLICATION_JSON)
    public Response completeRegistration(@Nullable InputStream content) {
        PersonalCall call = enrolling();
        var sent = call.body(content, PasskeyJson.RegistrationRequest.class);
        String ceremony = JsonBody.required(sent.ceremony(), "ceremony");
        var answer = JsonBody.present(sent.credential(), "credential").answer();
        RegistrationOutcome outcome = PasskeyRegistration.of(session)
                .complete(
                        call.person(),
                        call.client(),
                        ceremony,
                        answer,
                        sent.label() == null ? null : label(sent.label()),
                        call.event(EventType.UPDATE_CREDENTIAL));
        if (outcome instanceof RegistrationOutcome.Registered registered) {
            return PersonalCall.created(PasskeyJson.View.of(registered.passkey()));
        }
        throw refused(((RegistrationOutcome.Refused) outcome).problem());
    }

    /** Begins to take one, of the person of the token, or of whoever has one. */
    @POST
    @Path("authenticate/begin")
    @Produces(MediaType.APPLICATION_JSON)
    public Response beginAuthentication(@Nullable InputStream content) {
        var sent = JsonBody.read(session, content, PasskeyJson.AuthenticationBeginning.class);
        KeyBinding binding = sent.binding();
        Caller caller = caller(sent.clientId());
        if (caller.person() == null && binding.isNone()) {
            throw ProblemException.badRequest(
                    "Without a token a codeChallenge or a dpopJkt is needed, to which the mfaToken is bound.");
        }
        var begun = PasskeyAuthentication.of(session)
                .begin(caller.person(), caller.client(), origin(), binding)
                .orElseThrow(() -> refused(PasskeyProblem.NOT_OFFERED));
        return PersonalCall.ok(new PasskeyJson.Options(begun.ceremony(), begun.options()));
    }

    /** Takes it, and gives a token that is good for one session. */
    @POST
    @Path("authenticate/complete")
    @Produces(MediaType.APPLICATION_JSON)
    public Response completeAuthentication(@Nullable InputStream content) {
        var sent = JsonBody.read(session, content, PasskeyJson.AuthenticationRequest.class);
        Caller caller = caller(sent.clientId());
        String ceremony = JsonBody.required(sent.ceremony(), "ceremony");
        var answer = JsonBody.present(sent.credential(), "credential").answer();
        AssertionOutcome outcome = PasskeyAuthentication.of(session)
                .complete(caller.person(), caller.client(), ceremony, answer, caller.event());
        if (!(outcome instanceof AssertionOutcome.Verified verified)) {
            throw refused(((AssertionOutcome.Refused) outcome).problem());
        }
        if (verified.binding().isNone()) {
            throw ProblemException.typed(
                    409,
                    "no-binding",
                    "Conflict",
                    "The ceremony was begun without a codeChallenge or a dpopJkt: its answer goes to verify.");
        }
        String token = OneTimeTokens.of(session, realm())
                .issue(
                        verified.user(),
                        caller.client(),
                        List.of(PersonsPasskeys.TYPE),
                        Level.PHISHING_RESISTANT,
                        verified.binding());
        return PersonalCall.ok(new PasskeyJson.Proven(token, OneTimeTokens.LIFETIME.toSeconds()));
    }

    /** The person's passkeys. */
    @GET
    @Path("credentials")
    @Produces(MediaType.APPLICATION_JSON)
    public Response list() {
        PersonalCall call = PersonalCall.reading(session);
        return PersonalCall.ok(
                passkeys(call).all().stream().map(PasskeyJson.View::of).toList());
    }

    /** Renames one. */
    @PATCH
    @Path("credentials/{id}")
    @Produces(MediaType.APPLICATION_JSON)
    public Response rename(@PathParam("id") String id, @Nullable InputStream content) {
        PersonalCall call = PersonalCall.changing(session);
        String label = label(call.body(content, PasskeyJson.Renaming.class).label());
        PersonsPasskeys passkeys = passkeys(call);
        Passkey passkey = find(passkeys, id);
        if (passkeys.isTakenByAnother(passkey.id(), label)) {
            throw refused(PasskeyProblem.LABEL_TAKEN);
        }
        passkeys.rename(passkey.id(), label);
        return PersonalCall.ok(PasskeyJson.View.of(find(passkeys, id)));
    }

    /** Removes one, unless it is the last that is asked of the person. */
    @DELETE
    @Path("credentials/{id}")
    public Response remove(@PathParam("id") String id) {
        PersonalCall call = PersonalCall.changing(session);
        call.requireBest();
        PersonsPasskeys passkeys = passkeys(call);
        Passkey passkey = find(passkeys, id);
        EventBuilder event = call.event(EventType.REMOVE_CREDENTIAL);
        if (LastFactor.is(session, realm(), call.person(), call.flow(), call.client(), passkey.id())) {
            call.audit().failure(AuditType.FACTOR_REMOVED, call.person(), PersonsPasskeys.TYPE, List.of(LAST));
            KeycloakEvents.refused(
                    event.detail(Details.CREDENTIAL_TYPE, PersonsPasskeys.TYPE)
                            .detail(Details.CREDENTIAL_ID, passkey.id())
                            .detail(Details.REASON, LAST),
                    Errors.DELETE_CREDENTIAL_FAILED);
            throw ProblemException.typed(
                    409, LAST, "Conflict", "It is the last factor by which the person can do what is asked of them.");
        }
        if (!passkeys.remove(passkey, event)) {
            throw noSuch();
        }
        return PersonalCall.done();
    }

    private PersonalCall enrolling() {
        PersonalCall call = PersonalCall.changing(session);
        call.requireAction(ACTION);
        call.requireBest();
        return call;
    }

    private Caller caller(@Nullable String clientId) {
        if (session.getContext().getHttpRequest().getHttpHeaders().getHeaderString(HttpHeaders.AUTHORIZATION) == null) {
            ClientCall call = ClientCall.of(session, clientId);
            return new Caller(null, call.client(), call.event(EventType.LOGIN));
        }
        PersonalCall call = PersonalCall.changing(session);
        if (clientId != null && !clientId.equals(call.client().getClientId())) {
            throw ProblemException.badRequest("The token is another client's.");
        }
        return new Caller(call.person(), call.client(), call.event(EventType.LOGIN));
    }

    private PersonsPasskeys passkeys(PersonalCall call) {
        return PersonsPasskeys.of(session, realm(), call.person());
    }

    private static Passkey find(PersonsPasskeys passkeys, String id) {
        return passkeys.find(id).orElseThrow(PasskeyResource::noSuch);
    }

    private static ProblemException noSuch() {
        return ProblemException.notFound("There is no such passkey.");
    }

    private static String label(@Nullable String given) {
        String label = JsonBody.required(given, "label");
        if (label.length() > PersonsPasskeys.LONGEST_LABEL || label.chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.badRequest("The field label must have at most " + PersonsPasskeys.LONGEST_LABEL
                    + " characters, and no control characters.");
        }
        return label;
    }

    /** Where a page calls, browsers say so, and pages cannot say otherwise (Fetch, section 3.1). */
    private @Nullable String origin() {
        return session.getContext().getHttpRequest().getHttpHeaders().getHeaderString("Origin");
    }

    private RealmModel realm() {
        return session.getContext().getRealm();
    }

    static ProblemException refused(PasskeyProblem problem) {
        int status = switch (problem) {
            case ALREADY_REGISTERED, LABEL_TAKEN, NOT_OFFERED -> 409;
            case ACCOUNT_UNAVAILABLE -> 403;
            default -> 400;
        };
        return ProblemException.typed(status, "passkey-" + problem.word(), "The passkey was refused", problem.detail());
    }
}
