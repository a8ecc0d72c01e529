package dev.mfapack.risk.keycloak;

import org.keycloak.provider.ProviderFactory;

/** Makes {@link RiskMemory}. */
public interface RiskMemoryFactory extends ProviderFactory<RiskMemory> {}
