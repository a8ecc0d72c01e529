package dev.mfapack.authenticators.risk;

import java.util.List;
import org.keycloak.Config;
import org.keycloak.authentication.authenticators.conditional.ConditionalAuthenticator;
import org.keycloak.authentication.authenticators.conditional.ConditionalAuthenticatorFactory;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;

/** Condition {@code mfa-risk-level}. */
public final class RiskLevelConditionFactory implements ConditionalAuthenticatorFactory {

    private static final Requirement[] REQUIREMENTS = {Requirement.REQUIRED, Requirement.DISABLED};

    private final RiskLevelCondition condition = new RiskLevelCondition();

    @Override
    public ConditionalAuthenticator getSingleton() {
        return condition;
    }

    @Override
    public String getId() {
        return "mfa-risk-level";
    }

    @Override
    public String getDisplayType() {
        return "MFA: condition - risk";
    }

    @Override
    public String getHelpText() {
        return "Holds when the risk of the login asks for a level, where the realm's mode of risk is enforce.";
    }

    @Override
    public String getReferenceCategory() {
        return "condition";
    }

    @Override
    public boolean isConfigurable() {
        return true;
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return RiskLevelConfig.PROPERTIES;
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
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}
}
