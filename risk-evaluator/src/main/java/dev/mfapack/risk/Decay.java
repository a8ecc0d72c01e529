package dev.mfapack.risk;

/** How habits fade: by half in 60 days. Entries older than half a year can go without harm (Wiefling et al., TOPS 2022). */
public final class Decay {

    /** After so many days a count is worth half. A quarter is left after a summer of absence. */
    public static final int HALF_LIFE_DAYS = 60;

    /** After so many days without use a value is forgotten. */
    public static final int FORGOTTEN_DAYS = 180;

    private static final double[] FACTORS = factors();

    private Decay() {}

    /**
     * What is left of a count.
     *
     * @param days since it was written; negative counts as none, because clocks of nodes differ
     */
    public static double factor(long days) {
        if (days <= 0) {
            return 1;
        }
        return days > FORGOTTEN_DAYS ? 0 : FACTORS[(int) days];
    }

    private static double[] factors() {
        double[] factors = new double[FORGOTTEN_DAYS + 1];
        for (int days = 0; days < factors.length; days++) {
            factors[days] = Math.pow(2, -(double) days / HALF_LIFE_DAYS);
        }
        return factors;
    }
}
