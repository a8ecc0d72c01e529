package dev.mfapack.persistence;

import org.keycloak.provider.ProviderFactory;

/** Makes key rings. */
public interface KeyRingProviderFactory extends ProviderFactory<KeyRingProvider> {}
