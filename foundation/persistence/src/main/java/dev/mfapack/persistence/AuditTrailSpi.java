package dev.mfapack.persistence;

import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.provider.Spi;

/** SPI {@code mfa-audit-trail}: so that factors and doors record without knowing the audit log. */
public final class AuditTrailSpi implements Spi {

    @Override
    public boolean isInternal() {
        return true;
    }

    @Override
    public String getName() {
        return "mfa-audit-trail";
    }

    @Override
    public Class<? extends Provider> getProviderClass() {
        return AuditTrailProvider.class;
    }

    @Override
    public Class<? extends ProviderFactory<?>> getProviderFactoryClass() {
        return AuditTrailProviderFactory.class;
    }
}
