package dev.mfapack.requiredactions.preference;

import org.keycloak.Config;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** Required action {@code mfa-preferred-factor}. */
public final class PreferFactorFactory implements RequiredActionFactory {

    private static final String ID = "mfa-preferred-factor";

    private final PreferFactor action = new PreferFactor();

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
        return "Choose which second factor is asked for first";
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
