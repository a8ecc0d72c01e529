package dev.mfapack.authenticators.level;

import dev.mfapack.core.level.ApprovalPort;
import dev.mfapack.core.level.Decision;
import dev.mfapack.core.level.Demand;
import dev.mfapack.core.level.Grace;
import dev.mfapack.core.level.Level;
import dev.mfapack.core.level.LevelDecision;
import dev.mfapack.core.level.LevelInputs;
import dev.mfapack.core.level.Outcome;
import dev.mfapack.core.level.Proven;
import dev.mfapack.core.level.RiskPort;
import dev.mfapack.factors.KeycloakClock;
import dev.mfapack.factors.level.EnrolmentGrace;
import dev.mfapack.factors.level.FlowLevels;
import dev.mfapack.factors.level.PendingEnrolment;
import dev.mfapack.factors.level.PersonalFactors;
import dev.mfapack.factors.level.RealmCache;
import dev.mfapack.factors.policy.BreakGlass;
import dev.mfapack.factors.policy.FlowPolicies;
import dev.mfapack.factors.policy.LevelPolicy;
import dev.mfapack.factors.policy.RealmPolicy;
import dev.mfapack.factors.recovery.RecoveryLogin;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.CredentialAction;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.resources.LoginActionsService;

/**
 * Puts everything that the decision looks at before it.
 *
 * @param holds the decision by which this login goes on
 * @param shadow the one that would hold if the realm's mode were enforcing; empty when it is, or when nobody wants to know
 */
record RequiredLevel(Decision holds, Optional<Decision> shadow) {

    private static final ApprovalPort APPROVALS = ApprovalPort.NONE;

    /**
     * Asks the decision.
     *
     * @param risk what this login's risk is asked of
     * @param putOff whether the login that is under way, or the session before it, has put off binding a factor
     */
    static RequiredLevel of(
            AuthenticationFlowContext context,
            UserModel user,
            AskedLevel asked,
            Proven proven,
            RiskPort risk,
            boolean putOff) {
        RealmModel realm = context.getRealm();
        LevelPolicy policy =
                RealmCache.get(realm, "policy", () -> RealmPolicy.of(realm).levels());
        LevelInputs inputs = inputs(context, user, asked, proven, policy, risk);
        if (BreakGlass.isOn()) {
            return new RequiredLevel(decide(context, inputs.onlyAsked().recovering(false)), Optional.empty());
        }
        Supplier<Grace> grace =
                () -> EnrolmentGrace.of(context.getSession(), realm, user).now(putOff);
        return switch (policy.mode()) {
            case ENFORCING -> new RequiredLevel(decide(context, inputs, grace), Optional.empty());
            case SHADOW ->
                new RequiredLevel(decide(context, inputs.onlyAsked()), Optional.of(decide(context, inputs, grace)));
            case OFF -> new RequiredLevel(decide(context, inputs.onlyAsked()), Optional.empty());
        };
    }

    private static LevelInputs inputs(
            AuthenticationFlowContext context,
            UserModel user,
            AskedLevel asked,
            Proven proven,
            LevelPolicy policy,
            RiskPort risk) {
        RealmModel realm = context.getRealm();
        ClientModel client = context.getAuthenticationSession().getClient();
        Demand byRole = policy.ofRoles(realm, user);
        Demand byClient = policy.ofClient(client);
        AuthenticationFlowModel flow = context.getTopLevelFlow();
        for (LevelPolicy step : FlowPolicies.of(realm, flow)) {
            byRole = byRole.and(step.ofRoles(realm, user));
            byClient = byClient.and(step.ofClient(client));
        }
        RecoveryLogin recovery = RecoveryLogin.of(context.getSession(), context.getAuthenticationSession());
        boolean lostFactors = recovery.isOf(user);
        Set<Level> factors = PersonalFactors.levels(
                context.getSession(), realm, flow, user, lostFactors ? recovery.lost(user) : Set.of());
        LevelInputs inputs = LevelInputs.of(factors, proven)
                .asking(asked.in(context))
                .byRole(byRole)
                .byClient(byClient)
                .at(risk.assess())
                .approving(APPROVALS.open(realm.getId(), user.getId()))
                .bindingAFactor(bindsFactor(context))
                .recovering(context.getFlowPath().equals(LoginActionsService.RESET_CREDENTIALS_PATH))
                .withHabit(policy.habit())
                .havingLostFactors(lostFactors);
        return policy.mayEnrol() || lostFactors ? inputs : inputs.refusingWhoCannot();
    }

    /** Whoever has what is asked for needs no grace, and nobody looks it up for them. */
    private static Decision decide(AuthenticationFlowContext context, LevelInputs inputs, Supplier<Grace> grace) {
        Decision decision = decide(context, inputs);
        return decision.outcome() instanceof Outcome.Enrol ? decide(context, inputs.withGrace(grace.get())) : decision;
    }

    /** Where nothing can be bound that would do, nobody is led to binding. */
    private static Decision decide(AuthenticationFlowContext context, LevelInputs inputs) {
        Decision decision = LevelDecision.decide(inputs, KeycloakClock.INSTANCE.instant());
        boolean leadsNowhere = decision.outcome() instanceof Outcome.Enrol enrol && !canEnrol(context, enrol);
        return leadsNowhere
                ? LevelDecision.decide(inputs.refusingWhoCannot(), KeycloakClock.INSTANCE.instant())
                : decision;
    }

    private static boolean canEnrol(AuthenticationFlowContext context, Outcome.Enrol enrol) {
        RequiredActionProviderModel action =
                context.getRealm().getRequiredActionProviderByAlias(PendingEnrolment.ACTION);
        return action != null
                && action.isEnabled()
                && !new FlowLevels(context.getSession(), context.getRealm())
                        .enrolmentActions(context.getTopLevelFlow().getId(), enrol.needed())
                        .isEmpty();
    }

    /** Whether the app sent the person to add or remove a factor. */
    private static boolean bindsFactor(AuthenticationFlowContext context) {
        String action = context.getAuthenticationSession().getClientNote(Constants.KC_ACTION);
        return action != null
                && context.getSession().getProvider(RequiredActionProvider.class, action) instanceof CredentialAction;
    }
}
