package dev.mfapack.factors.keys;

import dev.mfapack.core.key.HashKey;
import java.nio.charset.StandardCharsets;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The operator's secret that wraps the keys in the database, so that a copy of the database alone is worth nothing (NIST
 * SP 800-63B-4 section 3.1.2.2: the key is kept apart from what it protects).
 */
final class Pepper {

    /** 128 bits as hexadecimal digits; anything shorter would be guessed from a stolen database. */
    static final int LEAST_CHARACTERS = 32;

    private final SecretKey wrappingKey;

    private Pepper(SecretKey wrappingKey) {
        this.wrappingKey = wrappingKey;
    }

    /**
     * The pepper made of what the operator gave.
     *
     * @throws IllegalArgumentException when it is shorter than 32 characters
     */
    static Pepper of(String secret) {
        if (secret.length() < LEAST_CHARACTERS) {
            throw new IllegalArgumentException(
                    "mfa-keys: pepper must have at least " + LEAST_CHARACTERS + " characters");
        }
        HashKey master = new HashKey(1, new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] derived = master.hmac("mfa-pack key wrapping, version 1".getBytes(StandardCharsets.UTF_8));
        return new Pepper(new SecretKeySpec(derived, "AES"));
    }

    String wrap(String context, byte[] material) {
        return AesGcm.seal(wrappingKey, context, material);
    }

    byte[] unwrap(String context, String wrapped) {
        return AesGcm.open(wrappingKey, context, wrapped);
    }
}
