package dev.mfapack.risk.keycloak;

import dev.mfapack.core.PublicApi;
import dev.mfapack.risk.RiskSignal;
import org.keycloak.provider.Provider;

/** A signal from outside the pack, for one request. Its name must be no other's, or no login can be assessed. */
@PublicApi
public interface RiskSignalProvider extends RiskSignal, Provider {

    @Override
    default void close() {}
}
