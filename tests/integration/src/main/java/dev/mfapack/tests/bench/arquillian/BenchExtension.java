package dev.mfapack.tests.bench.arquillian;

import org.jboss.arquillian.container.spi.ServerKillProcessor;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.core.spi.LoadableExtension;
import org.jboss.arquillian.drone.spi.Configurator;
import org.jboss.arquillian.drone.spi.Destructor;
import org.jboss.arquillian.drone.spi.Instantiator;
import org.jboss.arquillian.test.spi.enricher.resource.ResourceProvider;

/** What Arquillian finds on the class path. */
public final class BenchExtension implements LoadableExtension {

    @Override
    public void register(ExtensionBuilder builder) {
        builder.service(DeployableContainer.class, KeycloakContainer.class)
                .service(ServerKillProcessor.class, KillByProcess.class)
                .service(ResourceProvider.class, BenchResource.OfNode.class)
                .service(ResourceProvider.class, BenchResource.OfFrontDoor.class)
                .service(ResourceProvider.class, BenchResource.OfPhone.class)
                .service(ResourceProvider.class, BenchResource.OfMailbox.class)
                .service(Configurator.class, ChromiumFactory.class)
                .service(Instantiator.class, ChromiumFactory.class)
                .service(Destructor.class, ChromiumFactory.class);
    }
}
