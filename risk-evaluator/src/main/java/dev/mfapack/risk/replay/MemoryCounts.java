package dev.mfapack.risk.replay;

import dev.mfapack.risk.Decay;
import dev.mfapack.risk.Feature;
import dev.mfapack.risk.GlobalCounts;
import dev.mfapack.risk.HashedValue;
import dev.mfapack.risk.Observed;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Global counts of one realm in memory. Not thread-safe. */
public final class MemoryCounts implements GlobalCounts {

    private final Map<HashedValue, Count> counts = new HashMap<>();
    private final Map<Feature, Count> sums = new EnumMap<>(Feature.class);
    private final Map<Feature, Integer> values = new EnumMap<>(Feature.class);
    private long people;

    /** What a day reads is as it was at the end of the day before, and does not change while it lasts. */
    private long today;

    private Map<Feature, Sum> sumsBefore = Map.of();
    private long peopleBefore;

    /** A count up to the end of the day before {@code day}, and what {@code day} adds. */
    private static final class Count {

        private long day;
        private double before;
        private double today;

        void add(long on, double weight) {
            roll(on);
            today += weight;
        }

        double before(long on) {
            roll(on);
            return before;
        }

        private void roll(long on) {
            if (on > day) {
                before = (before + today) * Decay.factor(on - day);
                today = 0;
                day = on;
            }
        }
    }

    @Override
    public Observed<View> read(String realmId, long day, Collection<HashedValue> wanted) {
        roll(day);
        Map<HashedValue, Double> found = new HashMap<>(2 * wanted.size());
        for (HashedValue value : wanted) {
            Count count = counts.get(value);
            double before = count == null ? 0 : count.before(day);
            if (before > 0) {
                found.put(value, before);
            }
        }
        return Observed.of(new View(found, sumsBefore, peopleBefore));
    }

    private void roll(long on) {
        if (on > today) {
            today = on;
            peopleBefore = people;
            sumsBefore = new EnumMap<>(Feature.class);
            sums.forEach((feature, sum) ->
                    sumsBefore.put(feature, new Sum(sum.before(on), values.getOrDefault(feature, 0))));
        }
    }

    @Override
    public void add(String realmId, boolean newPerson, long day, List<HashedValue> shown, double weight) {
        roll(day);
        people += newPerson ? 1 : 0;
        for (HashedValue value : shown) {
            Count count = counts.get(value);
            if (count == null) {
                count = new Count();
                counts.put(value, count);
                values.merge(value.feature(), 1, Integer::sum);
            }
            count.add(day, weight);
            sums.computeIfAbsent(value.feature(), it -> new Count()).add(day, weight);
        }
    }
}
