package dev.mfapack.risk;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * How common values are in a realm: each person counts once a day for each value, and counts fade as {@link Decay} says.
 *
 * <p>Read from a cache of the node and written behind. So that a login scores the same on every node, what is read is what was
 * counted up to the end of the day before (UTC), never what this node alone knows.
 *
 * <p>What never happens: an exception; a wait for the network in {@link #add}.
 */
public interface GlobalCounts {

    /**
     * The counts of {@code values}, and the sums of all features. A value that is not counted is not in the answer.
     *
     * @param day days since 1970-01-01, UTC: what was added on this day and later is not counted
     */
    Observed<View> read(String realmId, long day, Collection<HashedValue> values);

    /**
     * Adds to the counts.
     *
     * @param newPerson whether this is the first that is learned of the person
     * @param day days since 1970-01-01, UTC
     * @param values those that this person shows for the first time on this day; the caller has seen to that
     * @param weight above 0, at most 1
     */
    void add(String realmId, boolean newPerson, long day, List<HashedValue> values, double weight);

    /**
     * The realm as it is seen on a day.
     *
     * @param counts faded user-days of the values that are counted
     * @param sums of every feature that has any
     * @param people how many people have been learned from
     */
    record View(Map<HashedValue, Double> counts, Map<Feature, Sum> sums, long people) {

        /** A realm in which nobody has logged in. */
        public static final View EMPTY = new View(Map.of(), Map.of(), 0);

        public double count(HashedValue value) {
            Double count = counts.get(value);
            return count == null ? 0 : count;
        }

        public Sum sum(Feature feature) {
            return sums.getOrDefault(feature, Sum.NONE);
        }
    }

    /**
     * All values of a feature together.
     *
     * @param userDays sum of all counts, faded
     * @param values how many different ones there are
     */
    record Sum(double userDays, double values) {

        public static final Sum NONE = new Sum(0, 0);
    }
}
