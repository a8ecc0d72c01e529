package dev.mfapack.persistence;

import org.jspecify.annotations.Nullable;

/**
 * Who may redeem what a ceremony yields: whoever knows the verifier of a code challenge, or holds a key; both, when both are
 * there.
 *
 * @param codeChallenge of RFC 7636, method S256; 43 characters
 * @param keyThumbprint of the key of DPoP proofs, RFC 9449 section 10; 43 characters
 */
public record KeyBinding(
        @Nullable String codeChallenge, @Nullable String keyThumbprint) {

    /** Nothing is asked. */
    public static final KeyBinding NONE = new KeyBinding(null, null);

    public boolean isNone() {
        return codeChallenge == null && keyThumbprint == null;
    }
}
