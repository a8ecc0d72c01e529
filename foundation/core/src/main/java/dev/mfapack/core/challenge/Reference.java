package dev.mfapack.core.challenge;

import java.util.UUID;

/**
 * Two characters that stand in a message and on the page that waits for its code, so that somebody with several messages
 * knows which one counts. No secret, and never the same for two messages of a challenge in a row.
 */
final class Reference {

    /** Without what is easily taken for something else: I and 1, O and 0, and the vowels, that no word comes out. */
    private static final String CHARACTERS = "BCDFGHJKLMNPQRSTVWXZ23456789";

    private Reference() {}

    static String of(UUID challengeId, int sends) {
        int all = CHARACTERS.length() * CHARACTERS.length();
        int place = Math.floorMod(challengeId.hashCode() + sends * (CHARACTERS.length() + 1), all);
        return "" + CHARACTERS.charAt(place / CHARACTERS.length()) + CHARACTERS.charAt(place % CHARACTERS.length());
    }
}
