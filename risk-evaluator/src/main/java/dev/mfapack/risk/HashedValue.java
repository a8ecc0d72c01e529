package dev.mfapack.risk;

/**
 * A value as it is kept.
 *
 * @param feature what it is a value of
 * @param hash 64 bits of HMAC-SHA-256 under a key of the realm
 */
public record HashedValue(Feature feature, long hash) {

    /** The hash is as good as random, and another one for each feature. */
    @Override
    public int hashCode() {
        return Long.hashCode(hash);
    }
}
