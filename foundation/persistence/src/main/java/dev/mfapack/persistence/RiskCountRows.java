package dev.mfapack.persistence;

import dev.mfapack.risk.Decay;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.Session;

/** Statements on the table {@code MFA_RISK_GLOBAL}. */
final class RiskCountRows {

    /** Values of one transaction, which holds their rows for some ten milliseconds. */
    static final int CHUNK = 64;

    /** Of a transaction that somebody else was in the way of. */
    static final int MOST_TRIES = 20;

    /** Of deleting: 64,000 rows a minute, and a pause. */
    private static final int MOST_TIMES = 1_000;

    private RiskCountRows() {}

    record Row(long vhash, RiskCount count) {}

    /** A sum of additions. */
    record Change(int bucket, long hash, int feature, long parts) {

        /** The order in which everybody locks rows. */
        static final Comparator<Change> ORDER = Comparator.comparingInt(Change::bucket)
                .thenComparingLong(Change::hash)
                .thenComparingInt(Change::feature);

        RiskCountEntity.Key key(String realmId) {
            return new RiskCountEntity.Key(realmId, hash, feature, bucket);
        }
    }

    /** The rows of these hashes, of all features and buckets. */
    static List<Row> read(EntityManager em, String realmId, List<Long> hashes) {
        TypedQuery<Object[]> query = em.createQuery(
                        "select vhash, feature, lastDay, beforeDay, onDay from RiskCountEntity"
                                + " where realmId = :realm and vhash in (%s)".formatted(names(hashes.size())),
                        Object[].class)
                .setParameter("realm", realmId);
        bind(query, hashes);
        return query.getResultList().stream()
                .map(row -> new Row(
                        (Long) row[0], new RiskCount((Integer) row[1], (Integer) row[2], (Long) row[3], (Long) row[4])))
                .toList();
    }

    /** The rows that these changes have in the bucket, held until the transaction ends. */
    static Map<RiskCountEntity.Key, RiskCountEntity> lock(
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

    /** @param rows those that there are of the changes, as {@link #lock} gave them */
    static void write(
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
