package dev.mfapack.persistence;

import org.keycloak.provider.ProviderFactory;

/** Makes what looks at the sealed log; {@code audit-log} has the one there is. */
public interface AuditChainProviderFactory extends ProviderFactory<AuditChainProvider> {}
