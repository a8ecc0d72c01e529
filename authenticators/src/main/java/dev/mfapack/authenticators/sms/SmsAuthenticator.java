package dev.mfapack.authenticators.sms;

import dev.mfapack.core.audit.AuditType;
import dev.mfapack.core.challenge.Answer;
import dev.mfapack.core.challenge.Binding;
import dev.mfapack.core.challenge.Challenge;
import dev.mfapack.core.challenge.Purpose;
import dev.mfapack.core.phone.PhoneNumber;
import dev.mfapack.factors.audit.Audit;
import dev.mfapack.factors.audit.KeycloakEvents;
import dev.mfapack.factors.bruteforce.BruteForce;
import dev.mfapack.factors.sms.CodePage;
import dev.mfapack.factors.sms.Notice;
import dev.mfapack.factors.sms.SmsChallenges;
import dev.mfapack.factors.sms.SmsCredentialModel;
import dev.mfapack.factors.sms.SmsCredentialProvider;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationFlowError;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.CredentialValidator;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.credential.CredentialProvider;
import org.keycloak.events.Details;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.util.TokenUtil;

/** Asks for a code sent by SMS. A code leaves when the person comes here for the first time, and when they ask for another. */
final class SmsAuthenticator implements Authenticator, CredentialValidator<SmsCredentialProvider> {

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        SmsLogin login = SmsLogin.of(context);
        Optional<String> lock = BruteForce.of(context.getSession()).lock(context.getUser());
        if (lock.isPresent()) {
            refuseLocked(context, login, lock.get(), Notice.notSent());
            return;
        }
        if (isSilent(context)) {
            context.challenge(page(context, login).show(Optional.empty(), Optional.empty()));
            return;
        }
        SmsCredentialModel number = login.number();
        Challenge challenge = login.challengeFor(number).orElseGet(() -> begin(context, login, number));
        context.challenge(page(context, login).show(Optional.of(challenge), Optional.empty()));
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        SmsLogin login = SmsLogin.of(context);
        MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
        String code = form.getFirst(CodePage.CODE);
        if (code != null && !challenges(context).isWellFormed(code)) {
            showMalformed(context, login);
            return;
        }
        Optional<String> lock = BruteForce.of(context.getSession()).lock(context.getUser());
        if (lock.isPresent()) {
            refuseLocked(context, login, lock.get(), code == null ? Notice.notSent() : Notice.wrongCode());
            return;
        }
        if (form.containsKey(CodePage.NUMBER)) {
            login.choose(form.getFirst(CodePage.NUMBER));
            authenticate(context);
        } else if ("resend".equals(form.getFirst(CodePage.ACTION))) {
            resend(context, login);
        } else if (code != null) {
            answer(context, login, code);
        } else {
            authenticate(context);
        }
    }

    /** An app that only looks whether somebody is logged in never shows the page: a code would reach a person who asked nothing. */
    private static boolean isSilent(AuthenticationFlowContext context) {
        return TokenUtil.hasPrompt(
                context.getAuthenticationSession().getClientNote(OIDCLoginProtocol.PROMPT_PARAM),
                OIDCLoginProtocol.PROMPT_VALUE_NONE);
    }

    private static Challenge begin(AuthenticationFlowContext context, SmsLogin login, SmsCredentialModel number) {
        Challenge challenge =
                challenges(context).begin(binding(context, number.getId()), context.getUser(), number.number());
        login.remember(number, challenge);
        return challenge;
    }

    private static void resend(AuthenticationFlowContext context, SmsLogin login) {
        SmsCredentialModel number = login.number();
        Optional<Challenge> challenge = login.challengeFor(number);
        if (challenge.isEmpty()) {
            Challenge fresh = begin(context, login, number);
            context.challenge(page(context, login).show(Optional.of(fresh), Optional.empty()));
            return;
        }
        Notice notice = Notice.about(challenges(context)
                .resend(challenge.get().id(), binding(context, number.getId()), context.getUser(), number.number()));
        context.challenge(page(context, login).show(login.challengeFor(number), Optional.of(notice)));
    }

    private static void answer(AuthenticationFlowContext context, SmsLogin login, String given) {
        SmsChallenges challenges = challenges(context);
        String credentialId = login.chosenCredentialId().orElse("");
        Answer answer = login.chosenChallengeId()
                .map(id -> challenges.answer(id, binding(context, credentialId), context.getUser(), given))
                .orElseGet(Answer.Gone::new);
        if (answer instanceof Answer.Accepted && !login.isBound(credentialId)) {
            // The number was taken away while its code was on the way.
            answer = new Answer.Gone();
        }
        if (answer instanceof Answer.Accepted) {
            login.forget();
            BruteForce.of(context.getSession()).succeeded(context.getAuthenticationSession());
            context.getEvent().detail(Details.SELECTED_CREDENTIAL_ID, credentialId);
            context.success(SmsCredentialModel.TYPE);
            return;
        }
        boolean counted = answer instanceof Answer.Wrong || answer instanceof Answer.Exhausted;
        if (counted) {
            KeycloakEvents.wrongCode(context.getEvent(), context.getUser());
        }
        Response page = page(context, login)
                .show(login.challengeFor(login.number()), Notice.about(answer, challenges.digits()));
        if (counted) {
            context.failureChallenge(AuthenticationFlowError.INVALID_CREDENTIALS, page);
        } else {
            context.challenge(page);
        }
    }

    private static void showMalformed(AuthenticationFlowContext context, SmsLogin login) {
        Optional<Notice> notice =
                Notice.about(new Answer.Malformed(), challenges(context).digits());
        context.challenge(page(context, login).show(login.challengeFor(login.number()), notice));
    }

    /** Who is locked reads what anybody reads after a wrong code, or when nothing could be sent. */
    private static void refuseLocked(AuthenticationFlowContext context, SmsLogin login, String error, Notice notice) {
        Audit.of(context.getSession())
                .failure(AuditType.LOCKED, context.getUser(), SmsCredentialModel.TYPE, List.of(error));
        context.getEvent().user(context.getUser()).error(error);
        context.forceChallenge(page(context, login).show(login.challengeFor(login.number()), Optional.of(notice)));
    }

    private static CodePage page(AuthenticationFlowContext context, SmsLogin login) {
        PhoneNumber to = login.number().number();
        return new CodePage(context.form(), to, challenges(context).digits()).otherNumbers(login.otherNumbers());
    }

    private static SmsChallenges challenges(AuthenticationFlowContext context) {
        return SmsChallenges.of(
                context.getSession(), SmsAuthenticatorConfig.of(context.getAuthenticatorConfig())::tighten);
    }

    private static Binding binding(AuthenticationFlowContext context, String credentialId) {
        return SmsChallenges.binding(
                context.getAuthenticationSession(), context.getUser(), Purpose.LOGIN, credentialId);
    }

    @Override
    public boolean requiresUser() {
        return true;
    }

    @Override
    public boolean configuredFor(KeycloakSession session, RealmModel realm, UserModel user) {
        return getCredentialProvider(session).isConfiguredFor(realm, user, SmsCredentialModel.TYPE);
    }

    @Override
    public void setRequiredActions(KeycloakSession session, RealmModel realm, UserModel user) {
        AuthenticationSessionModel authSession = session.getContext().getAuthenticationSession();
        if (!authSession.getRequiredActions().contains(SmsCredentialProvider.ENROL_ACTION)) {
            authSession.addRequiredAction(SmsCredentialProvider.ENROL_ACTION);
        }
    }

    @Override
    public List<RequiredActionFactory> getRequiredActions(KeycloakSession session) {
        return List.of((RequiredActionFactory) session.getKeycloakSessionFactory()
                .getProviderFactory(RequiredActionProvider.class, SmsCredentialProvider.ENROL_ACTION));
    }

    @Override
    public SmsCredentialProvider getCredentialProvider(KeycloakSession session) {
        return (SmsCredentialProvider) session.getProvider(CredentialProvider.class, SmsCredentialModel.TYPE);
    }

    @Override
    public void close() {}
}
