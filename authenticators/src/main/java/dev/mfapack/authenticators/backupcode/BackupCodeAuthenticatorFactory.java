package dev.mfapack.authenticators.backupcode;

import dev.mfapack.core.backupcode.BackupCodes;
import java.util.List;
import org.keycloak.Config;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/** Authenticator {@code mfa-backup-codes}. */
public final class BackupCodeAuthenticatorFactory implements AuthenticatorFactory {

    private static final Requirement[] REQUIREMENTS = {
        Requirement.REQUIRED, Requirement.ALTERNATIVE, Requirement.DISABLED
    };

    /** Read by Keycloak's own amr mapper, for which an absent age means "expired". */
    private static final List<ProviderConfigProperty> PROPERTIES = ProviderConfigurationBuilder.create()
            .property()
            .name(Constants.AUTHENTICATION_EXECUTION_REFERENCE_VALUE)
            .label("Authentication method reference")
            .helpText("Value of the amr claim by Keycloak's own mapper, such as otp.")
            .type(ProviderConfigProperty.STRING_TYPE)
            .add()
            .property()
            .name(Constants.AUTHENTICATION_EXECUTION_REFERENCE_MAX_AGE)
            .label("Authentication method reference max age")
            .helpText("Seconds for which that value stays in tokens of the session.")
            .type(ProviderConfigProperty.STRING_TYPE)
            .add()
            .build();

    private final BackupCodeAuthenticator authenticator = new BackupCodeAuthenticator();

    @Override
    public Authenticator create(KeycloakSession session) {
        return authenticator;
    }

    @Override
    public String getId() {
        return BackupCodes.TYPE;
    }

    @Override
    public String getReferenceCategory() {
        return BackupCodes.TYPE;
    }

    @Override
    public String getDisplayType() {
        return "MFA: backup code";
    }

    @Override
    public String getHelpText() {
        return "Asks for one of the person's backup codes, each of which works once. Put it last among the alternatives.";
    }

    @Override
    public boolean isConfigurable() {
        return true;
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return PROPERTIES;
    }

    @Override
    public Requirement[] getRequirementChoices() {
        return REQUIREMENTS.clone();
    }

    @Override
    public boolean isUserSetupAllowed() {
        return true;
    }

    @Override
    public void init(Config.Scope options) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}
}
