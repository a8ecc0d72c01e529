package dev.mfapack.persistence;

import dev.mfapack.persistence.RiskCountRows.Change;
import dev.mfapack.risk.HashedValue;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Additions to the counts of realms. They wait in memory, are summed up, and are written by {@link #flush} in the order of their keys;
 * a node that is killed loses those since the last time.
 *
 * <p>Values go to bucket 0, but for those of which many came since the last flush: these, and what a realm's values have together, go
 * to a bucket of the node, so that nodes do not wait for each other. Whether a value is a new one is told by its row in bucket 0, and
 * a value leaves that bucket only when it has been counted on a day before.
 *
 * <p>Thread-safe.
 */
final class WaitingCounts {

    /**
     * So long before and after midnight (UTC) nothing is written, so that nodes whose clocks differ, and transactions that take their
     * time, leave all nodes with one and the same day before. Clocks may differ by 30 s.
     */
    private static final Duration QUIET = Duration.ofMinutes(2);

    /** From so many additions to a value within the interval its row would be wanted by all nodes all the time. */
    private static final long HOT = RiskCount.parts(16);

    /** More nodes than that share buckets, and wait for each other now and then. */
    private static final int STRIPES = 8;

    private static final Logger LOG = Logger.getLogger(WaitingCounts.class);

    private final ShortTransactions transactions;
    private final Clock clock;
    private final int stripe;
    private final int most;
    private final Predicate<CountKey> known;

    private final Map<CountKey, Long> waiting = new HashMap<>();
    private long lost;

    /**
     * @param most of different values that may wait
     * @param known whether a value has been counted on a day before
     */
    WaitingCounts(ShortTransactions transactions, Clock clock, int node, int most, Predicate<CountKey> known) {
        this.transactions = transactions;
        this.clock = clock;
        this.stripe = 1 + Math.floorMod(node, STRIPES);
        this.most = most;
        this.known = known;
    }

    void add(String realmId, boolean newPerson, List<HashedValue> added, double weight) {
        synchronized (waiting) {
            if (newPerson) {
                add(CountKey.people(realmId), RiskCount.parts(1));
            }
            added.forEach(value -> add(CountKey.of(realmId, value), RiskCount.parts(weight)));
        }
    }

    private void add(CountKey what, long parts) {
        if (waiting.size() < most || waiting.containsKey(what)) {
            waiting.merge(what, parts, Long::sum);
        } else {
            lost++;
        }
    }

    /** Writes what waits, but not around midnight. What cannot be written goes on waiting. */
    void flush() {
        Instant now = clock.instant();
        if (!UtcDay.isMidnight(now, QUIET)) {
            write(UtcDay.of(now));
        }
    }

    /** Writes what waits, whatever the hour. */
    void flushForGood() {
        write(UtcDay.of(clock.instant()));
    }

    private synchronized void write(int today) {
        for (Map.Entry<String, List<Change>> realm : changes(taken()).entrySet()) {
            List<Change> all = realm.getValue();
            for (int from = 0; from < all.size(); from += RiskCountRows.CHUNK) {
                write(realm.getKey(), all.subList(from, Math.min(from + RiskCountRows.CHUNK, all.size())), today);
            }
        }
    }

    private void write(String realmId, List<Change> chunk, int today) {
        try {
            Tries.upTo(RiskCountRows.MOST_TRIES, () -> transactions.call(em -> write(em, realmId, chunk, today)));
        } catch (RuntimeException e) {
            LOG.warnf("What is common in a realm cannot be written at the moment: %s", e);
            putBack(realmId, chunk);
        }
    }

    private Map<CountKey, Long> taken() {
        synchronized (waiting) {
            Map<CountKey, Long> taken = Map.copyOf(waiting);
            waiting.clear();
            if (lost > 0) {
                LOG.warnf("%d additions to what is common in a realm are lost: too many waited", lost);
                lost = 0;
            }
            return taken;
        }
    }

    private void putBack(String realmId, List<Change> chunk) {
        synchronized (waiting) {
            chunk.forEach(change -> add(new CountKey(realmId, change.feature(), change.hash()), change.parts()));
        }
    }

    /** By realm, in the order in which rows are locked. */
    private Map<String, List<Change>> changes(Map<CountKey, Long> taken) {
        Map<String, List<Change>> changes = new TreeMap<>();
        taken.forEach((what, parts) -> changes.computeIfAbsent(what.realmId(), realm -> new ArrayList<>())
                .add(new Change(bucket(what, parts), what.hash(), what.feature(), parts)));
        changes.values().forEach(all -> all.sort(Change.ORDER));
        return changes;
    }

    private int bucket(CountKey what, long parts) {
        boolean isHot = what.feature() == RiskCount.PEOPLE || (parts >= HOT && known.test(what));
        return isHot ? stripe : 0;
    }

    private boolean write(EntityManager em, String realmId, List<Change> chunk, int today) {
        Map<RiskCountEntity.Key, RiskCountEntity> rows = RiskCountRows.lock(em, realmId, 0, chunk);
        List<Change> all = new ArrayList<>(chunk);
        all.addAll(together(realmId, chunk, rows.keySet()));
        all.sort(Change.ORDER);
        rows.putAll(RiskCountRows.lock(em, realmId, stripe, all));
        RiskCountRows.write(em, realmId, all, rows, today);
        return true;
    }

    /** What the values of a chunk add to those of the realm: user-days, and values that were not there. */
    private List<Change> together(String realmId, List<Change> chunk, Set<RiskCountEntity.Key> stored) {
        Map<Integer, Long> parts = new TreeMap<>();
        for (Change change : chunk) {
            if (change.feature() > 0) {
                parts.merge(RiskCount.userDays(change.feature()), change.parts(), Long::sum);
                if (change.bucket() == 0 && !stored.contains(change.key(realmId))) {
                    parts.merge(RiskCount.values(change.feature()), RiskCount.parts(1), Long::sum);
                }
            }
        }
        return parts.entrySet().stream()
                .map(sum -> new Change(stripe, RiskCount.NO_VALUE, sum.getKey(), sum.getValue()))
                .toList();
    }
}
