package dev.mfapack.risk.keycloak;

import dev.mfapack.core.PublicApi;
import org.keycloak.provider.ProviderFactory;

/** Makes signals. */
@PublicApi
public interface RiskSignalProviderFactory extends ProviderFactory<RiskSignalProvider> {}
