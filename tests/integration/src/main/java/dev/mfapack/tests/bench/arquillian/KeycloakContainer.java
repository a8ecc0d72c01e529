package dev.mfapack.tests.bench.arquillian;

import dev.mfapack.tests.bench.server.KeycloakNode;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.client.container.LifecycleException;
import org.jboss.arquillian.container.spi.client.protocol.ProtocolDescription;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.shrinkwrap.api.Archive;
import org.jspecify.annotations.Nullable;

/** One node as an Arquillian container. Nothing is deployed into it: the jars under test lie in {@code providers/} when the server is built. */
public final class KeycloakContainer implements DeployableContainer<KeycloakContainerConfiguration> {

    private @Nullable KeycloakContainerConfiguration configuration;

    @Override
    public Class<KeycloakContainerConfiguration> getConfigurationClass() {
        return KeycloakContainerConfiguration.class;
    }

    @Override
    public void setup(KeycloakContainerConfiguration given) {
        configuration = given;
        Nodes.announce(given);
    }

    @Override
    public void start() throws LifecycleException {
        if (configured().isKept() && node().isRunning()) {
            return;
        }
        try {
            node().start();
        } catch (RuntimeException e) {
            throw new LifecycleException("Cannot start a node", e);
        }
    }

    @Override
    public void stop() {
        if (!configured().isKept()) {
            node().stop();
        }
    }

    void kill() {
        node().kill();
    }

    @Override
    public ProtocolDescription getDefaultProtocol() {
        return ProtocolDescription.DEFAULT;
    }

    @Override
    public ProtocolMetaData deploy(Archive<?> archive) {
        throw new UnsupportedOperationException("Jars come into providers/ before the server is built");
    }

    @Override
    public void undeploy(Archive<?> archive) {
        throw new UnsupportedOperationException("Jars come into providers/ before the server is built");
    }

    private KeycloakNode node() {
        return Nodes.named(configured().getName());
    }

    private KeycloakContainerConfiguration configured() {
        if (configuration == null) {
            throw new IllegalStateException("Not set up");
        }
        return configuration;
    }
}
