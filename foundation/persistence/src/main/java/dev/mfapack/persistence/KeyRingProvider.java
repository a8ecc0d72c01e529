package dev.mfapack.persistence;

import dev.mfapack.core.key.KeyRing;
import org.keycloak.provider.Provider;

/** The pack's keys as Keycloak provides them. */
public interface KeyRingProvider extends KeyRing, Provider {

    /**
     * Whether a secret from outside the database wraps the realm's keys.
     *
     * @throws IllegalStateException when one is meant to, and is not there
     */
    boolean isWrapped(String realmId);

    @Override
    default void close() {}
}
