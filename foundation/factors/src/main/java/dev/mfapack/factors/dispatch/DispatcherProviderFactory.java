package dev.mfapack.factors.dispatch;

import org.keycloak.provider.ProviderFactory;

/** Makes dispatchers. */
public interface DispatcherProviderFactory extends ProviderFactory<DispatcherProvider> {}
