package dev.mfapack.risk.keycloak;

import org.keycloak.provider.ProviderFactory;

/** Makes {@link RiskSources}. */
public interface RiskSourcesFactory extends ProviderFactory<RiskSources> {}
