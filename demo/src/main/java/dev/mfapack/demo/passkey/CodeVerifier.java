package dev.mfapack.demo.passkey;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * What shows that who comes back is who began (RFC 7636).
 *
 * @param value 43 characters, which stay here until the end
 */
record CodeVerifier(String value) {

    /** As RFC 7636, section 4.1 recommends. */
    private static final int BYTES = 32;

    static CodeVerifier random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new CodeVerifier(base64Url(bytes));
    }

    /** The part that is sent ahead, method S256. */
    String challenge() {
        return base64Url(sha256(value.getBytes(StandardCharsets.US_ASCII)));
    }

    @Override
    public String toString() {
        return "CodeVerifier";
    }

    static byte[] sha256(byte[] data) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(data);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String base64Url(byte[] data) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(data);
    }
}
