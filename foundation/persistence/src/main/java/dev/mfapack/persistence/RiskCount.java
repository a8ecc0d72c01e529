package dev.mfapack.persistence;

import dev.mfapack.risk.Decay;
import dev.mfapack.risk.Feature;

/**
 * A count as it was at the end of the day before, and what the day itself has added. Only the former is read, so that all nodes read
 * the same all day long.
 *
 * <p>Counts are whole millionths: not every database keeps all bits of a double, and sums of whole numbers are the same in any order.
 *
 * @param feature code of a value's feature; below 0 what all values of a realm have together, see {@link #userDays}
 * @param day days since 1970-01-01, UTC
 */
record RiskCount(int feature, int day, long before, long onDay) {

    /** Rows that are about a realm, not a value, have this in place of a hash. */
    static final long NO_VALUE = 0;

    /** How many people have been learned from. */
    static final int PEOPLE = -1000;

    /** Below the codes of all features, which go to 127. */
    private static final int VALUES = -200;

    private static final double PARTS = 1_000_000;

    /** Sum of the user-days of a feature's values. */
    static int userDays(int feature) {
        return -feature;
    }

    /** How many values of a feature there are. */
    static int values(int feature) {
        return VALUES - feature;
    }

    static boolean isOfUserDays(int code, Feature feature) {
        return code == userDays(feature.code());
    }

    static boolean isOfValues(int code, Feature feature) {
        return code == values(feature.code());
    }

    static RiskCount none(int feature, int day) {
        return new RiskCount(feature, day, 0, 0);
    }

    static long parts(double count) {
        return Math.round(count * PARTS);
    }

    static double count(long parts) {
        return parts / PARTS;
    }

    /** What is added late counts on the row's own day: the days before are closed. */
    RiskCount plus(long parts, int today) {
        return today <= day
                ? new RiskCount(feature, day, before, onDay + parts)
                : new RiskCount(feature, today, upTo(today), parts);
    }

    /** What was counted before that day, faded to it. */
    long upTo(int today) {
        if (today <= day) {
            return before;
        }
        boolean fades = feature > VALUES;
        return fades ? Math.round((before + onDay) * Decay.factor(today - day)) : before + onDay;
    }
}
