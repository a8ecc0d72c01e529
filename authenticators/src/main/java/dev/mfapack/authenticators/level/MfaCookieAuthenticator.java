package dev.mfapack.authenticators.level;

import dev.mfapack.authenticators.risk.RiskOfLogin;
import dev.mfapack.core.audit.AuditRecord;
import dev.mfapack.core.audit.AuditType;
import dev.mfapack.core.level.Decision;
import dev.mfapack.core.level.Level;
import dev.mfapack.core.level.Outcome;
import dev.mfapack.core.level.Reason;
import dev.mfapack.factors.audit.Audit;
import dev.mfapack.factors.level.EnrolmentGrace;
import dev.mfapack.factors.level.LevelMap;
import java.util.List;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.browser.CookieAuthenticator;
import org.keycloak.authentication.authenticators.util.AcrStore;
import org.keycloak.authentication.authenticators.util.AuthenticatorUtils;
import org.keycloak.models.Constants;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.LoginProtocol;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.managers.AuthenticationManager.AuthResult;
import org.keycloak.services.messages.Messages;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Keycloak's cookie step, before which the decision looks at the session: Keycloak itself compares the session only with what
 * the app asks, so that somebody with a password alone could pass into an app whose policy asks for more.
 */
final class MfaCookieAuthenticator extends CookieAuthenticator {

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        AskedLevel asked = new AskedLevel(context.getAuthenticationSession());
        asked.restore();
        AuthResult known =
                AuthenticationManager.authenticateIdentityCookie(context.getSession(), context.getRealm(), true);
        if (known == null || mustLogInAnew(context, known.session())) {
            super.authenticate(context);
            return;
        }
        context.setUser(known.user());
        LevelMap levels = LevelMap.of(known.session().getNote(Constants.LOA_MAP));
        levels.proven().highest().ifPresent(level -> Audit.goesOnFrom(context.getAuthenticationSession(), level));
        boolean putOff =
                EnrolmentGrace.isTaken(known.session()) || EnrolmentGrace.isTaken(context.getAuthenticationSession());
        RiskOfLogin risk = RiskOfLogin.of(context, known.user(), known.session());
        RequiredLevel required = RequiredLevel.of(context, known.user(), asked, levels.proven(), risk, putOff);
        if (required.holds().outcome() instanceof Outcome.Pass) {
            super.authenticate(context);
        } else {
            recordStepUp(context, required.holds());
            goOn(context, known.session(), levels, required.holds().outstanding());
        }
    }

    /** What a role or the risk asks of a session is told by the decision's own record. */
    private static void recordStepUp(AuthenticationFlowContext context, Decision decision) {
        List<String> asked = decision.reasons().stream()
                .filter(reason -> reason.kind() == Reason.Kind.CLIENT)
                .map(Reason::name)
                .toList();
        if (!asked.isEmpty()) {
            Audit.of(context.getSession())
                    .level(
                            AuditType.STEP_UP,
                            AuditRecord.Outcome.SUCCESS,
                            context.getUser(),
                            decision.outstanding().orElse(null),
                            asked);
        }
    }

    private static boolean mustLogInAnew(AuthenticationFlowContext context, UserSessionModel session) {
        AuthenticationSessionModel authSession = context.getAuthenticationSession();
        return context.getSession()
                .getProvider(LoginProtocol.class, authSession.getProtocol())
                .requireReauthentication(session, authSession);
    }

    /** The cookie is not enough. What was proven stands, but for what is outstanding: the level's condition must not find that met. */
    private static void goOn(
            AuthenticationFlowContext context, UserSessionModel session, LevelMap levels, Optional<Level> outstanding) {
        AuthenticationSessionModel authSession = context.getAuthenticationSession();
        AcrStore acrStore = new AcrStore(context.getSession(), authSession);
        authSession.setAuthNote(
                Constants.LOA_MAP,
                outstanding.map(levels::without).orElse(levels).note());
        AuthenticatorUtils.updateCompletedExecutions(
                authSession, session, context.getExecution().getId());
        if (outstanding.filter(level -> level == Level.BASIC).isPresent()) {
            acrStore.setLevelAuthenticatedToCurrentRequest(Constants.NO_LOA);
            authSession.setAuthNote(AuthenticationManager.FORCED_REAUTHENTICATION, "true");
            context.setForwardedInfoMessage(Messages.REAUTHENTICATE);
        } else {
            acrStore.setLevelAuthenticatedToCurrentRequest(
                    acrStore.getHighestAuthenticatedLevelFromPreviousAuthentication(
                            context.getTopLevelFlow().getId()));
        }
        context.attempted();
    }
}
