package dev.mfapack.risk.keycloak;

import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.provider.Spi;

/** SPI {@code mfa-risk}. */
public final class RiskSourcesSpi implements Spi {

    @Override
    public boolean isInternal() {
        return true;
    }

    @Override
    public String getName() {
        return "mfa-risk";
    }

    @Override
    public Class<? extends Provider> getProviderClass() {
        return RiskSources.class;
    }

    @Override
    public Class<? extends ProviderFactory<?>> getProviderFactoryClass() {
        return RiskSourcesFactory.class;
    }
}
