package dev.mfapack.authenticators.code;

import dev.mfapack.authenticators.ways.Ways;
import dev.mfapack.core.audit.AuditType;
import dev.mfapack.core.challenge.Answer;
import dev.mfapack.core.challenge.Binding;
import dev.mfapack.core.challenge.Challenge;
import dev.mfapack.core.challenge.Destination;
import dev.mfapack.core.challenge.Purpose;
import dev.mfapack.factors.audit.Audit;
import dev.mfapack.factors.audit.KeycloakEvents;
import dev.mfapack.factors.bruteforce.BruteForce;
import dev.mfapack.factors.code.CodeChallenges;
import dev.mfapack.factors.code.CodeCredentialModel;
import dev.mfapack.factors.code.CodeCredentialProvider;
import dev.mfapack.factors.code.CodeFactor;
import dev.mfapack.factors.code.CodePage;
import dev.mfapack.factors.code.Notice;
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

/** Asks for a code that was sent. One leaves when the person comes here for the first time, and when they ask for another. */
final class CodeAuthenticator implements Authenticator, CredentialValidator<CodeCredentialProvider> {

    private final CodeFactor factor;

    CodeAuthenticator(CodeFactor factor) {
        this.factor = factor;
    }

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        CodeLogin login = CodeLogin.of(context, factor);
        Optional<String> lock = BruteForce.of(context.getSession()).lock(context.getUser());
        if (lock.isPresent()) {
            refuseLocked(context, login, lock.get(), Notice.notSent());
            return;
        }
        if (isSilent(context)) {
            context.challenge(page(context, login).show(Optional.empty(), Optional.empty()));
            return;
        }
        CodeCredentialModel chosen = login.destination();
        Challenge challenge = login.challengeFor(chosen).orElseGet(() -> begin(context, login, chosen));
        context.challenge(page(context, login).show(Optional.of(challenge), Optional.empty()));
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        CodeLogin login = CodeLogin.of(context, factor);
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
        if (form.containsKey(CodePage.DESTINATION)) {
            login.choose(form.getFirst(CodePage.DESTINATION));
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

    private Challenge begin(AuthenticationFlowContext context, CodeLogin login, CodeCredentialModel chosen) {
        Challenge challenge =
                challenges(context).begin(binding(context, chosen.getId()), context.getUser(), chosen.destination());
        login.remember(chosen, challenge);
        return challenge;
    }

    private void resend(AuthenticationFlowContext context, CodeLogin login) {
        CodeCredentialModel chosen = login.destination();
        Optional<Challenge> challenge = login.challengeFor(chosen);
        if (challenge.isEmpty()) {
            Challenge fresh = begin(context, login, chosen);
            context.challenge(page(context, login).show(Optional.of(fresh), Optional.empty()));
            return;
        }
        Notice notice = Notice.about(challenges(context)
                .resend(
                        challenge.get().id(),
                        binding(context, chosen.getId()),
                        context.getUser(),
                        chosen.destination()));
        context.challenge(page(context, login).show(login.challengeFor(chosen), Optional.of(notice)));
    }

    private void answer(AuthenticationFlowContext context, CodeLogin login, String given) {
        CodeChallenges challenges = challenges(context);
        String credentialId = login.chosenCredentialId().orElse("");
        Answer answer = login.chosenChallengeId()
                .map(id -> challenges.answer(
                        id,
                        binding(context, credentialId),
                        context.getUser(),
                        () -> login.destination().destination(),
                        given))
                .orElseGet(Answer.Gone::new);
        if (answer instanceof Answer.Accepted && !login.isBound(credentialId)) {
            // The destination was taken away while its code was on the way.
            answer = new Answer.Gone();
        }
        if (answer instanceof Answer.Accepted) {
            login.forget();
            BruteForce.of(context.getSession()).succeeded(context.getAuthenticationSession());
            context.getEvent().detail(Details.SELECTED_CREDENTIAL_ID, credentialId);
            context.success(factor.factor().id());
            return;
        }
        boolean refused =
                answer instanceof Answer.Wrong || answer instanceof Answer.Held || answer instanceof Answer.Exhausted;
        if (refused) {
            KeycloakEvents.wrongCode(context.getEvent(), context.getUser());
        }
        Response page = page(context, login)
                .show(login.challengeFor(login.destination()), Notice.about(answer, challenges.digits()));
        if (refused) {
            context.failureChallenge(AuthenticationFlowError.INVALID_CREDENTIALS, page);
        } else {
            context.challenge(page);
        }
    }

    private void showMalformed(AuthenticationFlowContext context, CodeLogin login) {
        Optional<Notice> notice =
                Notice.about(new Answer.Malformed(), challenges(context).digits());
        context.challenge(page(context, login).show(login.challengeFor(login.destination()), notice));
    }

    /** Who is locked reads what anybody reads after a wrong code, or when nothing could be sent. */
    private void refuseLocked(AuthenticationFlowContext context, CodeLogin login, String error, Notice notice) {
        Audit.of(context.getSession())
                .failure(AuditType.LOCKED, context.getUser(), factor.factor().id(), List.of(error));
        context.getEvent().user(context.getUser()).error(error);
        context.forceChallenge(page(context, login).show(login.challengeFor(login.destination()), Optional.of(notice)));
    }

    private CodePage page(AuthenticationFlowContext context, CodeLogin login) {
        Destination to = login.destination().destination();
        return new CodePage(
                        context.getSession(),
                        context.form(),
                        factor,
                        to,
                        challenges(context).digits())
                .otherDestinations(login.otherDestinations());
    }

    private CodeChallenges challenges(AuthenticationFlowContext context) {
        return CodeChallenges.of(
                context.getSession(), factor, CodeAuthenticatorConfig.of(context.getAuthenticatorConfig())::tighten);
    }

    private Binding binding(AuthenticationFlowContext context, String credentialId) {
        return challenges(context)
                .binding(context.getAuthenticationSession(), context.getUser(), Purpose.LOGIN, credentialId);
    }

    @Override
    public boolean requiresUser() {
        return true;
    }

    @Override
    public boolean configuredFor(KeycloakSession session, RealmModel realm, UserModel user) {
        return getCredentialProvider(session)
                .isConfiguredFor(realm, user, factor.factor().id());
    }

    @Override
    public String getType(KeycloakSession session) {
        return Ways.typeIfUsable(session, factor.factor().id());
    }

    @Override
    public void setRequiredActions(KeycloakSession session, RealmModel realm, UserModel user) {
        AuthenticationSessionModel authSession = session.getContext().getAuthenticationSession();
        if (!authSession.getRequiredActions().contains(factor.enrolAction())) {
            authSession.addRequiredAction(factor.enrolAction());
        }
    }

    @Override
    public List<RequiredActionFactory> getRequiredActions(KeycloakSession session) {
        return List.of((RequiredActionFactory) session.getKeycloakSessionFactory()
                .getProviderFactory(RequiredActionProvider.class, factor.enrolAction()));
    }

    @Override
    public CodeCredentialProvider getCredentialProvider(KeycloakSession session) {
        return (CodeCredentialProvider)
                session.getProvider(CredentialProvider.class, factor.factor().id());
    }

    @Override
    public void close() {}
}
