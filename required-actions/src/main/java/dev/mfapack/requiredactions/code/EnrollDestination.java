package dev.mfapack.requiredactions.code;

import dev.mfapack.core.challenge.Answer;
import dev.mfapack.core.challenge.Challenge;
import dev.mfapack.core.challenge.Destination;
import dev.mfapack.factors.audit.KeycloakEvents;
import dev.mfapack.factors.code.CodeChallenges;
import dev.mfapack.factors.code.CodeCredentialModel;
import dev.mfapack.factors.code.CodeFactor;
import dev.mfapack.factors.code.CodePage;
import dev.mfapack.factors.code.Destinations;
import dev.mfapack.factors.code.Notice;
import dev.mfapack.factors.level.StepUpType;
import jakarta.ws.rs.core.MultivaluedMap;
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
import org.keycloak.sessions.AuthenticationSessionModel;

/** Binds a destination: the person names it, or it is known already, and then types the code that was sent there. */
final class EnrollDestination implements RequiredActionProvider, CredentialRegistrator {

    private final CodeFactor factor;

    EnrollDestination(CodeFactor factor) {
        this.factor = factor;
    }

    @Override
    public InitiatedActionSupport initiatedActionSupport() {
        return InitiatedActionSupport.SUPPORTED;
    }

    @Override
    public void evaluateTriggers(RequiredActionContext context) {}

    @Override
    public void requiredActionChallenge(RequiredActionContext context) {
        PendingDestination pending = PendingDestination.of(context, factor);
        if (pending.isThere()) {
            showCodePage(context, pending, Optional.empty());
        } else {
            context.challenge(DestinationPage.empty(context, factor));
        }
    }

    @Override
    public void processAction(RequiredActionContext context) {
        context.getEvent()
                .event(EventType.UPDATE_CREDENTIAL)
                .detail(Details.CREDENTIAL_TYPE, factor.factor().id());
        MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
        PendingDestination pending = PendingDestination.of(context, factor);
        String action = form.getFirst(CodePage.ACTION);
        if (form.containsKey(DestinationPage.UNCONFIRMED)) {
            takeUnconfirmed(context, pending, form.getFirst(DestinationPage.UNCONFIRMED));
        } else if (form.containsKey(factor.field())) {
            takeTyped(context, pending, form);
        } else if (!pending.isThere() || "change".equals(action)) {
            pending.putAside();
            context.challenge(DestinationPage.empty(context, factor));
        } else if ("resend".equals(action)) {
            resend(context, pending);
        } else {
            takeCode(context, pending, form);
        }
    }

    private void takeTyped(
            RequiredActionContext context, PendingDestination pending, MultivaluedMap<String, String> form) {
        String typed = Optional.ofNullable(form.getFirst(factor.field())).orElse("");
        String label = Optional.ofNullable(form.getFirst(DestinationPage.LABEL))
                .orElse("")
                .strip();
        DestinationPage page = new DestinationPage(context, factor, typed, label);
        Destinations known = known(context);
        Optional<? extends Destination> destination =
                known.source().isPresent() ? known.prescribed() : factor.read(typed, context.getRealm());
        if (destination.isEmpty()) {
            context.challenge(page.fieldError(factor.invalidKey()));
        } else if (known.usable().stream().anyMatch(bound -> bound.destination().equals(destination.get()))) {
            context.challenge(page.fieldError(factor.takenKey()));
        } else if (label.length() > DestinationPage.LONGEST_LABEL) {
            context.challenge(page.labelError("mfaLabelTooLong"));
        } else if (known.isLabelTaken(label.isEmpty() ? destination.get().masked() : label, destination.get())) {
            context.challenge(page.labelError("mfaLabelTaken"));
        } else {
            sendTo(context, pending, destination.get(), label, page);
        }
    }

    private void takeUnconfirmed(RequiredActionContext context, PendingDestination pending, String credentialId) {
        Optional<CodeCredentialModel> waiting = known(context).unconfirmed().stream()
                .filter(bound -> bound.getId().equals(credentialId))
                .findFirst();
        if (waiting.isEmpty()) {
            context.challenge(DestinationPage.empty(context, factor));
            return;
        }
        Destination destination = waiting.get().destination();
        String label = Optional.ofNullable(waiting.get().getUserLabel()).orElse("");
        sendTo(context, pending, destination, label, new DestinationPage(context, factor, "", ""));
    }

    private void sendTo(
            RequiredActionContext context,
            PendingDestination pending,
            Destination destination,
            String label,
            DestinationPage page) {
        if (pending.isFor(destination)) {
            // Back to the form and the same destination again: the code that was sent still counts.
            pending.resume(label);
            showCodePage(context, pending, Optional.empty());
        } else if (!pending.waitForAnother().isZero()) {
            context.challenge(page.waitFor(pending.waitForAnother()));
        } else {
            Challenge challenge = CodeChallenges.of(context.getSession(), factor)
                    .begin(pending.binding(destination), context.getUser(), destination);
            pending.remember(destination, label, challenge);
            showCodePage(context, pending, Optional.empty());
        }
    }

    private void resend(RequiredActionContext context, PendingDestination pending) {
        Notice notice = Notice.about(CodeChallenges.of(context.getSession(), factor)
                .resend(
                        pending.challengeId(),
                        pending.binding(pending.destination()),
                        context.getUser(),
                        pending.destination()));
        showCodePage(context, pending, Optional.of(notice));
    }

    private void takeCode(
            RequiredActionContext context, PendingDestination pending, MultivaluedMap<String, String> form) {
        CodeChallenges challenges = CodeChallenges.of(context.getSession(), factor);
        String given = Optional.ofNullable(form.getFirst(CodePage.CODE)).orElse("");
        Answer answer = challenges.answer(
                pending.challengeId(),
                pending.binding(pending.destination()),
                context.getUser(),
                pending::destination,
                given);
        if (answer instanceof Answer.Accepted) {
            bind(context, pending, form.containsKey("logout-sessions"));
            return;
        }
        if (answer instanceof Answer.Wrong || answer instanceof Answer.Held || answer instanceof Answer.Exhausted) {
            KeycloakEvents.wrongCode(context.getEvent(), context.getUser());
        }
        showCodePage(context, pending, Notice.about(answer, challenges.digits()));
    }

    private void bind(RequiredActionContext context, PendingDestination pending, boolean endOtherSessions) {
        Destination destination = pending.destination();
        String label = pending.label().isEmpty() ? destination.masked() : pending.label();
        try {
            context.getEvent().detail(Details.CREDENTIAL_ID, known(context).bind(destination, label));
        } catch (ModelDuplicateException e) {
            pending.putAside();
            context.challenge(
                    new DestinationPage(context, factor, destination.value(), label).labelError("mfaLabelTaken"));
            return;
        }
        pending.forget();
        if (endOtherSessions) {
            AuthenticatorUtil.logoutOtherSessions(context);
        }
        context.success();
    }

    private void showCodePage(RequiredActionContext context, PendingDestination pending, Optional<Notice> notice) {
        CodeChallenges challenges = CodeChallenges.of(context.getSession(), factor);
        context.challenge(
                new CodePage(context.getSession(), context.form(), factor, pending.destination(), challenges.digits())
                        .enrolling()
                        .show(challenges.find(pending.challengeId()), notice));
    }

    private Destinations known(RequiredActionContext context) {
        return Destinations.of(factor, context.getSession(), context.getUser());
    }

    @Override
    public @Nullable String getCredentialType(KeycloakSession session, AuthenticationSessionModel authSession) {
        return StepUpType.of(authSession, factor.factor().id());
    }

    @Override
    public void close() {}
}
