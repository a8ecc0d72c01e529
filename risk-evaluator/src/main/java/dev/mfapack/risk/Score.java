package dev.mfapack.risk;

/** Log-odds as a number that people read: 0 to 100. */
final class Score {

    /** Two log-odds to one step, so that what differs still differs in the decimals of the ends. */
    private static final double SOFTER = 0.5;

    private Score() {}

    static double of(double logOdds) {
        return 100 / (1 + Math.exp(-SOFTER * logOdds));
    }
}
