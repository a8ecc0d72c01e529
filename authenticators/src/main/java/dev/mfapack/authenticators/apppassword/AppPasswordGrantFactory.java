package dev.mfapack.authenticators.apppassword;

import dev.mfapack.core.apppassword.AppPasswords;
import dev.mfapack.factors.apppassword.AppPasswordServices;
import java.util.List;
import java.util.Set;
import org.keycloak.Config;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.provider.ProviderConfigProperty;

/** Authenticator {@code mfa-app-password-grant}, in place of {@code direct-grant-validate-password}. */
public final class AppPasswordGrantFactory implements AuthenticatorFactory {

    private static final Requirement[] REQUIREMENTS = {Requirement.REQUIRED, Requirement.DISABLED};

    private final AppPasswordGrant authenticator = new AppPasswordGrant();

    @Override
    public Authenticator create(KeycloakSession session) {
        return authenticator;
    }

    @Override
    public String getId() {
        return AppPasswordServices.STEP;
    }

    /** What is wrong here counts like a wrong password, by Keycloak's own doing. */
    @Override
    public String getReferenceCategory() {
        return PasswordCredentialModel.TYPE;
    }

    /** So that the account console lists them. */
    @Override
    public Set<String> getOptionalReferenceCategories(KeycloakSession session) {
        return Set.of(AppPasswords.TYPE);
    }

    @Override
    public String getDisplayType() {
        return "MFA: password or app password";
    }

    @Override
    public String getHelpText() {
        return "For the direct grant, in place of 'Password': takes app passwords of the clients listed, and the normal password of"
                + " people who have no second factor.";
    }

    @Override
    public boolean isConfigurable() {
        return true;
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return AppPasswordGrantConfig.PROPERTIES;
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
