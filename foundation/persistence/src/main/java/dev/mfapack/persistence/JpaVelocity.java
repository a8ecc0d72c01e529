package dev.mfapack.persistence;

import dev.mfapack.risk.HashedValue;
import dev.mfapack.risk.Observed;
import dev.mfapack.risk.Velocity;
import dev.mfapack.risk.Why;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.Session;
import org.jboss.logging.Logger;

/**
 * The table {@code MFA_RISK_RATE}: a row for each person, and for each network and provider as many as there are {@link #STRIPES}, so
 * that those who come from one provider at once do not wait for each other. An attempt locks its rows in one order, for the same
 * transaction that writes them. Thread-safe.
 */
public final class JpaVelocity implements Velocity {

    /** A login through here holds its rows for some milliseconds: eight let a provider have a thousand and more of them a second. */
    private static final int STRIPES = 8;

    /** Three rows that are new at worst, and some deadlocks. */
    private static final int MOST_TRIES = 10;

    /** An expiry that moves with each change would have its index rewritten each time. */
    private static final Duration EXPIRY_STEP = Duration.ofHours(1);

    /** In place of the code of a feature. */
    private static final int PERSON = 0;

    private static final Logger LOG = Logger.getLogger(JpaVelocity.class);

    private final ShortTransactions transactions;

    public JpaVelocity(ShortTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Observed<Rates> read(Key key, Instant time) {
        try {
            return read(key, time, transactions.call(em -> rows(em, key)));
        } catch (RuntimeException e) {
            LOG.warnf("The rates of attempts cannot be read: %s", e);
            return Observed.unknown(Why.STORE_FAILED);
        }
    }

    @Override
    public void record(Key key, Instant time, boolean success) {
        List<RiskRateEntity.Key> rows = new ArrayList<>();
        rows.add(new RiskRateEntity.Key(key.realmId(), key.person(), PERSON, 0));
        key.network().seen().ifPresent(value -> rows.add(striped(key, value)));
        key.provider().seen().ifPresent(value -> rows.add(striped(key, value)));
        rows.sort(Comparator.comparingInt(RiskRateEntity.Key::feature));
        try {
            Tries.upTo(MOST_TRIES, () -> transactions.call(em -> write(em, rows, key, time, success)));
        } catch (RuntimeException e) {
            LOG.warnf("An attempt cannot be counted: %s", e);
        }
    }

    /** Of all whom a network or provider has, the same people are always in the same row: so each row counts other people. */
    private static RiskRateEntity.Key striped(Key key, HashedValue value) {
        int bucket = (int) Math.floorMod(key.person(), (long) STRIPES);
        return new RiskRateEntity.Key(
                key.realmId(), value.hash(), value.feature().code(), bucket);
    }

    private static boolean write(
            EntityManager em, List<RiskRateEntity.Key> keys, Key key, Instant time, boolean success) {
        em.unwrap(Session.class).setJdbcBatchSize(keys.size());
        Map<RiskRateEntity.Key, RiskRateEntity> rows = lock(em, keys);
        long expiry = expiry(time);
        List<List<Object>> made = new ArrayList<>();
        for (RiskRateEntity.Key wanted : keys) {
            RiskRateEntity row = rows.get(wanted);
            RateSlots slots = Optional.ofNullable(row)
                    .flatMap(it -> RateSlots.read(it.slots))
                    .orElseGet(() -> new RateSlots(time));
            boolean isNetwork = key.network()
                    .seen()
                    .filter(it -> it.feature().code() == wanted.feature())
                    .isPresent();
            count(slots, key, time, success, isNetwork);
            if (row == null) {
                made.add(List.of(
                        wanted.realmId(), wanted.vhash(), wanted.feature(), wanted.bucket(), slots.write(), expiry));
            } else {
                row.slots = slots.write();
                row.expiresAt = Math.max(expiry, row.expiresAt);
            }
        }
        NewRows.insert(em, RiskRateEntity.class, RiskRateEntity.KEY, RiskRateEntity.ATTRIBUTES, made);
        return true;
    }

    private static void count(RateSlots slots, Key key, Instant time, boolean success, boolean ofPeople) {
        if (success) {
            slots.login(time);
        } else if (ofPeople) {
            slots.failure(time, key.person());
        } else {
            slots.failure(time);
        }
    }

    private static Map<RiskRateEntity.Key, RiskRateEntity> lock(EntityManager em, List<RiskRateEntity.Key> keys) {
        String wanted = IntStream.range(0, keys.size())
                .mapToObj(i -> "(vhash = :vhash%d and feature = :feature%d and bucket = :bucket%d)".formatted(i, i, i))
                .collect(Collectors.joining(" or "));
        TypedQuery<RiskRateEntity> query = em.createQuery(
                        "from RiskRateEntity where realmId = :realm and (%s) order by feature, vhash, bucket"
                                .formatted(wanted),
                        RiskRateEntity.class)
                .setParameter("realm", keys.get(0).realmId());
        for (int i = 0; i < keys.size(); i++) {
            query.setParameter("vhash" + i, keys.get(i).vhash());
            query.setParameter("feature" + i, keys.get(i).feature());
            query.setParameter("bucket" + i, keys.get(i).bucket());
        }
        Map<RiskRateEntity.Key, RiskRateEntity> rows = new HashMap<>();
        for (RiskRateEntity row :
                query.setLockMode(LockModeType.PESSIMISTIC_WRITE).getResultList()) {
            rows.put(new RiskRateEntity.Key(row.realmId, row.vhash, row.feature, row.bucket), row);
        }
        return rows;
    }

    private static List<Object[]> rows(EntityManager em, Key key) {
        // Twice the same where something is unknown: so it is always the same query.
        long network = key.network().map(HashedValue::hash).or(key.person());
        long provider = key.provider().map(HashedValue::hash).or(key.person());
        return em.createQuery(
                        "select feature, slots from RiskRateEntity"
                                + " where realmId = :realm and vhash in (:person, :network, :provider)",
                        Object[].class)
                .setParameter("realm", key.realmId())
                .setParameter("person", key.person())
                .setParameter("network", network)
                .setParameter("provider", provider)
                .getResultList();
    }

    private static Observed<Rates> read(Key key, Instant time, List<Object[]> rows) {
        int network = key.network().map(it -> it.feature().code()).or(-1);
        int provider = key.provider().map(it -> it.feature().code()).or(-1);
        Sums person = new Sums();
        Sums ofNetwork = new Sums();
        Sums ofProvider = new Sums();
        for (Object[] row : rows) {
            Optional<RateSlots> slots = RateSlots.read((byte[]) row[1]);
            if (slots.isEmpty()) {
                return Observed.unknown(Why.CORRUPT);
            }
            int feature = (Integer) row[0];
            if (feature == PERSON) {
                person.add(slots.get().moveTo(time));
            } else if (feature == network) {
                ofNetwork.add(slots.get().moveTo(time));
            } else if (feature == provider) {
                ofProvider.add(slots.get().moveTo(time));
            }
        }
        return Observed.of(new Rates(
                person.failures,
                person.logins,
                ofNetwork.failures,
                ofNetwork.logins,
                ofNetwork.peopleFailed,
                ofProvider.failures,
                ofProvider.logins));
    }

    /** Of all rows of one subject. */
    private static final class Sums {

        private int failures;
        private int logins;
        private int peopleFailed;

        void add(RateSlots slots) {
            failures += slots.failures();
            logins += slots.logins();
            peopleFailed += slots.peopleFailed();
        }
    }

    private static long expiry(Instant time) {
        long step = EXPIRY_STEP.toMillis();
        return (time.plus(RateSlots.MATTERS).toEpochMilli() / step + 1) * step;
    }

    /**
     * Deletes what has passed.
     *
     * @param now milliseconds since the epoch
     */
    static void deleteExpired(EntityManager em, long now) {
        em.createQuery("delete from RiskRateEntity where expiresAt < :now")
                .setParameter("now", now)
                .executeUpdate();
    }
}
