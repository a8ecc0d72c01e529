package dev.mfapack.tests.bench.arquillian;

import org.jboss.arquillian.container.spi.Container;
import org.jboss.arquillian.container.spi.ServerKillProcessor;

/** What {@code ContainerController.kill} does: SIGKILL. */
public final class KillByProcess implements ServerKillProcessor {

    @Override
    @SuppressWarnings("rawtypes")
    public void kill(Container container) {
        ((KeycloakContainer) container.getDeployableContainer()).kill();
    }
}
