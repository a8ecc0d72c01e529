package dev.mfapack.persistence;

import dev.mfapack.core.limit.Draft;
import dev.mfapack.core.limit.Subject;
import dev.mfapack.core.limit.Tally;
import dev.mfapack.core.limit.ThrottleStore;
import dev.mfapack.core.sms.Place;
import dev.mfapack.core.sms.SmsTraffic;
import dev.mfapack.core.sms.Traffic;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.TypedQuery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSessionFactory;

/**
 * The tables {@code MFA_THROTTLE} and {@code MFA_SMS_TRAFFIC}, a row for each subject and each place. A step locks its rows in
 * the order of their ids, lets the rules decide in Java, and writes them in one go: for each table a query, and at most one
 * insert and one batch of updates, whatever the number of rules. A row of counters for each window and slot would need a
 * statement for each of them.
 *
 * <p>A row that is not there cannot be locked: of two that make it at once one makes it, and the other's step is done again.
 */
public final class JpaLimitStore implements ThrottleStore, SmsTraffic {

    /** Each further try needs another row that is new, or a deadlock; a step has nine rows at most. */
    private static final int MOST_TRIES = 20;

    /** More than a step's rows, so that they are written by one batch for each table and kind of change. */
    private static final int BATCH = 16;

    /** An expiry that moves with each change would have its index rewritten each time. */
    private static final Duration EXPIRY_STEP = Duration.ofHours(1);

    /** Rows this long past their expiry: no step that is under way has them locked. */
    private static final Duration GRACE = Duration.ofHours(1);

    private final ShortTransactions transactions;
    private final Clock clock;

    public JpaLimitStore(KeycloakSessionFactory factory, Clock clock) {
        this(new OwnTransaction(factory), clock);
    }

    /** Over other transactions than Keycloak's, so that it can be tried and measured without a server. */
    public JpaLimitStore(ShortTransactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public <T> T inOneStep(Set<Subject> subjects, Function<Draft<Subject, Tally>, T> work) {
        return inOneStep(subjects, Set.of(), (tallies, none) -> work.apply(tallies));
    }

    @Override
    public <T> T inOneStep(
            Set<Subject> subjects,
            Set<Place> places,
            BiFunction<Draft<Subject, Tally>, Draft<Place, Traffic>, T> work) {
        boolean isOneSubject = subjects.size() == 1 && places.isEmpty();
        for (int attempt = 1; ; attempt++) {
            boolean maybeNew = isOneSubject && attempt == 1;
            try {
                return transactions.call(em -> {
                    Optional<T> done = maybeNew
                            ? asIfNew(em, subjects.iterator().next(), draft -> work.apply(draft, noPlaces()))
                            : Optional.empty();
                    return done.orElseGet(() -> step(em, subjects, places, work));
                });
            } catch (PersistenceException e) {
                if (attempt == MOST_TRIES || !Tries.isWorthAnother(e)) {
                    throw e;
                }
            }
        }
    }

    /**
     * Deletes what is no longer needed.
     *
     * @param now milliseconds since the epoch
     */
    public static void deleteExpired(EntityManager em, long now) {
        for (String entity : List.of("ThrottleEntity", "SmsTrafficEntity")) {
            em.createQuery("delete from " + entity + " where expiresAt < :oldest")
                    .setParameter("oldest", now - GRACE.toMillis())
                    .executeUpdate();
        }
    }

    /**
     * Most who answer have no wrong answer behind them, and no row. An insert says whether that is so, and a query less is a
     * quarter of what such a step costs.
     *
     * @return empty when there is a row, or nothing to write that would tell
     */
    private <T> Optional<T> asIfNew(EntityManager em, Subject subject, Function<Draft<Subject, Tally>, T> work) {
        Draft<Subject, Tally> draft = new Draft<>(Map.of(), any -> Tally.none(any.kind()));
        T result = work.apply(draft);
        Tally tally = draft.changes().get(subject);
        if (tally == null) {
            return Optional.empty();
        }
        ThrottleEntity row = new ThrottleEntity(subject);
        row.set(tally, expiry(subject.kind().matterUntil(clock.instant())));
        int inserted = NewRows.inserted(em, ThrottleEntity.class, ThrottleEntity.ATTRIBUTES, List.of(row.values()));
        return inserted == 1 ? Optional.of(result) : Optional.empty();
    }

    private static Draft<Place, Traffic> noPlaces() {
        return new Draft<>(Map.of(), place -> Traffic.none(place.kind()));
    }

    private <T> T step(
            EntityManager em,
            Set<Subject> subjects,
            Set<Place> places,
            BiFunction<Draft<Subject, Tally>, Draft<Place, Traffic>, T> work) {
        em.unwrap(Session.class).setJdbcBatchSize(BATCH);
        Map<String, ThrottleEntity> throttles =
                lock(em, ThrottleEntity.class, subjects.stream().map(RowId::of).toList(), row -> row.id);
        Map<String, SmsTrafficEntity> traffic =
                lock(em, SmsTrafficEntity.class, places.stream().map(RowId::of).toList(), row -> row.id);
        Draft<Subject, Tally> tallies =
                draft(subjects, throttles, RowId::of, ThrottleEntity::toTally, subject -> Tally.none(subject.kind()));
        Draft<Place, Traffic> flows =
                draft(places, traffic, RowId::of, SmsTrafficEntity::toTraffic, place -> Traffic.none(place.kind()));
        T result = work.apply(tallies, flows);
        Instant now = clock.instant();
        Map<String, ThrottleEntity> newThrottles = new TreeMap<>();
        tallies.changes().forEach((subject, tally) -> {
            ThrottleEntity row = throttles.get(RowId.of(subject));
            if (tally.equals(Tally.none(subject.kind()))) {
                remove(em, row);
            } else {
                changed(row, () -> new ThrottleEntity(subject), made -> newThrottles.put(made.id, made))
                        .set(tally, expiry(subject.kind().matterUntil(now)));
            }
        });
        Map<String, SmsTrafficEntity> newTraffic = new TreeMap<>();
        flows.changes()
                .forEach((place, flow) -> changed(
                                traffic.get(RowId.of(place)),
                                () -> new SmsTrafficEntity(place),
                                made -> newTraffic.put(made.id, made))
                        .set(flow, expiry(place.kind().matterUntil(now))));
        NewRows.insert(
                em,
                ThrottleEntity.class,
                ThrottleEntity.ATTRIBUTES,
                newThrottles.values().stream().map(ThrottleEntity::values).toList());
        NewRows.insert(
                em,
                SmsTrafficEntity.class,
                SmsTrafficEntity.ATTRIBUTES,
                newTraffic.values().stream().map(SmsTrafficEntity::values).toList());
        return result;
    }

    /** In the order of the ids, so that of two steps none waits for a row of the other while that waits for one of its own. */
    private static <E> Map<String, E> lock(
            EntityManager em, Class<E> entity, List<String> ids, Function<E, String> id) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        // A parameter for each id: Hibernate translates a query with a list as parameter anew each time.
        String names = IntStream.range(0, ids.size()).mapToObj(i -> ":id" + i).collect(Collectors.joining(", "));
        TypedQuery<E> query =
                em.createQuery("from %s where id in (%s) order by id".formatted(entity.getSimpleName(), names), entity);
        for (int i = 0; i < ids.size(); i++) {
            query.setParameter("id" + i, ids.get(i));
        }
        return query.setLockMode(LockModeType.PESSIMISTIC_WRITE).getResultList().stream()
                .collect(Collectors.toMap(id, row -> row));
    }

    private static <K, E, V> Draft<K, V> draft(
            Set<K> keys, Map<String, E> rows, Function<K, String> id, Function<E, V> value, Function<K, V> none) {
        Map<K, V> stored = new HashMap<>();
        for (K key : keys) {
            E row = rows.get(id.apply(key));
            if (row != null) {
                stored.put(key, value.apply(row));
            }
        }
        return new Draft<>(stored, none);
    }

    /** What says nothing is not kept. */
    private static void remove(EntityManager em, @Nullable ThrottleEntity row) {
        if (row != null) {
            em.remove(row);
        }
    }

    private static <E> E changed(@Nullable E row, Supplier<E> make, Consumer<E> keep) {
        if (row != null) {
            return row;
        }
        E made = make.get();
        keep.accept(made);
        return made;
    }

    private static long expiry(Instant time) {
        if (time.equals(Instant.MAX)) {
            return Long.MAX_VALUE;
        }
        long step = EXPIRY_STEP.toMillis();
        return (time.toEpochMilli() / step + 1) * step;
    }
}
