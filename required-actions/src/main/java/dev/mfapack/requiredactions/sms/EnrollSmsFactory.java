package dev.mfapack.requiredactions.sms;

import dev.mfapack.factors.sms.SmsCredentialProvider;
import org.keycloak.Config;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** Required action {@code mfa-enroll-sms}. */
public final class EnrollSmsFactory implements RequiredActionFactory {

    private final EnrollSms action = new EnrollSms();

    @Override
    public RequiredActionProvider create(KeycloakSession session) {
        return action;
    }

    @Override
    public String getId() {
        return SmsCredentialProvider.ENROL_ACTION;
    }

    @Override
    public String getDisplayText() {
        return "Set up SMS codes";
    }

    /** Coming back to a finished step must not start it again. */
    @Override
    public boolean isOneTimeAction() {
        return true;
    }

    @Override
    public void init(Config.Scope options) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}
}
