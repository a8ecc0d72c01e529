package dev.mfapack.restapi;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What comes most often, in bounded memory: the algorithm Space-Saving (Metwally, Agrawal, El Abbadi, ICDT 2005). Exact up to the
 * bound; beyond it, whatever comes more often than one in so many additions is among those that are told, with bounds that hold.
 */
final class MostFrequent {

    /**
     * One of those that come most often.
     *
     * @param atLeast how often it certainly came
     * @param atMost how often at most
     */
    record Told(String what, long atLeast, long atMost) {}

    /** @param over how much of {@code count} may be of another that it took the place of */
    private record Count(long count, long over) {}

    private final int bound;
    private final Map<String, Count> counts = new HashMap<>();
    private final TreeMap<Long, Set<String>> byCount = new TreeMap<>();

    /** @param bound how many are told apart */
    MostFrequent(int bound) {
        this.bound = bound;
    }

    void add(String what) {
        Count known = counts.get(what);
        if (known != null) {
            drop(what, known);
            put(what, new Count(known.count + 1, known.over));
        } else if (counts.size() < bound) {
            put(what, new Count(1, 0));
        } else {
            put(what, inPlaceOfTheRarest());
        }
    }

    private Count inPlaceOfTheRarest() {
        Map.Entry<Long, Set<String>> rarest = byCount.firstEntry();
        long count = rarest.getKey();
        String forgotten = rarest.getValue().iterator().next();
        drop(forgotten, new Count(count, 0));
        return new Count(count + 1, count);
    }

    private void put(String what, Count count) {
        counts.put(what, count);
        byCount.computeIfAbsent(count.count, same -> new LinkedHashSet<>()).add(what);
    }

    private void drop(String what, Count count) {
        counts.remove(what);
        byCount.computeIfPresent(count.count, (same, all) -> all.remove(what) && all.isEmpty() ? null : all);
    }

    /** The first {@code many}, the most often first. */
    List<Told> most(int many) {
        return counts.entrySet().stream()
                .map(it -> new Told(it.getKey(), it.getValue().count - it.getValue().over, it.getValue().count))
                .sorted(Comparator.comparingLong(Told::atMost)
                        .thenComparingLong(Told::atLeast)
                        .reversed()
                        .thenComparing(Told::what))
                .limit(many)
                .toList();
    }
}
