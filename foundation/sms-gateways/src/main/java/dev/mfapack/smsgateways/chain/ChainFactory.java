package dev.mfapack.smsgateways.chain;

import dev.mfapack.smsgateways.SmsGatewayProvider;
import dev.mfapack.smsgateways.SmsGatewayProviderFactory;
import io.micrometer.core.instrument.Metrics;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ServerInfoAwareProviderFactory;

/**
 * Gateway {@code chain}, by which messages leave unless the operator has chosen another provider of the SPI: options {@code
 * --spi-mfa-sms-gateway--chain--…}, see {@link ChainConfig}. It stands before every other gateway; with exactly one
 * configured it needs no options.
 */
public final class ChainFactory implements SmsGatewayProviderFactory, ServerInfoAwareProviderFactory {

    /** The id in the options. */
    public static final String ID = "chain";

    private static final Logger LOG = Logger.getLogger(ChainFactory.class);

    private @Nullable ChainConfig config;
    private List<Guard> guards = List.of();

    @Override
    public SmsGatewayProvider create(KeycloakSession session) {
        return new Chain(guards.stream()
                .map(guard -> new Chain.Link(guard, session.getProvider(SmsGatewayProvider.class, guard.gateway())))
                .toList());
    }

    @Override
    public void init(Config.Scope options) {
        config = ChainConfig.from(options);
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        if (config == null) {
            throw new IllegalStateException("the factory was not initialized");
        }
        if (factory.getProviderFactory(SmsGatewayProvider.class) != this) {
            return;
        }
        List<String> order = Order.of(config.gateways(), others(factory));
        List<Guard> made = new ArrayList<>();
        for (String gateway : order) {
            boolean last = made.size() == order.size() - 1;
            made.add(new Guard(gateway, config, last, Clock.systemUTC(), System::nanoTime, Metrics.globalRegistry));
        }
        guards = List.copyOf(made);
        LOG.infof(
                "Text messages leave by: %s", order.isEmpty() ? "no gateway is configured" : String.join(", ", order));
    }

    private static Map<String, SmsGatewayProviderFactory> others(KeycloakSessionFactory factory) {
        return factory.getProviderFactoriesStream(SmsGatewayProvider.class)
                .map(SmsGatewayProviderFactory.class::cast)
                .filter(other -> !other.getId().equals(ID))
                .collect(Collectors.toMap(SmsGatewayProviderFactory::getId, other -> other));
    }

    @Override
    public String getId() {
        return ID;
    }

    /** Before all other gateways; one that the operator chooses by the SPI's own options is stronger still. */
    @Override
    public int order() {
        return 1;
    }

    @Override
    public Map<String, String> getOperationalInfo() {
        return Map.of("gateways", guards.stream().map(Guard::gateway).collect(Collectors.joining(", ")));
    }

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        return ChainConfig.PROPERTIES;
    }
}
