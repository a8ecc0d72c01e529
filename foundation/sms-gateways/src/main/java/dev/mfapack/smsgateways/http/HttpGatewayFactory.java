package dev.mfapack.smsgateways.http;

import dev.mfapack.smsgateways.SmsGatewayProvider;
import dev.mfapack.smsgateways.SmsGatewayProviderFactory;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;

/** Gateway {@code http}: options {@code --spi-mfa-sms-gateway--http--…}, see {@link HttpGatewayConfig}. */
public final class HttpGatewayFactory implements SmsGatewayProviderFactory {

    private @Nullable HttpGateway gateway;

    @Override
    public SmsGatewayProvider create(KeycloakSession session) {
        if (gateway == null) {
            throw new IllegalStateException("the factory was not initialized");
        }
        return gateway;
    }

    @Override
    public void init(Config.Scope options) {
        gateway = new HttpGateway(HttpGatewayConfig.from(options));
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}

    @Override
    public String getId() {
        return "http";
    }

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        return HttpGatewayConfig.PROPERTIES;
    }
}
