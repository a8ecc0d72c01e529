package dev.mfapack.core.lookup;

import java.security.SecureRandom;
import java.util.Optional;

/**
 * How a kind of look-up secret is made up: an id part, which is stored readable and finds the one hash to compare with, and a
 * secret part. The bits of the id part do not count.
 */
public enum Shape {

    /**
     * 2 letters that tell the codes of one person apart, 13 of secret: 65 bits, as SP 800-63B-4 section 4.2.1.1 asks for at
     * least 64 where a person saves them. In three groups of five.
     */
    BACKUP_CODE(2, 13, 5),

    /**
     * 5 letters that tell the passwords of one person apart, 23 of secret: 115 bits, as SP 800-63B-4 section 3.1.2.2 asks for
     * at least 112 of what is used again and again. In seven groups of four.
     */
    APP_PASSWORD(5, 23, 4);

    /** Far longer than any of them with its separators: not worth a look. */
    private static final int LONGEST_TYPED = 100;

    private final int idLetters;
    private final int secretLetters;
    private final int group;

    Shape(int idLetters, int secretLetters, int group) {
        this.idLetters = idLetters;
        this.secretLetters = secretLetters;
        this.group = group;
    }

    /** Random bits that are not stored readable. */
    public int secretBits() {
        return secretLetters * Letters.BITS_EACH;
    }

    /** A new one. */
    public LookupSecret draw(SecureRandom random) {
        return new LookupSecret(this, Letters.draw(random, idLetters + secretLetters));
    }

    /** What was typed, whatever its case and separators; empty when it cannot be one. */
    public Optional<LookupSecret> read(String typed) {
        return typed.length() > LONGEST_TYPED
                ? Optional.empty()
                : Letters.read(typed, idLetters + secretLetters).map(letters -> new LookupSecret(this, letters));
    }

    int idLetters() {
        return idLetters;
    }

    int group() {
        return group;
    }
}
