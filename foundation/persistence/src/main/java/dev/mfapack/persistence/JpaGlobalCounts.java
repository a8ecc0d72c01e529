package dev.mfapack.persistence;

import dev.mfapack.persistence.RiskCountRows.Row;
import dev.mfapack.risk.Feature;
import dev.mfapack.risk.GlobalCounts;
import dev.mfapack.risk.HashedValue;
import dev.mfapack.risk.Observed;
import dev.mfapack.risk.Why;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * What is common in the realms. What a login asks for is read once a day, as it was at the end of the day before, and kept until
 * midnight (UTC); additions wait, see {@link WaitingCounts}.
 *
 * <p>Thread-safe.
 */
public final class JpaGlobalCounts implements GlobalCounts {

    /** How often {@link #flush} is meant to be called: what a node that is killed may lose. */
    static final Duration FLUSH_INTERVAL = Duration.ofSeconds(5);

    /** Additions that may wait, at some 150 bytes each: 8 MB. At a hundred logins a second they fill in a minute or more. */
    private static final int MOST_WAITING = 50_000;

    /** Values that are kept after reading, at some 150 bytes each: 8 MB. */
    private static final int MOST_CACHED = 50_000;

    /** Realms whose sums are kept, at some 2 kB each. */
    private static final int MOST_REALMS = 1_000;

    private static final Logger LOG = Logger.getLogger(JpaGlobalCounts.class);

    private final ShortTransactions transactions;
    private final WaitingCounts waiting;
    private final LatestUsed<CountKey, Cached> values = new LatestUsed<>(MOST_CACHED);
    private final LatestUsed<String, Together> realms = new LatestUsed<>(MOST_REALMS);

    /** @param node any number; nodes with other numbers do not wait for each other, as far as there are buckets */
    public JpaGlobalCounts(ShortTransactions transactions, Clock clock, int node) {
        this(transactions, clock, node, MOST_WAITING);
    }

    JpaGlobalCounts(ShortTransactions transactions, Clock clock, int node, int mostWaiting) {
        this.transactions = transactions;
        this.waiting = new WaitingCounts(transactions, clock, node, mostWaiting, this::isKnown);
    }

    /** What is known of a value on a day. */
    private record Cached(int day, long parts) {}

    /** What a realm's values have together on a day. */
    private record Together(int day, Map<Feature, Sum> sums, long people) {}

    @Override
    public Observed<View> read(String realmId, long day, Collection<HashedValue> wanted) {
        int today = (int) day;
        try {
            Map<HashedValue, Double> counts = counts(realmId, today, wanted);
            Together together = together(realmId, today);
            return Observed.of(new View(counts, together.sums, together.people));
        } catch (RuntimeException e) {
            LOG.warnf("The counts of a realm cannot be read: %s", e);
            return Observed.unknown(Why.STORE_FAILED);
        }
    }

    private Map<HashedValue, Double> counts(String realmId, int today, Collection<HashedValue> wanted) {
        Map<HashedValue, Double> counts = new HashMap<>(2 * wanted.size());
        List<HashedValue> missing = new ArrayList<>();
        for (HashedValue value : wanted) {
            Cached cached = values.get(CountKey.of(realmId, value));
            if (cached == null || cached.day != today) {
                missing.add(value);
            } else if (cached.parts > 0) {
                counts.put(value, RiskCount.count(cached.parts));
            }
        }
        if (!missing.isEmpty()) {
            stored(realmId, today, missing).forEach((value, parts) -> {
                values.put(CountKey.of(realmId, value), new Cached(today, parts));
                if (parts > 0) {
                    counts.put(value, RiskCount.count(parts));
                }
            });
        }
        return counts;
    }

    /** Of each of {@code wanted}, 0 included. */
    private Map<HashedValue, Long> stored(String realmId, int today, List<HashedValue> wanted) {
        Map<HashedValue, Long> stored = new HashMap<>();
        wanted.forEach(value -> stored.put(value, 0L));
        List<Long> hashes = wanted.stream().map(HashedValue::hash).toList();
        for (Row row : rows(realmId, hashes)) {
            Feature.ofCode(row.count().feature())
                    .map(feature -> new HashedValue(feature, row.vhash()))
                    .ifPresent(value -> stored.computeIfPresent(
                            value, (same, parts) -> parts + row.count().upTo(today)));
        }
        return stored;
    }

    private Together together(String realmId, int today) {
        Together kept = realms.get(realmId);
        if (kept != null && kept.day == today) {
            return kept;
        }
        Map<Integer, Long> parts = new HashMap<>();
        for (Row row : rows(realmId, List.of(RiskCount.NO_VALUE))) {
            parts.merge(row.count().feature(), row.count().upTo(today), Long::sum);
        }
        Map<Feature, Sum> sums = new EnumMap<>(Feature.class);
        for (Feature feature : Feature.values()) {
            long userDays = parts.getOrDefault(RiskCount.userDays(feature.code()), 0L);
            long different = parts.getOrDefault(RiskCount.values(feature.code()), 0L);
            if (userDays > 0) {
                sums.put(feature, new Sum(RiskCount.count(userDays), Math.max(0, RiskCount.count(different))));
            }
        }
        long people = Math.round(RiskCount.count(parts.getOrDefault(RiskCount.PEOPLE, 0L)));
        Together read = new Together(today, sums, people);
        realms.put(realmId, read);
        return read;
    }

    private List<Row> rows(String realmId, List<Long> hashes) {
        return transactions.call(em -> RiskCountRows.read(em, realmId, hashes));
    }

    /** Whether the value is known to have been counted on a day before. */
    private boolean isKnown(CountKey what) {
        Cached cached = values.get(what);
        return cached != null && cached.parts > 0;
    }

    /** {@inheritDoc} What is added on a day that is over when it is written counts on the day on which it is. */
    @Override
    public void add(String realmId, boolean newPerson, long day, List<HashedValue> added, double weight) {
        waiting.add(realmId, newPerson, added, weight);
    }

    /** Writes what waits, but not around midnight. What cannot be written goes on waiting. */
    public void flush() {
        waiting.flush();
    }

    /** Writes what waits, because this node ends. */
    public void flushForGood() {
        waiting.flushForGood();
    }
}
