package dev.mfapack.risk;

import java.util.Optional;

/** The keys that values are hashed with, by realm. A key that has been replaced is still read with until what it made has faded. */
public interface ValueHashes {

    /**
     * The key for new things.
     *
     * @throws IllegalStateException when it cannot be read; never is a weaker one used in its place
     */
    ValueHash current(String realmId);

    /** The key before; empty when there is none, or when nothing that it made can still be of use. */
    Optional<ValueHash> previous(String realmId);
}
