package dev.mfapack.authenticators.code;

import dev.mfapack.factors.code.CodeFactor;
import java.util.List;
import org.keycloak.Config;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;

/** Makes the authenticator of a factor whose codes travel. */
public abstract class CodeAuthenticatorFactory implements AuthenticatorFactory {

    private static final Requirement[] REQUIREMENTS = {
        Requirement.REQUIRED, Requirement.ALTERNATIVE, Requirement.DISABLED
    };

    private final CodeFactor factor;
    private final CodeAuthenticator authenticator;

    protected CodeAuthenticatorFactory(CodeFactor factor) {
        this.factor = factor;
        this.authenticator = new CodeAuthenticator(factor);
    }

    @Override
    public final Authenticator create(KeycloakSession session) {
        return authenticator;
    }

    @Override
    public final String getId() {
        return factor.factor().id();
    }

    @Override
    public final String getReferenceCategory() {
        return factor.factor().id();
    }

    @Override
    public final boolean isConfigurable() {
        return true;
    }

    @Override
    public final List<ProviderConfigProperty> getConfigProperties() {
        return CodeAuthenticatorConfig.PROPERTIES;
    }

    @Override
    public final Requirement[] getRequirementChoices() {
        return REQUIREMENTS.clone();
    }

    @Override
    public final boolean isUserSetupAllowed() {
        return true;
    }

    @Override
    public final void init(Config.Scope options) {}

    @Override
    public final void postInit(KeycloakSessionFactory factory) {}

    @Override
    public final void close() {}
}
