package dev.mfapack.core.key;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * A secret key of the pack and its version.
 *
 * @param version counts up from 1 within realm and purpose
 * @param key 256 random bits
 */
public record HashKey(int version, SecretKey key) {

    /** HMAC-SHA-256 (RFC 2104) of {@code message}. */
    public byte[] hmac(byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    @Override
    public String toString() {
        return "HashKey[version " + version + "]";
    }
}
