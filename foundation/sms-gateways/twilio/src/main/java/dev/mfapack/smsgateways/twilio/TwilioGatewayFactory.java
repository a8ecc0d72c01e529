package dev.mfapack.smsgateways.twilio;

import dev.mfapack.core.sms.Handover;
import dev.mfapack.core.sms.Handover.Kind;
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

/** Gateway {@code twilio}: options {@code --spi-mfa-sms-gateway--twilio--…}, see {@link TwilioConfig}. */
public final class TwilioGatewayFactory implements SmsGatewayProviderFactory {

    private @Nullable HttpTransport transport;
    private Optional<TwilioConfig> config = Optional.empty();

    @Override
    public SmsGatewayProvider create(KeycloakSession session) {
        if (transport == null || config.isEmpty()) {
            return message -> new Handover.Failed("not-configured", Kind.ACCOUNT);
        }
        KeycloakSessionFactory factory = session.getKeycloakSessionFactory();
        TwilioConfig given = config.get();
        return new TwilioGateway(given, transport, () -> given.secret().reveal(factory));
    }

    @Override
    public void init(Config.Scope options) {
        try {
            config = TwilioConfig.from(options);
        } catch (IllegalArgumentException e) {
            // Without the cause, which may repeat a secret.
            throw new IllegalArgumentException("mfa-sms-gateway twilio: " + e.getMessage());
        }
        transport = new HttpTransport();
    }

    @Override
    public boolean isConfigured() {
        return config.isPresent();
    }

    @Override
    public String getId() {
        return "twilio";
    }

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        return TwilioConfig.PROPERTIES;
    }
}
