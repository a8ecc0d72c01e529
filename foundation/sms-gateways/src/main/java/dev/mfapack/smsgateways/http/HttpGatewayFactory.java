package dev.mfapack.smsgateways.http;

import dev.mfapack.smsgateways.GatewaySecret;
import dev.mfapack.smsgateways.SmsGatewayProvider;
import dev.mfapack.smsgateways.SmsGatewayProviderFactory;
import dev.mfapack.smsgateways.transport.HttpTransport;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;

/** Gateway {@code http}: options {@code --spi-mfa-sms-gateway--http--…}, see {@link HttpGatewayConfig}. */
public final class HttpGatewayFactory implements SmsGatewayProviderFactory {

    private @Nullable HttpGatewayConfig config;
    private @Nullable HttpTransport transport;

    @Override
    public SmsGatewayProvider create(KeycloakSession session) {
        if (config == null || transport == null) {
            throw new IllegalStateException("the factory was not initialized");
        }
        KeycloakSessionFactory factory = session.getKeycloakSessionFactory();
        Optional<GatewaySecret> secret = config.credentials().secret();
        return new HttpGateway(
                config,
                transport,
                () -> secret.isEmpty() ? Optional.of("") : secret.get().reveal(factory));
    }

    @Override
    public void init(Config.Scope options) {
        try {
            config = HttpGatewayConfig.from(options);
        } catch (IllegalArgumentException e) {
            // Without the cause, which may repeat a secret.
            throw new IllegalArgumentException("mfa-sms-gateway http: " + e.getMessage());
        }
        transport = new HttpTransport();
    }

    @Override
    public boolean isConfigured() {
        return config != null && config.url().isPresent();
    }

    @Override
    public String getId() {
        return "http";
    }

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        return HttpGatewayConfig.PROPERTIES;
    }
}
