package dev.mfapack.requiredactions.sms;

import dev.mfapack.core.challenge.Answer;
import dev.mfapack.core.challenge.Challenge;
import dev.mfapack.core.phone.PhoneNumber;
import dev.mfapack.factors.KeycloakClock;
import dev.mfapack.factors.audit.KeycloakEvents;
import dev.mfapack.factors.policy.RealmPolicy;
import dev.mfapack.factors.sms.CodePage;
import dev.mfapack.factors.sms.Notice;
import dev.mfapack.factors.sms.SmsChallenges;
import dev.mfapack.factors.sms.SmsCredentialModel;
import dev.mfapack.factors.sms.SmsCredentialProvider;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Optional;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.authentication.CredentialRegistrator;
import org.keycloak.authentication.InitiatedActionSupport;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.credential.CredentialModel;
import org.keycloak.events.Details;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Binds a telephone number: the person names it, then types the code that was sent there. */
final class EnrollSms implements RequiredActionProvider, CredentialRegistrator {

    @Override
    public InitiatedActionSupport initiatedActionSupport() {
        return InitiatedActionSupport.SUPPORTED;
    }

    @Override
    public void evaluateTriggers(RequiredActionContext context) {}

    @Override
    public void requiredActionChallenge(RequiredActionContext context) {
        PendingNumber pending = PendingNumber.of(context);
        if (pending.isThere()) {
            showCodePage(context, pending, Optional.empty());
        } else {
            context.challenge(PhonePage.empty(context));
        }
    }

    @Override
    public void processAction(RequiredActionContext context) {
        context.getEvent().event(EventType.UPDATE_CREDENTIAL).detail(Details.CREDENTIAL_TYPE, SmsCredentialModel.TYPE);
        MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
        PendingNumber pending = PendingNumber.of(context);
        String action = form.getFirst(CodePage.ACTION);
        if (form.containsKey(PhonePage.PHONE)) {
            takeNumber(context, pending, form);
        } else if (!pending.isThere() || "change".equals(action)) {
            pending.putAside();
            context.challenge(PhonePage.empty(context));
        } else if ("resend".equals(action)) {
            resend(context, pending);
        } else {
            takeCode(context, pending, form);
        }
    }

    private static void takeNumber(
            RequiredActionContext context, PendingNumber pending, MultivaluedMap<String, String> form) {
        String typed = Optional.ofNullable(form.getFirst(PhonePage.PHONE)).orElse("");
        String label =
                Optional.ofNullable(form.getFirst(PhonePage.LABEL)).orElse("").strip();
        PhonePage page = new PhonePage(context, typed, label);
        Optional<PhoneNumber> number =
                PhoneNumber.parse(typed, RealmPolicy.of(context.getRealm()).phoneRegion());
        if (number.isEmpty()) {
            context.challenge(page.phoneError("mfaPhoneInvalid"));
        } else if (isBound(context, number.get())) {
            context.challenge(page.phoneError("mfaPhoneTaken"));
        } else if (label.length() > PhonePage.LONGEST_LABEL) {
            context.challenge(page.labelError("mfaLabelTooLong"));
        } else if (isLabelTaken(context, label.isEmpty() ? number.get().masked() : label)) {
            context.challenge(page.labelError("mfaLabelTaken"));
        } else if (pending.isFor(number.get())) {
            // Back to the number form and the same number again: the code that was sent still counts.
            pending.resume(label);
            showCodePage(context, pending, Optional.empty());
        } else if (!pending.waitForAnother().isZero()) {
            context.challenge(page.waitFor(pending.waitForAnother()));
        } else {
            Challenge challenge = SmsChallenges.of(context.getSession())
                    .begin(pending.binding(number.get()), context.getUser(), number.get());
            pending.remember(number.get(), label, challenge);
            showCodePage(context, pending, Optional.empty());
        }
    }

    private static void resend(RequiredActionContext context, PendingNumber pending) {
        Notice notice = Notice.about(SmsChallenges.of(context.getSession())
                .resend(pending.challengeId(), pending.binding(pending.number()), context.getUser(), pending.number()));
        showCodePage(context, pending, Optional.of(notice));
    }

    private static void takeCode(
            RequiredActionContext context, PendingNumber pending, MultivaluedMap<String, String> form) {
        SmsChallenges challenges = SmsChallenges.of(context.getSession());
        String given = Optional.ofNullable(form.getFirst(CodePage.CODE)).orElse("");
        Answer answer =
                challenges.answer(pending.challengeId(), pending.binding(pending.number()), context.getUser(), given);
        if (answer instanceof Answer.Accepted) {
            bind(context, pending, form.containsKey("logout-sessions"));
            return;
        }
        if (answer instanceof Answer.Wrong || answer instanceof Answer.Exhausted) {
            KeycloakEvents.wrongCode(context.getEvent(), context.getUser());
        }
        showCodePage(context, pending, Notice.about(answer, challenges.digits()));
    }

    private static void bind(RequiredActionContext context, PendingNumber pending, boolean endOtherSessions) {
        PhoneNumber number = pending.number();
        String label = pending.label().isEmpty() ? number.masked() : pending.label();
        try {
            CredentialModel created = context.getUser()
                    .credentialManager()
                    .createStoredCredential(SmsCredentialModel.create(number, label, KeycloakClock.INSTANCE.instant()));
            context.getEvent().detail(Details.CREDENTIAL_ID, created.getId());
        } catch (ModelDuplicateException e) {
            pending.putAside();
            context.challenge(new PhonePage(context, number.e164(), label).labelError("mfaLabelTaken"));
            return;
        }
        pending.forget();
        if (endOtherSessions) {
            AuthenticatorUtil.logoutOtherSessions(context);
        }
        context.success();
    }

    private static void showCodePage(RequiredActionContext context, PendingNumber pending, Optional<Notice> notice) {
        SmsChallenges challenges = SmsChallenges.of(context.getSession());
        context.challenge(new CodePage(context.form(), pending.number(), challenges.digits())
                .enrolling()
                .show(challenges.find(pending.challengeId()), notice));
    }

    private static boolean isBound(RequiredActionContext context, PhoneNumber number) {
        return SmsCredentialProvider.numbersOf(context.getUser())
                .anyMatch(bound -> bound.number().equals(number));
    }

    private static boolean isLabelTaken(RequiredActionContext context, String label) {
        return SmsCredentialProvider.numbersOf(context.getUser()).anyMatch(bound -> label.equals(bound.getUserLabel()));
    }

    @Override
    public String getCredentialType(KeycloakSession session, AuthenticationSessionModel authSession) {
        return SmsCredentialModel.TYPE;
    }

    @Override
    public void close() {}
}
