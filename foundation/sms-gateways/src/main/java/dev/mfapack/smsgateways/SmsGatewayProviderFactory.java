package dev.mfapack.smsgateways;

import dev.mfapack.core.PublicApi;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderFactory;

/**
 * Makes gateways. Its id names the gateway in options, metrics and logs. Bad options are refused in {@link #init}, by an
 * {@link IllegalArgumentException} that names the option and never repeats a secret, so that the server does not start with
 * them.
 */
@PublicApi
public interface SmsGatewayProviderFactory extends ProviderFactory<SmsGatewayProvider> {

    /**
     * Whether the operator has given this gateway what it needs. Asked once, after {@link #init}. When exactly one gateway is
     * configured, messages leave by it without further options. Default: true, for a gateway that is there because somebody
     * put its jar there.
     */
    default boolean isConfigured() {
        return true;
    }

    @Override
    default void init(Config.Scope options) {}

    @Override
    default void postInit(KeycloakSessionFactory factory) {}

    @Override
    default void close() {}
}
