package dev.mfapack.requiredactions.choice;

import dev.mfapack.core.level.Level;
import dev.mfapack.factors.level.PendingEnrolment;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.services.util.AuthenticationFlowURLHelper;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Offers the factors that would do to somebody who must bind one, and leads back to the flow when one is bound. It comes
 * again as long as the level is not proven.
 */
final class ChooseFactor implements RequiredActionProvider {

    private static final String TEMPLATE = "mfa-choose-factor.ftl";
    private static final String CHOICE = "factor";

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
        if (level.isEmpty()) {
            context.success();
        } else if (pending.isBound(level.get(), context.getUser())) {
            context.getAuthenticationSession().removeRequiredAction(PendingEnrolment.ACTION);
            context.challenge(backToTheFlow(context, pending));
        } else {
            context.challenge(page(context, pending.choices(level.get())));
        }
    }

    @Override
    public void processAction(RequiredActionContext context) {
        PendingEnrolment pending = pending(context);
        String chosen = context.getHttpRequest().getDecodedFormParameters().getFirst(CHOICE);
        Optional<Level> level = pending.outstanding();
        if (level.isPresent() && chosen != null) {
            String action = pending.choices(level.get()).get(chosen);
            if (action != null) {
                context.getAuthenticationSession().addRequiredAction(action);
                context.success();
                return;
            }
        }
        requiredActionChallenge(context);
    }

    private static Response backToTheFlow(RequiredActionContext context, PendingEnrolment pending) {
        AuthenticationSessionModel authSession = context.getAuthenticationSession();
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

    private static Response page(RequiredActionContext context, Map<String, String> choices) {
        List<Choice> offered = choices.keySet().stream().map(Choice::of).toList();
        return context.form().setAttribute("mfa", Map.of("choices", offered)).createForm(TEMPLATE);
    }

    private static PendingEnrolment pending(RequiredActionContext context) {
        return new PendingEnrolment(context.getSession(), context.getAuthenticationSession());
    }

    @Override
    public void close() {}
}
