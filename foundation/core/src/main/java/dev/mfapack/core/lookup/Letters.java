package dev.mfapack.core.lookup;

import java.security.SecureRandom;
import java.util.Optional;

/**
 * Douglas Crockford's Base 32: digits and capital letters of five bits each, without I, L, O and U. Who reads those off a
 * printout all the same has seen 1, 1, 0 and V, and they are taken as that; case is ignored, and so is what people put between
 * groups.
 */
final class Letters {

    static final int BITS_EACH = 5;

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private Letters() {}

    /** So many letters, every one equally likely. */
    static String draw(SecureRandom random, int letters) {
        StringBuilder drawn = new StringBuilder(letters);
        for (int i = 0; i < letters; i++) {
            drawn.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return drawn.toString();
    }

    /** What was typed, as it was drawn; empty when it is not exactly so many letters. */
    static Optional<String> read(String typed, int letters) {
        StringBuilder read = new StringBuilder(letters);
        for (int i = 0; i < typed.length(); i++) {
            char character = typed.charAt(i);
            if (isSeparator(character)) {
                continue;
            }
            int letter = ALPHABET.indexOf(meant(character));
            if (letter < 0 || read.length() == letters) {
                return Optional.empty();
            }
            read.append(ALPHABET.charAt(letter));
        }
        return read.length() == letters ? Optional.of(read.toString()) : Optional.empty();
    }

    /** In groups, so that eyes and fingers keep their place. */
    static String grouped(String letters, int group) {
        StringBuilder grouped = new StringBuilder(letters.length() + letters.length() / group);
        for (int i = 0; i < letters.length(); i += group) {
            grouped.append(i == 0 ? "" : "-").append(letters, i, Math.min(i + group, letters.length()));
        }
        return grouped.toString();
    }

    private static char meant(char typed) {
        // By ASCII alone: other alphabets have capital letters that fall together with these.
        char capital = typed >= 'a' && typed <= 'z' ? (char) (typed - 'a' + 'A') : typed;
        return switch (capital) {
            case 'I', 'L' -> '1';
            case 'O' -> '0';
            case 'U' -> 'V';
            default -> capital;
        };
    }

    private static boolean isSeparator(char typed) {
        return Character.isWhitespace(typed)
                || Character.isSpaceChar(typed)
                || Character.getType(typed) == Character.DASH_PUNCTUATION
                || typed == '.'
                || typed == '_';
    }
}
