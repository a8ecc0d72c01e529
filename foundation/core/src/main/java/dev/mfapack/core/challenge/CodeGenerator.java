package dev.mfapack.core.challenge;

import java.security.SecureRandom;

/**
 * Draws decimal codes, every one equally likely (SP 800-63B-4 section 3.1.3.2).
 *
 * <p>Thread-safe as its {@link SecureRandom} is.
 */
public final class CodeGenerator {

    private final SecureRandom random;

    public CodeGenerator(SecureRandom random) {
        this.random = random;
    }

    /** A code of exactly {@code digits} decimal digits, leading zeros included. */
    public String next(int digits) {
        StringBuilder code = new StringBuilder(digits);
        for (int i = 0; i < digits; i++) {
            // nextInt(bound) rejects what would make some digits likelier than others.
            code.append((char) ('0' + random.nextInt(10)));
        }
        return code.toString();
    }
}
