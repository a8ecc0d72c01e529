package dev.mfapack.risk.keycloak;

import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.provider.Spi;

/** SPI {@code mfa-risk-memory}. */
public final class RiskMemorySpi implements Spi {

    @Override
    public boolean isInternal() {
        return true;
    }

    @Override
    public String getName() {
        return "mfa-risk-memory";
    }

    @Override
    public Class<? extends Provider> getProviderClass() {
        return RiskMemory.class;
    }

    @Override
    public Class<? extends ProviderFactory<?>> getProviderFactoryClass() {
        return RiskMemoryFactory.class;
    }
}
