package dev.mfapack.smsgateways;

import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.provider.Spi;

/** SPI {@code mfa-sms-gateway}. */
public final class SmsGatewaySpi implements Spi {

    /** The name that stands in the options. */
    public static final String NAME = "mfa-sms-gateway";

    @Override
    public boolean isInternal() {
        return false;
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public Class<? extends Provider> getProviderClass() {
        return SmsGatewayProvider.class;
    }

    @Override
    public Class<? extends ProviderFactory<?>> getProviderFactoryClass() {
        return SmsGatewayProviderFactory.class;
    }
}
