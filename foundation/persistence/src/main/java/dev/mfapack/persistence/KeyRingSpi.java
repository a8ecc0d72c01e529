package dev.mfapack.persistence;

import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.provider.Spi;

/** SPI {@code mfa-keys}. */
public final class KeyRingSpi implements Spi {

    @Override
    public boolean isInternal() {
        return true;
    }

    @Override
    public String getName() {
        return "mfa-keys";
    }

    @Override
    public Class<? extends Provider> getProviderClass() {
        return KeyRingProvider.class;
    }

    @Override
    public Class<? extends ProviderFactory<?>> getProviderFactoryClass() {
        return KeyRingProviderFactory.class;
    }
}
