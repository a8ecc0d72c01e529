package dev.mfapack.core.sms;

/**
 * How long a text is on the air (3GPP TS 23.038). A text that holds nothing but the basic alphabet and its extension takes
 * seven bits a character; one character outside of it makes all of it take sixteen.
 */
public final class Gsm7 {

    private static final String BASIC =
            "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
                    + "¿abcdefghijklmnopqrstuvwxyzäöñüà";

    /** Each takes the place of two. */
    private static final String EXTENSION = "\f^{}\\[~]|€";

    private static final int ONE_PART = 160;
    private static final int PART_OF_SEVERAL = 153;
    private static final int ONE_WIDE_PART = 70;
    private static final int WIDE_PART_OF_SEVERAL = 67;

    private Gsm7() {}

    /** Whether every character has a place in the alphabet. */
    public static boolean fits(String text) {
        return text.chars().allMatch(c -> BASIC.indexOf(c) >= 0 || EXTENSION.indexOf(c) >= 0);
    }

    /** How many messages are sent, and paid for, to carry {@code text}. */
    public static int parts(String text) {
        return fits(text)
                ? parts(septets(text), ONE_PART, PART_OF_SEVERAL)
                : parts(text.length(), ONE_WIDE_PART, WIDE_PART_OF_SEVERAL);
    }

    private static int septets(String text) {
        return text.length()
                + (int) text.chars().filter(c -> EXTENSION.indexOf(c) >= 0).count();
    }

    private static int parts(int length, int single, int ofSeveral) {
        return length <= single ? 1 : (length + ofSeveral - 1) / ofSeveral;
    }
}
