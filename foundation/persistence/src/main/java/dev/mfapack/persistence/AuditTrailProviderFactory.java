package dev.mfapack.persistence;

import org.keycloak.provider.ProviderFactory;

/** Makes audit trails; {@code audit-log} has the one there is. */
public interface AuditTrailProviderFactory extends ProviderFactory<AuditTrailProvider> {}
