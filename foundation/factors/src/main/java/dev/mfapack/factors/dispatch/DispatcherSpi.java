package dev.mfapack.factors.dispatch;

import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.provider.Spi;

/** SPI {@code mfa-dispatch}. */
public final class DispatcherSpi implements Spi {

    @Override
    public boolean isInternal() {
        return true;
    }

    @Override
    public String getName() {
        return "mfa-dispatch";
    }

    @Override
    public Class<? extends Provider> getProviderClass() {
        return DispatcherProvider.class;
    }

    @Override
    public Class<? extends ProviderFactory<?>> getProviderFactoryClass() {
        return DispatcherProviderFactory.class;
    }
}
