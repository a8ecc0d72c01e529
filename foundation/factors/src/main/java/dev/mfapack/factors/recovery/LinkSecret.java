package dev.mfapack.factors.recovery;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * What makes a link the person's. With 256 random bits no guess and no table finds it, so that a plain digest is kept (NIST SP
 * 800-63B-4 section 3.1.2.2 asks for salt and work below 112 bits).
 *
 * @param text as it stands in the link
 */
record LinkSecret(String text) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    static LinkSecret draw() {
        byte[] secret = new byte[BYTES];
        RANDOM.nextBytes(secret);
        return new LinkSecret(Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    /** 64 hexadecimal digits. */
    String hash() {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "LinkSecret";
    }
}
