package dev.mfapack.authenticators.level;

import dev.mfapack.core.audit.AuditRecord.Outcome;
import dev.mfapack.core.audit.AuditType;
import dev.mfapack.core.level.Decision;
import dev.mfapack.core.level.Level;
import dev.mfapack.core.level.LevelDecision;
import dev.mfapack.core.level.LevelInputs;
import dev.mfapack.core.level.Reason;
import dev.mfapack.factors.KeycloakClock;
import dev.mfapack.factors.audit.Audit;
import dev.mfapack.factors.policy.RealmPolicy;
import java.util.List;
import java.util.Locale;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationFlowError;
import org.keycloak.authentication.AuthenticationFlowException;
import org.keycloak.authentication.Authenticator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.messages.Messages;

/**
 * The decision step. It asks {@link LevelDecision} how strong this login must be, settles what a passkey has just proven,
 * and lets the level conditions that follow ask for what is outstanding.
 */
final class RequiredLevelAuthenticator implements Authenticator {

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        AskedLevel asked = new AskedLevel(context.getAuthenticationSession());
        asked.restore();
        SessionProof proof = SessionProof.of(context);
        LevelInputs inputs = new LevelInputs(
                asked.level(context),
                asked.maxAge(context),
                RealmPolicy.of(context.getRealm()).habit(),
                PersonalFactors.levels(context),
                proof.proven());
        Decision decision = LevelDecision.decide(inputs, KeycloakClock.INSTANCE.instant());
        record(context, decision);
        refuseIfEssentialIsBeyondReach(context, decision);
        refuseIfLevelThreeIsNotProven(context, proof);
        proof.settle();
        asked.replaceBy(decision, proof.isSettled());
        context.success();
    }

    private static void record(AuthenticationFlowContext context, Decision decision) {
        Audit audit = Audit.of(context.getSession());
        if (!decision.beyondReach().isEmpty()) {
            audit.level(
                    AuditType.LEVEL_BEYOND_REACH,
                    Outcome.FAILURE,
                    context.getUser(),
                    decision.outstanding().orElse(null),
                    names(decision.beyondReach()));
        }
        if (!decision.reasons().isEmpty()) {
            audit.level(
                    AuditType.LEVEL_DECIDED,
                    Outcome.SUCCESS,
                    context.getUser(),
                    decision.outstanding().orElse(null),
                    names(decision.reasons()));
        }
    }

    /** An app that takes no less is not sent back with less: OIDC Core section 5.5.1.1. */
    private static void refuseIfEssentialIsBeyondReach(AuthenticationFlowContext context, Decision decision) {
        boolean beyond = decision.beyondReach().stream().anyMatch(reason -> reason.kind() == Reason.Kind.CLIENT);
        if (beyond && AskedLevel.isEssential(context)) {
            throw new AuthenticationFlowException(
                    AuthenticationFlowError.GENERIC_AUTHENTICATION_ERROR,
                    "the person has no factor for the level that the app requires",
                    Messages.ACR_NOT_FULFILLED);
        }
    }

    /** W3: the sub-flow of level 3 would mark it whatever the passkey did; a passkey that verified nobody must not get there. */
    private static void refuseIfLevelThreeIsNotProven(AuthenticationFlowContext context, SessionProof proof) {
        boolean withinLevelThree = new FlowLevels(context)
                .ofFlow(context.getExecution().getParentFlow())
                .filter(level -> level == Level.PHISHING_RESISTANT)
                .isPresent();
        if (withinLevelThree && !proof.isSettled()) {
            throw new AuthenticationFlowException(
                    AuthenticationFlowError.GENERIC_AUTHENTICATION_ERROR,
                    "the passkey did not have to verify the person",
                    Messages.ACR_NOT_FULFILLED);
        }
    }

    private static List<String> names(List<Reason> reasons) {
        return reasons.stream()
                .map(reason -> reason.kind().name().toLowerCase(Locale.ROOT) + "-"
                        + reason.level().number())
                .toList();
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        authenticate(context);
    }

    @Override
    public boolean requiresUser() {
        return true;
    }

    @Override
    public boolean configuredFor(KeycloakSession session, RealmModel realm, UserModel user) {
        return true;
    }

    @Override
    public void setRequiredActions(KeycloakSession session, RealmModel realm, UserModel user) {}

    @Override
    public void close() {}
}
