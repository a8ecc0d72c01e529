package dev.mfapack.factors.keys;

import dev.mfapack.core.key.KeyRing;
import org.keycloak.provider.Provider;

/** The pack's keys as Keycloak provides them. */
public interface KeyRingProvider extends KeyRing, Provider {

    @Override
    default void close() {}
}
