package dev.mfapack.persistence;

import dev.mfapack.risk.Decay;
import dev.mfapack.risk.Feature;
import dev.mfapack.risk.GlobalCounts;
import dev.mfapack.risk.HashedValue;
import dev.mfapack.risk.Observed;
import dev.mfapack.risk.Why;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.Session;
import org.jboss.logging.Logger;

/**
 * The table {@code MFA_RISK_GLOBAL}. Additions wait in memory, are summed up, and are written by {@link #flush} in the order of their
 * keys; a node that is killed loses those since the last time. What a login asks for is read once a day, as it was at the end of the
 * day before.
 *
 * <p>Values go to bucket 0, but for those of which many came since the last flush: these, and what a realm's values have together, go
 * to a bucket of the node, so that nodes do not wait for each other. Whether a value is a new one is told by its row in bucket 0, and
 * a value leaves that bucket only when it has been counted on a day before.
 *
 * <p>Thread-safe.
 */
public final class JpaGlobalCounts implements GlobalCounts {

    /** How often {@link #flush} is meant to be called: what a node that is killed may lose. */
    static final Duration FLUSH_INTERVAL = Duration.ofSeconds(5);

    /**
     * So long before and after midnight (UTC) nothing is written, so that nodes whose clocks differ, and transactions that take their
     * time, leave all nodes with one and the same day before. Clocks may differ by 30 s.
     */
    private static final Duration QUIET = Duration.ofMinutes(2);

    /** Additions that may wait, at some 150 bytes each: 8 MB. At a hundred logins a second they fill in a minute or more. */
    private static final int MOST_WAITING = 50_000;

    /** Values that are kept after reading, at some 150 bytes each: 8 MB. */
    private static final int MOST_CACHED = 50_000;

    /** Realms whose sums are kept, at some 2 kB each. */
    private static final int MOST_REALMS = 1_000;

    /** Values of one transaction, which holds their rows for some ten milliseconds. */
    private static final int CHUNK = 64;

    /** From so many additions to a value within the interval its row would be wanted by all nodes all the time. */
    private static final long HOT = RiskCount.parts(16);

    /** More nodes than that share buckets, and wait for each other now and then. */
    private static final int STRIPES = 8;

    private static final int MOST_TRIES = 20;

    /** Of deleting: 64,000 rows a minute, and a pause. */
    private static final int MOST_TIMES = 1_000;

    private static final Logger LOG = Logger.getLogger(JpaGlobalCounts.class);

    private final ShortTransactions transactions;
    private final Clock clock;
    private final int stripe;
    private final int mostWaiting;

    private final Map<Waiting, Long> waiting = new HashMap<>();
    private final LatestUsed<Waiting, Cached> values = new LatestUsed<>(MOST_CACHED);
    private final LatestUsed<String, Together> realms = new LatestUsed<>(MOST_REALMS);
    private long lost;

    /** @param node any number; nodes with other numbers do not wait for each other, as far as there are buckets */
    public JpaGlobalCounts(ShortTransactions transactions, Clock clock, int node) {
        this(transactions, clock, node, MOST_WAITING);
    }

    JpaGlobalCounts(ShortTransactions transactions, Clock clock, int node, int mostWaiting) {
        this.transactions = transactions;
        this.clock = clock;
        this.mostWaiting = mostWaiting;
        this.stripe = 1 + Math.floorMod(node, STRIPES);
    }

    /** What an addition is about; {@link RiskCount#PEOPLE} has no hash. */
    private record Waiting(String realmId, int feature, long hash) {

        static Waiting of(String realmId, HashedValue value) {
            return new Waiting(realmId, value.feature().code(), value.hash());
        }
    }

    /** What is known of a value on a day. */
    private record Cached(int day, long parts) {}

    /** What a realm's values have together on a day. */
    private record Together(int day, Map<Feature, Sum> sums, long people) {}

    @Override
    public Observed<View> read(String realmId, long day, Collection<HashedValue> wanted) {
        int today = (int) day;
        try {
            Together together = realms.get(realmId);
            Map<HashedValue, Double> found = new HashMap<>(2 * wanted.size());
            List<HashedValue> missing = new ArrayList<>();
            for (HashedValue value : wanted) {
                Cached cached = values.get(Waiting.of(realmId, value));
                if (cached == null || cached.day != today) {
                    missing.add(value);
                } else if (cached.parts > 0) {
                    found.put(value, RiskCount.count(cached.parts));
                }
            }
            if (!missing.isEmpty()) {
                counted(realmId, today, missing).forEach((value, parts) -> {
                    values.put(Waiting.of(realmId, value), new Cached(today, parts));
                    if (parts > 0) {
                        found.put(value, RiskCount.count(parts));
                    }
                });
            }
            if (together == null || together.day != today) {
                together = together(realmId, today);
                realms.put(realmId, together);
            }
            return Observed.of(new View(found, together.sums, together.people));
        } catch (RuntimeException e) {
            LOG.warnf("The counts of a realm cannot be read: %s", e);
            return Observed.unknown(Why.STORE_FAILED);
        }
    }

    /** Of each of {@code wanted}, 0 included. */
    private Map<HashedValue, Long> counted(String realmId, int day, List<HashedValue> wanted) {
        Map<HashedValue, Long> counted = new HashMap<>();
        wanted.forEach(value -> counted.put(value, 0L));
        List<Long> hashes = wanted.stream().map(HashedValue::hash).toList();
        for (Row row : rows(realmId, hashes)) {
            Feature.ofCode(row.count.feature())
                    .map(feature -> new HashedValue(feature, row.vhash))
                    .ifPresent(value -> counted.computeIfPresent(value, (same, parts) -> parts + row.count.upTo(day)));
        }
        return counted;
    }

    private Together together(String realmId, int day) {
        Map<Integer, Long> parts = new HashMap<>();
        for (Row row : rows(realmId, List.of(RiskCount.NO_VALUE))) {
            parts.merge(row.count.feature(), row.count.upTo(day), Long::sum);
        }
        Map<Feature, Sum> sums = new EnumMap<>(Feature.class);
        for (Feature feature : Feature.values()) {
            long userDays = parts.getOrDefault(RiskCount.userDays(feature.code()), 0L);
            long different = parts.getOrDefault(RiskCount.values(feature.code()), 0L);
            if (userDays > 0) {
                sums.put(feature, new Sum(RiskCount.count(userDays), Math.max(0, RiskCount.count(different))));
            }
        }
        return new Together(day, sums, Math.round(RiskCount.count(parts.getOrDefault(RiskCount.PEOPLE, 0L))));
    }

    private record Row(long vhash, RiskCount count) {}

    private List<Row> rows(String realmId, List<Long> hashes) {
        return transactions.call(em -> {
            TypedQuery<Object[]> query = em.createQuery(
                            "select vhash, feature, lastDay, beforeDay, onDay from RiskCountEntity"
                                    + " where realmId = :realm and vhash in (%s)".formatted(names(hashes.size())),
                            Object[].class)
                    .setParameter("realm", realmId);
            bind(query, hashes);
            return query.getResultList().stream()
                    .map(row -> new Row(
                            (Long) row[0],
                            new RiskCount((Integer) row[1], (Integer) row[2], (Long) row[3], (Long) row[4])))
                    .toList();
        });
    }

    /** {@inheritDoc} What is added on a day that is over when it is written counts on the day on which it is. */
    @Override
    public void add(String realmId, boolean newPerson, long day, List<HashedValue> added, double weight) {
        synchronized (waiting) {
            if (newPerson) {
                add(new Waiting(realmId, RiskCount.PEOPLE, RiskCount.NO_VALUE), RiskCount.parts(1));
            }
            added.forEach(value -> add(Waiting.of(realmId, value), RiskCount.parts(weight)));
        }
    }

    private void add(Waiting what, long parts) {
        if (waiting.size() < mostWaiting || waiting.containsKey(what)) {
            waiting.merge(what, parts, Long::sum);
        } else {
            lost++;
        }
    }

    /** Writes what waits, but not around midnight. What cannot be written goes on waiting. */
    public void flush() {
        Instant now = clock.instant();
        if (!UtcDay.isMidnight(now, QUIET)) {
            write(UtcDay.of(now));
        }
    }

    /** Writes what waits, because this node ends. */
    public void flushForGood() {
        write(UtcDay.of(clock.instant()));
    }

    private synchronized void write(int today) {
        Map<String, List<Change>> changes = taken();
        for (Map.Entry<String, List<Change>> realm : changes.entrySet()) {
            List<Change> all = realm.getValue();
            for (int from = 0; from < all.size(); from += CHUNK) {
                List<Change> chunk = all.subList(from, Math.min(from + CHUNK, all.size()));
                try {
                    Tries.upTo(MOST_TRIES, () -> transactions.call(em -> write(em, realm.getKey(), chunk, today)));
                } catch (RuntimeException e) {
                    LOG.warnf("What is common in a realm cannot be written at the moment: %s", e);
                    putBack(realm.getKey(), chunk);
                }
            }
        }
    }

    /** A sum of additions. */
    private record Change(int bucket, long hash, int feature, long parts) {

        /** The order in which everybody locks rows. */
        static final Comparator<Change> ORDER = Comparator.comparingInt(Change::bucket)
                .thenComparingLong(Change::hash)
                .thenComparingInt(Change::feature);

        RiskCountEntity.Key key(String realmId) {
            return new RiskCountEntity.Key(realmId, hash, feature, bucket);
        }
    }

    private Map<String, List<Change>> taken() {
        Map<Waiting, Long> taken;
        synchronized (waiting) {
            taken = Map.copyOf(waiting);
            waiting.clear();
            if (lost > 0) {
                LOG.warnf("%d additions to what is common in a realm are lost: too many waited", lost);
                lost = 0;
            }
        }
        Map<String, List<Change>> changes = new TreeMap<>();
        taken.forEach((what, parts) -> changes.computeIfAbsent(what.realmId, realm -> new ArrayList<>())
                .add(new Change(bucket(what, parts), what.hash, what.feature, parts)));
        changes.values().forEach(all -> all.sort(Change.ORDER));
        return changes;
    }

    private int bucket(Waiting what, long parts) {
        if (what.feature == RiskCount.PEOPLE) {
            return stripe;
        }
        Cached cached = parts < HOT ? null : values.get(what);
        return cached != null && cached.parts > 0 ? stripe : 0;
    }

    private void putBack(String realmId, List<Change> chunk) {
        synchronized (waiting) {
            chunk.forEach(change -> add(new Waiting(realmId, change.feature, change.hash), change.parts));
        }
    }

    private boolean write(EntityManager em, String realmId, List<Change> chunk, int today) {
        Map<RiskCountEntity.Key, RiskCountEntity> rows = lock(em, realmId, 0, chunk);
        List<Change> all = new ArrayList<>(chunk);
        all.addAll(together(realmId, chunk, rows.keySet()));
        all.sort(Change.ORDER);
        rows.putAll(lock(em, realmId, stripe, all));
        write(em, realmId, all, rows, today);
        return true;
    }

    private static void write(
            EntityManager em,
            String realmId,
            List<Change> changes,
            Map<RiskCountEntity.Key, RiskCountEntity> rows,
            int today) {
        em.unwrap(Session.class).setJdbcBatchSize(CHUNK);
        List<List<Object>> made = new ArrayList<>();
        for (Change change : changes) {
            RiskCountEntity row = rows.get(change.key(realmId));
            if (row == null) {
                RiskCount count = RiskCount.none(change.feature, today).plus(change.parts, today);
                made.add(RiskCountEntity.values(realmId, change.hash, change.bucket, count));
            } else {
                row.set(row.toCount().plus(change.parts, today));
            }
        }
        insert(em, made);
    }

    /** What the values of a chunk add to those of the realm: user-days, and values that were not there. */
    private List<Change> together(String realmId, List<Change> chunk, Set<RiskCountEntity.Key> known) {
        Map<Integer, Long> parts = new TreeMap<>();
        for (Change change : chunk) {
            if (change.feature > 0) {
                parts.merge(RiskCount.userDays(change.feature), change.parts, Long::sum);
                if (change.bucket == 0 && !known.contains(change.key(realmId))) {
                    parts.merge(RiskCount.values(change.feature), RiskCount.parts(1), Long::sum);
                }
            }
        }
        return parts.entrySet().stream()
                .map(sum -> new Change(stripe, RiskCount.NO_VALUE, sum.getKey(), sum.getValue()))
                .toList();
    }

    private static Map<RiskCountEntity.Key, RiskCountEntity> lock(
            EntityManager em, String realmId, int bucket, List<Change> changes) {
        List<Long> hashes = changes.stream()
                .filter(change -> change.bucket == bucket)
                .map(Change::hash)
                .distinct()
                .toList();
        Map<RiskCountEntity.Key, RiskCountEntity> rows = new HashMap<>();
        if (hashes.isEmpty()) {
            return rows;
        }
        TypedQuery<RiskCountEntity> query = em.createQuery(
                        "from RiskCountEntity where realmId = :realm and bucket = :bucket and vhash in (%s)"
                                        .formatted(names(hashes.size()))
                                + " order by vhash, feature",
                        RiskCountEntity.class)
                .setParameter("realm", realmId)
                .setParameter("bucket", bucket);
        bind(query, hashes);
        for (RiskCountEntity row :
                query.setLockMode(LockModeType.PESSIMISTIC_WRITE).getResultList()) {
            rows.put(new RiskCountEntity.Key(row.realmId, row.vhash, row.feature, row.bucket), row);
        }
        return rows;
    }

    /** A statement for each number of rows would be translated anew each time: here are powers of two. */
    private static void insert(EntityManager em, List<List<Object>> rows) {
        int from = 0;
        for (int many = Integer.highestOneBit(Math.max(rows.size(), 1)); many > 0; many /= 2) {
            if (rows.size() - from >= many) {
                NewRows.insert(
                        em,
                        RiskCountEntity.class,
                        RiskCountEntity.KEY,
                        RiskCountEntity.ATTRIBUTES,
                        rows.subList(from, from + many));
                from += many;
            }
        }
    }

    /** A parameter for each hash, their number rounded up: Hibernate translates a query with a list as parameter anew each time. */
    private static String names(int hashes) {
        return IntStream.range(0, roundedUp(hashes)).mapToObj(i -> ":vhash" + i).collect(Collectors.joining(", "));
    }

    private static void bind(TypedQuery<?> query, List<Long> hashes) {
        for (int i = 0; i < roundedUp(hashes.size()); i++) {
            query.setParameter("vhash" + i, hashes.get(Math.min(i, hashes.size() - 1)));
        }
    }

    private static int roundedUp(int hashes) {
        return (hashes + 7) / 8 * 8;
    }

    /**
     * Deletes values that nobody has shown for {@link Decay#FORGOTTEN_DAYS}, some at a time.
     *
     * @param transactions one for each of the times: no node waits long for a row
     */
    static void deleteForgotten(ShortTransactions transactions, int today) {
        int deleted = CHUNK;
        for (int times = 0; times < MOST_TIMES && deleted == CHUNK; times++) {
            deleted = Tries.upTo(MOST_TRIES, () -> transactions.call(em -> deleteSome(em, today)));
        }
        transactions.call(em -> em.createQuery("""
                        delete from RiskCountEntity sum where sum.lastDay < :oldest and sum.feature < 0 and not exists (
                          select 1 from RiskCountEntity some where some.realmId = sum.realmId and some.feature > 0)
                        """)
                .setParameter("oldest", today - Decay.FORGOTTEN_DAYS)
                .executeUpdate());
    }

    private static int deleteSome(EntityManager em, int today) {
        // The row of bucket 0 goes last: it says that the value is one of those that are counted.
        List<RiskCountEntity> forgotten = em.createQuery("""
                        from RiskCountEntity old where old.lastDay < :oldest and old.feature > 0
                          and (old.bucket > 0 or not exists (select 1 from RiskCountEntity hot where hot.realmId = old.realmId
                            and hot.vhash = old.vhash and hot.feature = old.feature and hot.bucket > 0))
                        order by old.realmId, old.bucket, old.vhash, old.feature
                        """, RiskCountEntity.class)
                .setParameter("oldest", today - Decay.FORGOTTEN_DAYS)
                .setMaxResults(CHUNK)
                .getResultList();
        Map<String, Map<Integer, Long>> fewer = new TreeMap<>();
        for (RiskCountEntity row : forgotten) {
            em.detach(row);
            int deleted = em.createQuery("delete from RiskCountEntity where realmId = :realm and vhash = :vhash"
                            + " and feature = :feature and bucket = :bucket and lastDay < :oldest")
                    .setParameter("realm", row.realmId)
                    .setParameter("vhash", row.vhash)
                    .setParameter("feature", row.feature)
                    .setParameter("bucket", row.bucket)
                    .setParameter("oldest", today - Decay.FORGOTTEN_DAYS)
                    .executeUpdate();
            if (deleted == 1 && row.bucket == 0) {
                fewer.computeIfAbsent(row.realmId, realm -> new TreeMap<>())
                        .merge(RiskCount.values(row.feature), -RiskCount.parts(1), Long::sum);
            }
        }
        fewer.forEach((realm, parts) -> {
            List<Change> changes = new ArrayList<>();
            parts.forEach((feature, less) -> changes.add(new Change(1, RiskCount.NO_VALUE, feature, less)));
            changes.sort(Change.ORDER);
            write(em, realm, changes, lock(em, realm, 1, changes), today);
        });
        return forgotten.size();
    }
}
