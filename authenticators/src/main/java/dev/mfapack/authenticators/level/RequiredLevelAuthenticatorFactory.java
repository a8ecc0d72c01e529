package dev.mfapack.authenticators.level;

import dev.mfapack.core.audit.AuditType;
import dev.mfapack.factors.audit.Audit;
import dev.mfapack.factors.policy.BreakGlass;
import dev.mfapack.factors.policy.FlowPolicies;
import java.util.List;
import org.jboss.logging.Logger;
import org.keycloak.Config;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.ProviderConfigProperty;

/** Authenticator {@code mfa-required-level}. */
public final class RequiredLevelAuthenticatorFactory implements AuthenticatorFactory {

    static final String ID = FlowPolicies.STEP;
    private static final Requirement[] REQUIREMENTS = {Requirement.REQUIRED, Requirement.DISABLED};

    private static final Logger LOG = Logger.getLogger(RequiredLevelAuthenticatorFactory.class);

    private final RequiredLevelAuthenticator authenticator = new RequiredLevelAuthenticator();

    @Override
    public Authenticator create(KeycloakSession session) {
        return authenticator;
    }

    @Override
    public String getId() {
        return ID;
    }

    /** No credential; but Keycloak looks into it without asking whether it is there. */
    @Override
    public String getReferenceCategory() {
        return ID;
    }

    @Override
    public String getDisplayType() {
        return "MFA: required level";
    }

    @Override
    public String getHelpText() {
        return "Decides how strong this login must be, and lets the level conditions after it ask for that.";
    }

    @Override
    public boolean isConfigurable() {
        return true;
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return RequiredLevelConfig.PROPERTIES;
    }

    @Override
    public Requirement[] getRequirementChoices() {
        return REQUIREMENTS.clone();
    }

    @Override
    public boolean isUserSetupAllowed() {
        return false;
    }

    @Override
    public void init(Config.Scope options) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        if (BreakGlass.isOn()) {
            LOG.warn(
                    "BREAK GLASS: by the option spi-mfa-policy--default--break-glass no realm of this server asks for more"
                            + " than an app does. Restart without it as soon as you can.");
            factory.register(event -> {
                if (event instanceof PostMigrationEvent) {
                    KeycloakModelUtils.runJobInTransaction(
                            factory, RequiredLevelAuthenticatorFactory::recordBreakGlass);
                }
            });
        }
    }

    /** Once in each start, in the administrators' realm: it concerns all of them. */
    private static void recordBreakGlass(KeycloakSession session) {
        RealmModel master = session.realms().getRealmByName(Config.getAdminRealm());
        session.getContext().setRealm(master);
        Audit.of(session).system(AuditType.BREAK_GLASS);
    }

    @Override
    public void close() {}
}
