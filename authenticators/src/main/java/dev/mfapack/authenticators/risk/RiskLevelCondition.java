package dev.mfapack.authenticators.risk;

import dev.mfapack.core.level.Level;
import dev.mfapack.core.level.Risk;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.conditional.ConditionalAuthenticator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Whether the risk of the login asks for a level, for flows of the operator's own. */
final class RiskLevelCondition implements ConditionalAuthenticator {

    @Override
    public boolean matchCondition(AuthenticationFlowContext context) {
        RiskLevelConfig config = RiskLevelConfig.of(context.getAuthenticatorConfig());
        Risk risk = RiskOfLogin.of(context, context.getUser(), null).assess();
        return isAtLeast(risk, config.level()) != config.negate();
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
