package dev.mfapack.requiredactions.apppassword;

import org.keycloak.Config;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** Required action {@code mfa-enroll-app-password}. */
public final class EnrollAppPasswordFactory implements RequiredActionFactory {

    static final String ID = "mfa-enroll-app-password";

    private final EnrollAppPassword action = new EnrollAppPassword();

    @Override
    public RequiredActionProvider create(KeycloakSession session) {
        return action;
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getDisplayText() {
        return "Make an app password";
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
