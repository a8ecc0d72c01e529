package dev.mfapack.requiredactions.code;

import dev.mfapack.factors.code.CodeFactor;
import org.keycloak.Config;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** Makes the action that binds a destination of a factor. */
public abstract class EnrollDestinationFactory implements RequiredActionFactory {

    private final CodeFactor factor;
    private final EnrollDestination action;

    protected EnrollDestinationFactory(CodeFactor factor) {
        this.factor = factor;
        this.action = new EnrollDestination(factor);
    }

    @Override
    public final RequiredActionProvider create(KeycloakSession session) {
        return action;
    }

    @Override
    public final String getId() {
        return factor.enrolAction();
    }

    /** Coming back to a finished step must not start it again. */
    @Override
    public final boolean isOneTimeAction() {
        return true;
    }

    @Override
    public final void init(Config.Scope options) {}

    @Override
    public final void postInit(KeycloakSessionFactory factory) {}

    @Override
    public final void close() {}
}
