package dev.mfapack.requiredactions.preference;

import dev.mfapack.core.audit.AuditType;
import dev.mfapack.factors.audit.Audit;
import dev.mfapack.factors.level.PreferredFactor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.authentication.InitiatedActionSupport;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.Constants;
import org.keycloak.models.utils.AuthenticationFlowResolver;

/**
 * Lets the person choose which of their factors is asked for first. It adds and removes none, so that any login will do; who has one
 * alone, or none, is told so.
 */
final class PreferFactor implements RequiredActionProvider {

    private static final String TEMPLATE = "mfa-preferred-factor.ftl";
    private static final String CHOICE = "factor";

    @Override
    public InitiatedActionSupport initiatedActionSupport() {
        return InitiatedActionSupport.SUPPORTED;
    }

    @Override
    public void evaluateTriggers(RequiredActionContext context) {}

    @Override
    public void requiredActionChallenge(RequiredActionContext context) {
        List<Preference> choices =
                factors(context).choices().stream().map(Preference::of).toList();
        if (choices.size() < 2 && !isAskedByAnApp(context)) {
            context.success();
            return;
        }
        context.challenge(
                context.form().setAttribute("mfa", Map.of("choices", choices)).createForm(TEMPLATE));
    }

    @Override
    public void processAction(RequiredActionContext context) {
        Optional<CredentialModel> preferred = Optional.ofNullable(
                        context.getHttpRequest().getDecodedFormParameters().getFirst(CHOICE))
                .flatMap(factors(context)::prefer);
        if (preferred.isEmpty()) {
            requiredActionChallenge(context);
            return;
        }
        Audit.of(context.getSession())
                .success(
                        AuditType.FACTOR_PREFERRED,
                        context.getUser(),
                        preferred.get().getType(),
                        preferred.get().getId());
        context.success();
    }

    /** Then there is a way back to the app; whom an administrator asks would be stuck. */
    private static boolean isAskedByAnApp(RequiredActionContext context) {
        return context.getAuthenticationSession().getClientNote(Constants.KC_ACTION_EXECUTING) != null;
    }

    private static PreferredFactor factors(RequiredActionContext context) {
        return PreferredFactor.of(
                context.getSession(),
                context.getRealm(),
                AuthenticationFlowResolver.resolveBrowserFlow(context.getAuthenticationSession()),
                context.getUser());
    }

    @Override
    public void close() {}
}
