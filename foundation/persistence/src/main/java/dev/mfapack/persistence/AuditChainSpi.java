package dev.mfapack.persistence;

import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.provider.Spi;

/** SPI {@code mfa-audit-chain}: so that the REST API verifies and exports without knowing the audit log. */
public final class AuditChainSpi implements Spi {

    @Override
    public boolean isInternal() {
        return true;
    }

    @Override
    public String getName() {
        return "mfa-audit-chain";
    }

    @Override
    public Class<? extends Provider> getProviderClass() {
        return AuditChainProvider.class;
    }

    @Override
    public Class<? extends ProviderFactory<?>> getProviderFactoryClass() {
        return AuditChainProviderFactory.class;
    }
}
