package dev.mfapack.requiredactions.choice;

import dev.mfapack.core.audit.AuditRecord;
import dev.mfapack.core.audit.AuditType;
import dev.mfapack.core.level.Grace;
import dev.mfapack.core.level.Level;
import dev.mfapack.factors.audit.Audit;
import dev.mfapack.factors.level.EnrolmentGrace;
import dev.mfapack.factors.level.PendingEnrolment;
import dev.mfapack.factors.recovery.RecoveryLogin;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.events.Details;
import org.keycloak.events.EventType;
import org.keycloak.services.util.AuthenticationFlowURLHelper;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Offers the factors that would do to somebody who must bind one, and leads back to the flow when one is bound, or when the person
 * puts it off. It comes again as long as the level is not proven.
 */
final class ChooseFactor implements RequiredActionProvider {

    private static final String TEMPLATE = "mfa-choose-factor.ftl";
    private static final String CHOICE = "factor";
    private static final String WISH = "mfa-action";
    private static final String SKIP = "skip";

    /**
     * Comes as long as the level is not proven, whatever else is to be done: an action that was chosen and then left aside must
     * not end the login. It stands last in the realm's order, so that what was chosen is done first.
     */
    @Override
    public void evaluateTriggers(RequiredActionContext context) {
        if (pending(context).outstanding().isPresent()) {
            context.getAuthenticationSession().addRequiredAction(PendingEnrolment.ACTION);
        }
    }

    @Override
    public void requiredActionChallenge(RequiredActionContext context) {
        PendingEnrolment pending = pending(context);
        Optional<Level> level = pending.outstanding();
        RecoveryLogin recovery = RecoveryLogin.of(context.getSession(), context.getAuthenticationSession());
        if (level.isEmpty()) {
            context.success();
        } else if (recovery.wasStopped()) {
            recovery.undo(context);
            context.challenge(backToTheFlow(context, pending));
        } else if (pending.isBound(level.get(), context.getUser(), recovery.lost())) {
            recovery.finish(context);
            context.challenge(backToTheFlow(context, pending));
        } else {
            context.challenge(page(context, pending, level.get()));
        }
    }

    @Override
    public void processAction(RequiredActionContext context) {
        PendingEnrolment pending = pending(context);
        MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
        String chosen = form.getFirst(CHOICE);
        Optional<Level> level = pending.outstanding();
        if (level.isPresent() && SKIP.equals(form.getFirst(WISH)) && putOff(context, pending, level.get())) {
            return;
        }
        boolean goesOn = !RecoveryLogin.of(context.getSession(), context.getAuthenticationSession())
                .wasStopped();
        if (level.isPresent() && chosen != null && goesOn) {
            String action = pending.choices(level.get()).get(chosen);
            if (action != null) {
                context.getAuthenticationSession().addRequiredAction(action);
                context.success();
                return;
            }
        }
        requiredActionChallenge(context);
    }

    /** The decision is made again, and knows that grace is taken; false when there is none left by now. */
    private static boolean putOff(RequiredActionContext context, PendingEnrolment pending, Level level) {
        AuthenticationSessionModel authSession = context.getAuthenticationSession();
        EnrolmentGrace grace = grace(context);
        if (!pending.mayPutOff() || !grace.take(authSession)) {
            return false;
        }
        Audit.of(context.getSession())
                .level(
                        AuditType.ENROLMENT_PUT_OFF,
                        AuditRecord.Outcome.SUCCESS,
                        context.getUser(),
                        level,
                        GracePage.told(grace));
        context.getEvent()
                .clone()
                .event(EventType.CUSTOM_REQUIRED_ACTION)
                .detail(Details.CUSTOM_REQUIRED_ACTION, PendingEnrolment.ACTION)
                .detail(Details.REASON, SKIP)
                .success();
        context.challenge(backToTheFlow(context, pending));
        return true;
    }

    private static EnrolmentGrace grace(RequiredActionContext context) {
        return EnrolmentGrace.of(context.getSession(), context.getRealm(), context.getUser());
    }

    private static Response backToTheFlow(RequiredActionContext context, PendingEnrolment pending) {
        AuthenticationSessionModel authSession = context.getAuthenticationSession();
        authSession.removeRequiredAction(PendingEnrolment.ACTION);
        String path = pending.backToTheFlow();
        return Response.seeOther(
                        new AuthenticationFlowURLHelper(context.getSession(), context.getRealm(), context.getUriInfo())
                                .getLastExecutionUrl(
                                        path,
                                        null,
                                        authSession.getClient().getClientId(),
                                        authSession.getTabId(),
                                        AuthenticationProcessor.getClientData(context.getSession(), authSession)))
                .build();
    }

    private static Response page(RequiredActionContext context, PendingEnrolment pending, Level level) {
        List<Choice> offered =
                pending.choices(level).keySet().stream().map(Choice::of).toList();
        Map<String, Object> page = new HashMap<>();
        page.put("choices", offered);
        EnrolmentGrace grace = grace(context);
        if (pending.mayPutOff() && grace.now(false) == Grace.OFFERED) {
            page.put("grace", GracePage.of(context, grace));
        }
        return context.form().setAttribute("mfa", page).createForm(TEMPLATE);
    }

    private static PendingEnrolment pending(RequiredActionContext context) {
        return new PendingEnrolment(context.getSession(), context.getAuthenticationSession());
    }

    @Override
    public void close() {}
}
