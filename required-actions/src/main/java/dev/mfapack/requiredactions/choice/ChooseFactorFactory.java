package dev.mfapack.requiredactions.choice;

import dev.mfapack.factors.level.PendingEnrolment;
import org.keycloak.Config;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** Required action {@code mfa-choose-factor}. Where it is switched off, who has no factor for what a policy asks is refused. */
public final class ChooseFactorFactory implements RequiredActionFactory {

    private final ChooseFactor action = new ChooseFactor();

    @Override
    public RequiredActionProvider create(KeycloakSession session) {
        return action;
    }

    @Override
    public String getId() {
        return PendingEnrolment.ACTION;
    }

    @Override
    public String getDisplayText() {
        return "Choose a second factor to set up";
    }

    @Override
    public void init(Config.Scope options) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}
}
