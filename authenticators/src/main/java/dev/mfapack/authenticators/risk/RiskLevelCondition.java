package dev.mfapack.authenticators.risk;

import dev.mfapack.core.level.Level;
import dev.mfapack.core.level.Risk;
import dev.mfapack.factors.level.RealmCache;
import dev.mfapack.factors.policy.LevelPolicy;
import dev.mfapack.factors.policy.Mode;
import dev.mfapack.factors.policy.RealmPolicy;
import org.jboss.logging.Logger;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.conditional.ConditionalAuthenticator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Whether the risk of the login asks for a level, for flows of the operator's own. */
final class RiskLevelCondition implements ConditionalAuthenticator {

    private static final Logger LOG = Logger.getLogger(RiskLevelCondition.class);

    @Override
    public boolean matchCondition(AuthenticationFlowContext context) {
        RiskLevelConfig config = RiskLevelConfig.of(context.getAuthenticatorConfig());
        if (context.getUser() == null) {
            LOG.warnf(
                    "Realm %s: a condition mfa-risk-level stands where nobody is known yet, and does not hold before",
                    context.getRealm().getName());
            return false;
        }
        RiskOfLogin risk = RiskOfLogin.of(context, context.getUser(), null);
        boolean asks = isAtLeast(risk.assess(), config.level()) && isEnforcing(context.getRealm());
        if (asks && !config.negate()) {
            // The same words whenever it is looked at: the next page shows them, however often that was.
            risk.explain();
        }
        return asks != config.negate();
    }

    /** A realm in whose own flow nobody is asked for anything asks nobody here either. */
    private static boolean isEnforcing(RealmModel realm) {
        LevelPolicy policy =
                RealmCache.get(realm, "policy", () -> RealmPolicy.of(realm).levels());
        return policy.mode() == Mode.ENFORCING;
    }

    /** Of what is broken, as much is asked as in the pack's own flow; of what nobody looks at, nothing. */
    private static boolean isAtLeast(Risk risk, Level level) {
        if (risk instanceof Risk.Assessed assessed) {
            return assessed.level().covers(level);
        }
        return risk instanceof Risk.Refused || (risk instanceof Risk.Impaired && level == Level.MFA);
    }

    @Override
    public void action(AuthenticationFlowContext context) {}

    @Override
    public boolean requiresUser() {
        return true;
    }

    @Override
    public void setRequiredActions(KeycloakSession session, RealmModel realm, UserModel user) {}

    @Override
    public void close() {}
}
