package dev.mfapack.factors.keys;

import org.keycloak.provider.ProviderFactory;

/** Makes key rings. */
public interface KeyRingProviderFactory extends ProviderFactory<KeyRingProvider> {}
