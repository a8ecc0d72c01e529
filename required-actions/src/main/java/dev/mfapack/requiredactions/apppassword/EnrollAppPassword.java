package dev.mfapack.requiredactions.apppassword;

import dev.mfapack.core.apppassword.AppPasswords;
import dev.mfapack.core.lookup.Shape;
import dev.mfapack.factors.apppassword.AppPasswordServices;
import dev.mfapack.factors.apppassword.PersonsAppPasswords;
import dev.mfapack.factors.keys.SealedNote;
import dev.mfapack.factors.level.StepUpType;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.authentication.CredentialRegistrator;
import org.keycloak.authentication.InitiatedActionSupport;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.events.Details;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.utils.FormMessage;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Makes an app password: the person names it and says what it is for, then sees it once. It works from then on, so that the
 * program can be set up while the page is there.
 */
final class EnrollAppPassword implements RequiredActionProvider, CredentialRegistrator {

    private static final String FORM_TEMPLATE = "mfa-app-password.ftl";
    private static final String SHOWN_TEMPLATE = "mfa-app-password-shown.ftl";
    private static final String SECRET_NOTE = EnrollAppPasswordFactory.ID + ".secret";
    private static final String NAME_NOTE = EnrollAppPasswordFactory.ID + ".name";
    private static final String SERVICE_NOTE = EnrollAppPasswordFactory.ID + ".service";

    @Override
    public InitiatedActionSupport initiatedActionSupport() {
        return InitiatedActionSupport.SUPPORTED;
    }

    @Override
    public void evaluateTriggers(RequiredActionContext context) {}

    @Override
    public void requiredActionChallenge(RequiredActionContext context) {
        Optional<String> made = secret(context).get();
        context.challenge(made.isPresent() ? shown(context, made.get()) : form(context, AppPasswordWish.nothingYet()));
    }

    @Override
    public void processAction(RequiredActionContext context) {
        MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
        Optional<String> made = secret(context).get();
        if (made.isEmpty()) {
            make(context, AppPasswordWish.in(form));
        } else if (form.containsKey("done")) {
            forget(context.getAuthenticationSession());
            context.success();
        } else {
            context.challenge(shown(context, made.get()));
        }
    }

    private static void make(RequiredActionContext context, AppPasswordWish wish) {
        Optional<FormMessage> problem = isFull(context)
                ? Optional.of(new FormMessage(AppPasswordWish.NAME, "mfaAppTooMany", AppPasswords.MOST))
                : wish.problem(services(context));
        if (problem.isPresent()) {
            context.form().addError(problem.get());
            context.challenge(form(context, wish));
            return;
        }
        PersonsAppPasswords.Made made;
        try {
            made = passwords(context).make(wish.name(), wish.service(), wish.expiresAt());
        } catch (ModelDuplicateException e) {
            context.form().addError(new FormMessage(AppPasswordWish.NAME, "mfaLabelTaken"));
            context.challenge(form(context, wish));
            return;
        }
        context.getEvent()
                .clone()
                .event(EventType.UPDATE_CREDENTIAL)
                .user(context.getUser())
                .detail(Details.CREDENTIAL_TYPE, AppPasswords.TYPE)
                .detail(Details.CREDENTIAL_ID, made.credentialId())
                .success();
        AuthenticationSessionModel authSession = context.getAuthenticationSession();
        secret(context).set(made.password().letters());
        authSession.setAuthNote(NAME_NOTE, wish.name());
        authSession.setAuthNote(SERVICE_NOTE, wish.service());
        if (context.getHttpRequest().getDecodedFormParameters().containsKey("logout-sessions")) {
            AuthenticatorUtil.logoutOtherSessions(context);
        }
        context.challenge(shown(context, made.password().letters()));
    }

    private static boolean isFull(RequiredActionContext context) {
        return passwords(context).all().size() >= AppPasswords.MOST;
    }

    private static Response form(RequiredActionContext context, AppPasswordWish wish) {
        return context.form()
                .setAttribute(
                        "mfa",
                        Map.of(
                                "name", wish.name(),
                                "service", wish.service(),
                                "until", wish.until(),
                                "services", services(context)))
                .createForm(FORM_TEMPLATE);
    }

    private static Response shown(RequiredActionContext context, String letters) {
        AuthenticationSessionModel authSession = context.getAuthenticationSession();
        Response page = context.form()
                .setAttribute(
                        "mfa",
                        Map.of(
                                "password",
                                        Shape.APP_PASSWORD
                                                .read(letters)
                                                .orElseThrow()
                                                .grouped(),
                                "name", authSession.getAuthNote(NAME_NOTE),
                                "service", authSession.getAuthNote(SERVICE_NOTE),
                                "user", context.getUser().getUsername()))
                .createForm(SHOWN_TEMPLATE);
        return Response.fromResponse(page)
                .header(HttpHeaders.CACHE_CONTROL, null)
                .header(HttpHeaders.CACHE_CONTROL, "no-store, must-revalidate, max-age=0")
                .build();
    }

    private static List<String> services(RequiredActionContext context) {
        return AppPasswordServices.of(context.getRealm());
    }

    private static PersonsAppPasswords passwords(RequiredActionContext context) {
        return PersonsAppPasswords.of(context.getSession(), context.getRealm(), context.getUser());
    }

    private static SealedNote secret(RequiredActionContext context) {
        return new SealedNote(context.getSession(), context.getAuthenticationSession(), SECRET_NOTE);
    }

    private static void forget(AuthenticationSessionModel authSession) {
        authSession.removeAuthNote(SECRET_NOTE);
        authSession.removeAuthNote(NAME_NOTE);
        authSession.removeAuthNote(SERVICE_NOTE);
    }

    @Override
    public void initiatedActionCanceled(KeycloakSession session, AuthenticationSessionModel authSession) {
        forget(authSession);
    }

    /** It stands in no login, so that Keycloak asks for nothing by it; the decision asks for the best that the person has. */
    @Override
    public @Nullable String getCredentialType(KeycloakSession session, AuthenticationSessionModel authSession) {
        return StepUpType.of(authSession, AppPasswords.TYPE);
    }

    @Override
    public void close() {}
}
