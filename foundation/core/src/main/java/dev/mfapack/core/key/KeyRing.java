package dev.mfapack.core.key;

import java.util.Optional;

/**
 * The pack's keys, one series per realm and purpose, the same on every node.
 *
 * <p>What never happens: a key in a log, an exception or {@code toString}; a weaker key in place of one that cannot be
 * read (then it throws {@link IllegalStateException}).
 */
public interface KeyRing {

    /** The key to use for new things; made on first use. */
    HashKey current(String realmId, KeyPurpose purpose);

    /** The key that an older thing was made with. */
    Optional<HashKey> version(String realmId, KeyPurpose purpose, int version);
}
