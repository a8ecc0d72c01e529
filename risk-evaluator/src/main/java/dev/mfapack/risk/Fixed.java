package dev.mfapack.risk;

/**
 * Counts in two bytes, to a 500th. At one a day, halved in 60 days, a count comes to 87 and no further: {@code 1 / (1 - 2^(-1/60))}.
 */
final class Fixed {

    static final double MOST = 127;

    private static final int PARTS = 512;

    private Fixed() {}

    static short of(double count) {
        return (short) Math.round(Math.max(0, Math.min(count, MOST)) * PARTS);
    }

    static double count(short fixed) {
        return Short.toUnsignedInt(fixed) / (double) PARTS;
    }
}
