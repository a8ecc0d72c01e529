package dev.mfapack.authenticators.level;

import dev.mfapack.authenticators.amr.LoginMethod;
import dev.mfapack.authenticators.risk.RiskOfLogin;
import dev.mfapack.authenticators.ways.Ways;
import dev.mfapack.core.audit.AuditRecord;
import dev.mfapack.core.audit.AuditType;
import dev.mfapack.core.level.Decision;
import dev.mfapack.core.level.Level;
import dev.mfapack.core.level.Outcome;
import dev.mfapack.core.level.Reason;
import dev.mfapack.factors.audit.Audit;
import dev.mfapack.factors.level.EnrolmentGrace;
import dev.mfapack.factors.level.FlowLevels;
import dev.mfapack.factors.level.PendingEnrolment;
import dev.mfapack.factors.level.RealmCache;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationFlowError;
import org.keycloak.authentication.AuthenticationFlowException;
import org.keycloak.authentication.Authenticator;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
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
        RiskOfLogin risk = RiskOfLogin.of(context, context.getUser(), null);
        RequiredLevel required = RequiredLevel.of(
                context,
                context.getUser(),
                asked,
                proof.proven(),
                risk,
                EnrolmentGrace.isTaken(context.getAuthenticationSession()));
        Decision decision = required.holds();
        required.shadow().ifPresent(shadow -> recordShadow(context, shadow));
        if (decision.outcome() instanceof Outcome.Deny deny) {
            refuse(context, deny.because(), decision);
            return;
        }
        record(context, decision);
        lookAfterEnrolment(context, decision);
        if (isWithinLevelThree(context)) {
            refuseUnlessProven(proof);
        } else {
            LoginMethod.remember(context.getAuthenticationSession());
        }
        proof.settle();
        asked.replaceBy(decision, proof.isSettled());
        if (decision.outstanding().isPresent() && isFor(decision, Reason.Kind.RISK)) {
            risk.explain();
        }
        if (decision.outstanding().filter(level -> level == Level.MFA).isPresent()) {
            Ways.backupCodesLast(context.getUser());
        }
        context.success();
    }

    private static void record(AuthenticationFlowContext context, Decision decision) {
        Audit audit = Audit.of(context.getSession());
        if (!decision.beyondReach().isEmpty()) {
            audit.level(
                    AuditType.LEVEL_BEYOND_REACH,
                    AuditRecord.Outcome.FAILURE,
                    context.getUser(),
                    decision.outstanding().orElse(null),
                    names(decision.beyondReach()));
        }
        if (!decision.reasons().isEmpty()) {
            audit.level(
                    AuditType.LEVEL_DECIDED,
                    AuditRecord.Outcome.SUCCESS,
                    context.getUser(),
                    decision.outstanding().orElse(null),
                    names(decision.reasons()));
        }
    }

    private static void recordShadow(AuthenticationFlowContext context, Decision shadow) {
        if (!shadow.reasons().isEmpty()) {
            String outcome =
                    "would-" + shadow.outcome().getClass().getSimpleName().toLowerCase(Locale.ROOT);
            Audit.of(context.getSession())
                    .level(
                            AuditType.LEVEL_SHADOWED,
                            AuditRecord.Outcome.SUCCESS,
                            context.getUser(),
                            shadow.outstanding().orElse(null),
                            Stream.concat(Stream.of(outcome), names(shadow.reasons()).stream())
                                    .toList());
        }
    }

    /** The page names the record, so that a help desk can read there what the person must not. */
    private static void refuse(AuthenticationFlowContext context, Reason because, Decision decision) {
        UUID id = Audit.of(context.getSession())
                .level(
                        AuditType.LEVEL_DENIED,
                        AuditRecord.Outcome.FAILURE,
                        context.getUser(),
                        because.level(),
                        Stream.concat(Stream.of("because-" + because.name()), names(decision.reasons()).stream())
                                .toList());
        context.getEvent()
                .clone()
                .user(context.getUser())
                .detail(Details.REASON, because.name())
                .error(Errors.ACCESS_DENIED);
        Response page =
                context.form().setError("mfaLevelRefused", id.toString()).createErrorPage(Response.Status.FORBIDDEN);
        context.failure(AuthenticationFlowError.ACCESS_DENIED, page);
    }

    private static void lookAfterEnrolment(AuthenticationFlowContext context, Decision decision) {
        PendingEnrolment pending = new PendingEnrolment(context.getSession(), context.getAuthenticationSession());
        if (decision.outcome() instanceof Outcome.Enrol enrol) {
            if (enrol.first().filter(level -> level == Level.BASIC).isPresent()) {
                throw new AuthenticationFlowException(
                        "a factor is to be bound, and the flow's cookie step did not ask for a fresh login",
                        AuthenticationFlowError.GENERIC_AUTHENTICATION_ERROR);
            }
            pending.demand(enrol, context);
        } else {
            pending.forget();
        }
    }

    private static boolean isWithinLevelThree(AuthenticationFlowContext context) {
        String flowId = context.getExecution().getParentFlow();
        return RealmCache.get(
                        context.getRealm(),
                        "level of " + flowId,
                        () -> new FlowLevels(context.getSession(), context.getRealm()).ofFlow(flowId))
                .filter(level -> level == Level.PHISHING_RESISTANT)
                .isPresent();
    }

    /** W3: the sub-flow of level 3 would mark it whatever the passkey did; a passkey that verified nobody must not get there. */
    private static void refuseUnlessProven(SessionProof proof) {
        if (!proof.isSettled()) {
            throw new AuthenticationFlowException(
                    AuthenticationFlowError.GENERIC_AUTHENTICATION_ERROR,
                    "the passkey did not have to verify the person",
                    Messages.ACR_NOT_FULFILLED);
        }
    }

    private static boolean isFor(Decision decision, Reason.Kind kind) {
        return decision.reasons().stream().anyMatch(reason -> reason.kind() == kind);
    }

    private static List<String> names(List<Reason> reasons) {
        return reasons.stream().map(Reason::name).toList();
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
