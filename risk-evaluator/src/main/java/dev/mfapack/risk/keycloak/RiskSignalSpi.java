package dev.mfapack.risk.keycloak;

import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.provider.Spi;

/** SPI {@code mfa-risk-signal}. */
public final class RiskSignalSpi implements Spi {

    @Override
    public boolean isInternal() {
        return false;
    }

    @Override
    public String getName() {
        return "mfa-risk-signal";
    }

    @Override
    public Class<? extends Provider> getProviderClass() {
        return RiskSignalProvider.class;
    }

    @Override
    public Class<? extends ProviderFactory<?>> getProviderFactoryClass() {
        return RiskSignalProviderFactory.class;
    }
}
