package dev.mfapack.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mfapack.core.level.Level;
import dev.mfapack.core.risk.RiskPolicy;
import dev.mfapack.risk.Assessment;
import dev.mfapack.risk.Contribution;
import dev.mfapack.risk.Decay;
import dev.mfapack.risk.Feature;
import dev.mfapack.risk.GlobalCounts;
import dev.mfapack.risk.GlobalCounts.Sum;
import dev.mfapack.risk.GlobalCounts.View;
import dev.mfapack.risk.HardEvidence;
import dev.mfapack.risk.HashedValue;
import dev.mfapack.risk.Learning;
import dev.mfapack.risk.Lesson;
import dev.mfapack.risk.Observed;
import dev.mfapack.risk.Place;
import dev.mfapack.risk.Profiles.Stored;
import dev.mfapack.risk.Velocity;
import dev.mfapack.risk.Velocity.Rates;
import dev.mfapack.risk.Why;
import dev.mfapack.risk.Words;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two nodes over one database, PostgreSQL as people run it and H2 as the demo does; each test has a realm of its own. */
class RiskStoresTest {

    private static final int CALLS = 100;
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final int TODAY = UtcDay.of(NOON);
    private static final Duration DAY = Duration.ofDays(1);

    /** Both nodes of a cluster, and what its database is called. */
    private record Cluster(String name, Node one, Node other) {

        static Cluster over(String name, DataSource database) throws Exception {
            Node.makeTables(database);
            return new Cluster(name, new Node(database), new Node(database));
        }

        Node node(int call) {
            return call % 2 == 0 ? one : other;
        }

        JpaProfiles profiles(int call) {
            return new JpaProfiles(node(call), Clock.fixed(NOON, ZoneOffset.UTC));
        }

        RiskDecisions decisions(int call) {
            return new RiskDecisions(node(call), Clock.fixed(NOON, ZoneOffset.UTC));
        }

        JpaVelocity velocity(int call) {
            return new JpaVelocity(node(call));
        }

        long rows(String entity) {
            return one.call(em ->
                    em.createQuery("select count(*) from " + entity, Long.class).getSingleResult());
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** Time that is set by hand. */
    private static final class SetClock extends Clock {

        private Instant now = NOON;

        void set(Instant time) {
            now = time;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** A database that is gone. */
    private static final ShortTransactions DOWN = new ShortTransactions() {
        @Override
        public <T> T call(Function<EntityManager, T> work) {
            throw new PersistenceException("no connection");
        }
    };

    private static final List<Cluster> CLUSTERS = new ArrayList<>();
    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() throws Exception {
        postgres = EmbeddedPostgres.builder().start();
        CLUSTERS.add(Cluster.over("PostgreSQL", postgres.getPostgresDatabase()));
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:risk;DB_CLOSE_DELAY=-1");
        CLUSTERS.add(Cluster.over("H2", h2));
    }

    @AfterAll
    static void stop() throws Exception {
        for (Cluster cluster : CLUSTERS) {
            cluster.one().close();
            cluster.other().close();
        }
        postgres.close();
    }

    static Stream<Cluster> clusters() {
        return CLUSTERS.stream();
    }

    // Profiles

    @ParameterizedTest
    @MethodSource("clusters")
    @DisplayName("a profile comes back byte by byte on the other node, whatever is in it, up to its greatest length")
    void aProfileComesBackUntouched(Cluster cluster) {
        byte[] damaged = new byte[1024];
        new Random(1).nextBytes(damaged);

        assertThat(cluster.profiles(1).load("bytes", "person")).isEqualTo(Observed.of(Stored.NONE));
        assertThat(cluster.profiles(0).save("bytes", "person", 0, damaged)).isTrue();

        Stored stored = cluster.profiles(1).load("bytes", "person").seen().orElseThrow();
        assertThat(stored.version()).isEqualTo(1);
        assertThat(stored.blob()).isEqualTo(damaged);
    }

    @ParameterizedTest
    @MethodSource("clusters")
    @DisplayName("whoever saves on top of an older version is told, and changes nothing")
    void aConflictIsReported(Cluster cluster) {
        assertThat(cluster.profiles(0).save("conflict", "person", 0, new byte[] {1}))
                .isTrue();
        assertThat(cluster.profiles(1).save("conflict", "person", 0, new byte[] {2}))
                .isFalse();
        assertThat(cluster.profiles(0).save("conflict", "person", 1, new byte[] {3}))
                .isTrue();
        assertThat(cluster.profiles(1).save("conflict", "person", 1, new byte[] {4}))
                .isFalse();
        assertThat(cluster.profiles(1).save("conflict", "nobody", 7, new byte[] {5}))
                .isFalse();

        Stored stored = cluster.profiles(1).load("conflict", "person").seen().orElseThrow();
        assertThat(stored.version()).isEqualTo(2);
        assertThat(stored.blob()).containsExactly(3);
        assertThat(cluster.profiles(0).load("conflict", "nobody")).isEqualTo(Observed.of(Stored.NONE));
    }

    @ParameterizedTest
    @MethodSource("clusters")
    @DisplayName("of 100 who change one profile at once on two nodes, as many succeed as the version says")
    void parallelSavesLoseNothing(Cluster cluster) throws Exception {
        List<Boolean> first = inParallel(call -> cluster.profiles(call).save("race", "person", 0, new byte[] {1}));
        assertThat(first).filteredOn(saved -> saved).hasSize(1);

        List<Integer> saved = inParallel(call -> {
            int successes = 0;
            for (int tries = 0; tries < 3; tries++) {
                Stored before =
                        cluster.profiles(call).load("race", "person").seen().orElseThrow();
                byte[] next = {(byte) (before.blob()[0] + 1)};
                successes += cluster.profiles(call).save("race", "person", before.version(), next) ? 1 : 0;
            }
            return successes;
        });

        int successes = saved.stream().mapToInt(Integer::intValue).sum();
        Stored after = cluster.profiles(0).load("race", "person").seen().orElseThrow();
        assertThat(after.version()).isEqualTo(1 + successes).isGreaterThan(CALLS / 10);
        assertThat(after.blob()[0]).isEqualTo((byte) (1 + successes));
    }

    @ParameterizedTest
    @MethodSource("clusters")
    @DisplayName("a profile goes after 180 days without a login, not before")
    void profilesGo(Cluster cluster) {
        cluster.profiles(0).save("old", "person", 0, new byte[] {1});

        cluster.one().call(em -> {
            JpaProfiles.deleteForgotten(em, TODAY + 180);
            return true;
        });
        assertThat(cluster.rows("RiskProfileEntity where realmId = 'old'")).isEqualTo(1);

        cluster.one().call(em -> {
            JpaProfiles.deleteForgotten(em, TODAY + 181);
            return true;
        });
        assertThat(cluster.rows("RiskProfileEntity where realmId = 'old'")).isZero();
    }

    // What is common in a realm

    @ParameterizedTest
    @MethodSource("clusters")
    @DisplayName("what is read today is what was counted up to yesterday, on both nodes alike, whatever today adds")
    void todayIsNotRead(Cluster cluster) {
        SetClock clock = new SetClock();
        JpaGlobalCounts one = new JpaGlobalCounts(cluster.one(), clock, 1);
        JpaGlobalCounts other = new JpaGlobalCounts(cluster.other(), clock, 2);
        List<HashedValue> norway = List.of(value(Feature.COUNTRY, 47), value(Feature.ADDRESS, 4711));

        one.add("today", true, TODAY, norway, 1);
        one.flush();
        assertThat(view(one, "today", TODAY, norway)).isEqualTo(View.EMPTY);

        clock.set(NOON.plus(DAY));
        other.add("today", true, TODAY + 1, norway.subList(0, 1), 0.5);
        other.flush();
        View tomorrow = view(one, "today", TODAY + 1, norway);
        double faded = Decay.factor(1);
        assertThat(tomorrow.count(norway.get(0))).isCloseTo(faded, within(1e-6));
        assertThat(tomorrow.count(norway.get(1))).isCloseTo(faded, within(1e-6));
        assertThat(tomorrow.people()).isEqualTo(1);
        assertThat(tomorrow.sum(Feature.COUNTRY).values()).isEqualTo(1);
        assertThat(view(other, "today", TODAY + 1, norway)).isEqualTo(tomorrow);

        clock.set(NOON.plus(DAY).plus(DAY));
        View afterwards = view(other, "today", TODAY + 2, norway);
        assertThat(afterwards.count(norway.get(0))).isCloseTo((faded + 0.5) * faded, within(1e-5));
        assertThat(afterwards.people()).isEqualTo(2);
        assertThat(afterwards.sum(Feature.COUNTRY)).satisfies(sum -> {
            assertThat(sum.userDays()).isCloseTo((faded + 0.5) * faded, within(1e-5));
            assertThat(sum.values()).isEqualTo(1);
        });
        assertThat(view(one, "today", TODAY + 2, norway)).isEqualTo(afterwards);
    }

    @ParameterizedTest
    @MethodSource("clusters")
    @DisplayName("a node that comes fresh to a row of another day reads the same as one that kept it, to the last bit")
    void aRowThatIsWrittenReadsAsBefore(Cluster cluster) {
        SetClock clock = new SetClock();
        JpaGlobalCounts writer = new JpaGlobalCounts(cluster.one(), clock, 1);
        List<HashedValue> values = values(Feature.NETWORK, 0, 8);
        for (int day = 0; day < 5; day++) {
            clock.set(NOON.plus(DAY.multipliedBy(day * 3L)));
            writer.add("bits", false, TODAY + day * 3L, values.subList(day, 8), 1);
            writer.flush();
        }
        clock.set(NOON.plus(DAY.multipliedBy(20)));
        View before = view(new JpaGlobalCounts(cluster.one(), clock, 1), "bits", TODAY + 20, values);

        writer.add("bits", true, TODAY + 20, values, 1);
        writer.flush();

        assertThat(view(new JpaGlobalCounts(cluster.other(), clock, 2), "bits", TODAY + 20, values))
                .isEqualTo(before);
        assertThat(before.counts()).hasSize(8);
    }

    @ParameterizedTest
    @MethodSource("clusters")
    @DisplayName(
            "of 100 threads on two nodes that add at once, while both nodes write, nothing is lost and no value counted twice")
    void parallelAdditionsLoseNothing(Cluster cluster) throws Exception {
        SetClock clock = new SetClock();
        JpaGlobalCounts[] nodes = {
            new JpaGlobalCounts(cluster.one(), clock, 1), new JpaGlobalCounts(cluster.other(), clock, 2)
        };
        HashedValue hot = value(Feature.COUNTRY, 1);
        for (int day = 0; day < 2; day++) {
            clock.set(NOON.plus(DAY.multipliedBy(day)));
            long today = TODAY + (long) day;
            for (JpaGlobalCounts node : nodes) {
                view(node, "many", today, List.of(hot));
            }
            inParallel(call -> {
                JpaGlobalCounts node = nodes[call % 2];
                for (int login = 0; login < 20; login++) {
                    HashedValue own = value(Feature.ADDRESS, call * 20L + login);
                    HashedValue shared = value(Feature.NETWORK, login);
                    node.add("many", login == 0, today, List.of(hot, own, shared), 1);
                }
                node.flush();
                return true;
            });
        }
        // On the second day the country is known and comes often: each node has a row of its own for it.
        assertThat(cluster.rows("RiskCountEntity where realmId = 'many' and vhash = 1 and feature = 5 and bucket > 0"))
                .isEqualTo(2);

        clock.set(NOON.plus(DAY.multipliedBy(2)));
        double twice = 2 * Decay.factor(1);
        List<HashedValue> asked = List.of(hot, value(Feature.NETWORK, 3), value(Feature.ADDRESS, 1234));
        double bothDays = (Decay.factor(1) + 1) * Decay.factor(1);
        for (JpaGlobalCounts node : nodes) {
            View view = view(node, "many", TODAY + 2, asked);
            assertThat(view.people()).isEqualTo(2 * CALLS);
            assertThat(view.count(hot)).isCloseTo(20 * CALLS * bothDays, within(1e-4));
            assertThat(view.count(asked.get(1))).isCloseTo(CALLS * bothDays, within(1e-4));
            assertThat(view.count(asked.get(2)))
                    .isCloseTo(bothDays, within(1e-4))
                    .isLessThan(twice);
            assertThat(view.sum(Feature.COUNTRY).values()).isEqualTo(1);
            assertThat(view.sum(Feature.NETWORK).values()).isEqualTo(20);
            assertThat(view.sum(Feature.ADDRESS).values()).isEqualTo(20 * CALLS);
            assertThat(view.sum(Feature.ADDRESS).userDays()).isCloseTo(20 * CALLS * bothDays, within(1e-3));
        }
    }

    @ParameterizedTest
    @MethodSource("clusters")
    @DisplayName("around midnight nothing is written, unless the node ends; what is written late counts on the new day")
    void theDayBeforeIsClosed(Cluster cluster) {
        Instant midnight = NOON.plus(Duration.ofHours(12));
        SetClock clock = new SetClock();
        JpaGlobalCounts counts = new JpaGlobalCounts(cluster.one(), clock, 1);
        List<HashedValue> values = List.of(value(Feature.SYSTEM, 9));
        counts.add("midnight", false, TODAY, values, 1);

        clock.set(midnight.minusSeconds(119));
        counts.flush();
        clock.set(midnight.plusSeconds(119));
        counts.flush();
        assertThat(cluster.rows("RiskCountEntity where realmId = 'midnight'")).isZero();
        clock.set(midnight.plusSeconds(121));
        counts.flush();

        JpaGlobalCounts fresh = new JpaGlobalCounts(cluster.other(), clock, 2);
        assertThat(view(fresh, "midnight", TODAY + 1, values)).isEqualTo(View.EMPTY);
        assertThat(view(fresh, "midnight", TODAY + 2, values).count(values.get(0)))
                .isCloseTo(Decay.factor(1), within(1e-6));

        clock.set(midnight.plus(DAY));
        counts.add("midnight", false, TODAY + 2, values, 1);
        counts.flushForGood();
        assertThat(view(fresh, "midnight", TODAY + 3, values).count(values.get(0)))
                .isCloseTo((Decay.factor(1) + 1) * Decay.factor(1), within(1e-5));
    }

    @ParameterizedTest
    @MethodSource("clusters")
    @DisplayName("values that nobody shows for 180 days go, all of their rows, and are no longer counted as values")
    void forgottenValuesGo(Cluster cluster) {
        SetClock clock = new SetClock();
        JpaGlobalCounts counts = new JpaGlobalCounts(cluster.one(), clock, 1);
        List<HashedValue> many = values(Feature.ADDRESS, 0, 150);
        List<HashedValue> few = values(Feature.ADDRESS, 150, 153);
        counts.add("prune", true, TODAY, many, 1);
        counts.flush();
        clock.set(NOON.plus(DAY));
        view(counts, "prune", TODAY + 1, many.subList(0, 1));
        for (int times = 0; times < 20; times++) {
            counts.add("prune", false, TODAY + 1, many.subList(0, 1), 1);
        }
        counts.flush();
        assertThat(cluster.rows("RiskCountEntity where realmId = 'prune' and feature > 0"))
                .isEqualTo(151);
        clock.set(NOON.plus(DAY.multipliedBy(100)));
        counts.add("prune", false, TODAY + 100, few, 1);
        counts.flush();

        RiskCountRows.deleteForgotten(cluster.one(), TODAY + 180);
        assertThat(cluster.rows("RiskCountEntity where realmId = 'prune' and feature > 0"))
                .isEqualTo(154);
        RiskCountRows.deleteForgotten(cluster.one(), TODAY + 181);
        assertThat(cluster.rows("RiskCountEntity where realmId = 'prune' and feature > 0"))
                .as("the one that came often is still of use, and stays known")
                .isEqualTo(5);
        RiskCountRows.deleteForgotten(cluster.one(), TODAY + 182);
        RiskCountRows.deleteForgotten(cluster.one(), TODAY + 182);
        assertThat(cluster.rows("RiskCountEntity where realmId = 'prune' and feature > 0"))
                .isEqualTo(3);

        clock.set(NOON.plus(DAY.multipliedBy(183)));
        Sum addresses = view(counts, "prune", TODAY + 183, few).sum(Feature.ADDRESS);
        assertThat(addresses.values()).isEqualTo(3);
        RiskCountRows.deleteForgotten(cluster.one(), TODAY + 500);
        RiskCountRows.deleteForgotten(cluster.one(), TODAY + 1000);
        assertThat(cluster.rows("RiskCountEntity where realmId = 'prune'")).isZero();
    }

    @Test
    @DisplayName("while the database is gone, additions wait; reading says so, and never that nothing was counted")
    void whatCannotBeWrittenWaits() {
        Cluster cluster = CLUSTERS.get(0);
        SetClock clock = new SetClock();
        boolean[] gone = {true};
        JpaGlobalCounts counts = new JpaGlobalCounts(
                new ShortTransactions() {
                    @Override
                    public <T> T call(Function<EntityManager, T> work) {
                        return gone[0] ? DOWN.call(work) : cluster.one().call(work);
                    }
                },
                clock,
                1);
        List<HashedValue> values = List.of(value(Feature.SYSTEM, 5));
        counts.add("gone", false, TODAY, values, 1);
        counts.flush();
        assertThat(counts.read("gone", TODAY, values)).isEqualTo(Observed.unknown(Why.STORE_FAILED));

        gone[0] = false;
        counts.flush();
        counts.flush();

        assertThat(view(counts, "gone", TODAY + 1, values).count(values.get(0)))
                .isCloseTo(Decay.factor(1), within(1e-6));
    }

    @Test
    @DisplayName("what waits does not grow without end")
    void whatWaitsIsBounded() {
        Cluster cluster = CLUSTERS.get(0);
        SetClock clock = new SetClock();
        JpaGlobalCounts counts = new JpaGlobalCounts(cluster.one(), clock, 1, 300);
        HashedValue first = value(Feature.ADDRESS, 0);
        counts.add("bound", false, TODAY, values(Feature.ADDRESS, 0, 305), 1);
        counts.add("bound", false, TODAY, List.of(first), 1);
        counts.flush();

        assertThat(cluster.rows("RiskCountEntity where realmId = 'bound' and feature > 0"))
                .isEqualTo(300);
        assertThat(view(counts, "bound", TODAY + 1, List.of(first)).count(first))
                .isCloseTo(2 * Decay.factor(1), within(1e-6));
    }

    // Rates of attempts

    @ParameterizedTest
    @MethodSource("clusters")
    @DisplayName("attempts of 100 people at once on two nodes are all counted, each for person, network and provider")
    void parallelAttemptsAreNeverUnderCounted(Cluster cluster) throws Exception {
        inParallel(call -> {
            Velocity.Key key = key("rates", call, 1, 2);
            cluster.velocity(call).record(key, NOON, false);
            cluster.velocity(call + 1).record(key, NOON, true);
            return true;
        });

        for (int node = 0; node < 2; node++) {
            Rates rates = rates(cluster.velocity(node), key("rates", 7, 1, 2), NOON.plusSeconds(1));
            assertThat(rates.personFailures()).isEqualTo(1);
            assertThat(rates.personLogins()).isEqualTo(1);
            assertThat(rates.networkFailures()).isEqualTo(CALLS);
            assertThat(rates.networkLogins()).isEqualTo(CALLS);
            assertThat(rates.networkPeopleFailed()).isBetween(CALLS - 3, CALLS + 1);
            assertThat(rates.providerFailures()).isEqualTo(CALLS);
            assertThat(rates.providerLogins()).isEqualTo(CALLS);
        }
        assertThat(rates(cluster.velocity(0), key("rates", 7_000, 8, 9), NOON)).isEqualTo(Rates.NONE);
        assertThat(rates(cluster.velocity(0), key("other", 7, 1, 2), NOON)).isEqualTo(Rates.NONE);
    }

    @ParameterizedTest
    @MethodSource("clusters")
    @DisplayName("failures count for ten minutes, logins and different people for an hour, and not much longer")
    void ratesPass(Cluster cluster) {
        JpaVelocity velocity = cluster.velocity(0);
        Velocity.Key key = key("window", 1, 2, 3);
        velocity.record(key, NOON, false);
        velocity.record(key, NOON, false);
        velocity.record(key, NOON, true);

        assertThat(rates(velocity, key, NOON.plus(Duration.ofMinutes(10)))).isEqualTo(new Rates(2, 1, 2, 1, 1, 2, 1));
        assertThat(rates(velocity, key, NOON.plus(Duration.ofMinutes(11)))).isEqualTo(new Rates(0, 1, 0, 1, 1, 0, 1));
        assertThat(rates(velocity, key, NOON.plus(Duration.ofMinutes(60)))).isEqualTo(new Rates(0, 1, 0, 1, 1, 0, 1));
        assertThat(rates(velocity, key, NOON.plus(Duration.ofMinutes(70)))).isEqualTo(Rates.NONE);
        assertThat(rates(velocity, key, NOON.minusSeconds(30)))
                .as("by a node whose clock is behind")
                .isEqualTo(new Rates(2, 1, 2, 1, 1, 2, 1));

        cluster.one().call(em -> {
            JpaVelocity.deleteExpired(em, NOON.plus(Duration.ofMinutes(70)).toEpochMilli());
            return true;
        });
        assertThat(cluster.rows("RiskRateEntity where realmId = 'window'")).isEqualTo(3);
        cluster.one().call(em -> {
            JpaVelocity.deleteExpired(em, NOON.plus(Duration.ofHours(3)).toEpochMilli());
            return true;
        });
        assertThat(cluster.rows("RiskRateEntity where realmId = 'window'")).isZero();
    }

    @ParameterizedTest
    @MethodSource("clusters")
    @DisplayName("without an address only the person is counted; a damaged row reads as such and is begun anew")
    void whatIsUnknownIsNotCounted(Cluster cluster) {
        JpaVelocity velocity = cluster.velocity(0);
        Velocity.Key key =
                new Velocity.Key("partly", 5, Observed.unknown(Why.NOT_SENT), Observed.unknown(Why.NOT_LISTED));
        velocity.record(key, NOON, false);
        assertThat(rates(velocity, key, NOON)).isEqualTo(new Rates(1, 0, 0, 0, 0, 0, 0));

        cluster.one()
                .call(em -> em.createQuery("update RiskRateEntity set slots = :slots where realmId = 'partly'")
                        .setParameter("slots", new byte[] {1, 2, 3})
                        .executeUpdate());
        assertThat(velocity.read(key, NOON)).isEqualTo(Observed.unknown(Why.CORRUPT));
        velocity.record(key, NOON, true);
        assertThat(rates(velocity, key, NOON)).isEqualTo(new Rates(0, 1, 0, 0, 0, 0, 0));
    }

    @ParameterizedTest
    @MethodSource("clusters")
    @DisplayName("what goes by one transaction is done once, and once by itself when a part of it fails")
    void whatIsJoinedIsDoneOnce(Cluster cluster) {
        JoinableTransactions together = new JoinableTransactions(cluster.one());
        JpaVelocity velocity = new JpaVelocity(together);
        JpaProfiles profiles = new JpaProfiles(together, Clock.fixed(NOON, ZoneOffset.UTC));
        for (boolean fails : List.of(false, true)) {
            String realm = "joined " + fails;
            Velocity.Key key = key(realm, 1, 2, 3);
            List<String> goes = new ArrayList<>();
            boolean saved = together.call(() -> {
                goes.add(realm);
                velocity.record(key, NOON, true);
                if (fails) {
                    failingPart(together);
                }
                return profiles.save(realm, "person", 0, new byte[] {1});
            });

            assertThat(saved).isTrue();
            assertThat(goes).hasSize(fails ? 2 : 1);
            assertThat(rates(velocity, key, NOON).personLogins()).isEqualTo(1);
            assertThat(profiles.load(realm, "person").seen().orElseThrow().version())
                    .isEqualTo(1);
        }
    }

    private static void failingPart(ShortTransactions transactions) {
        try {
            transactions.call(
                    em -> em.createNativeQuery("select 1 from NO_SUCH_TABLE").getResultList());
        } catch (PersistenceException e) {
            // As the stores do.
            assertThat(e).isNotNull();
        }
    }

    @Test
    @DisplayName(
            "different people of one network are told to some percent up to thousands, and exactly when they are few")
    void differentPeopleAreTold() {
        Random hashes = new Random(7);
        for (int people : new int[] {1, 5, 10, 50, 1000, 3000}) {
            RateSlots slots = new RateSlots(NOON);
            long[] all = hashes.longs(people).toArray();
            LongStream.of(all).forEach(person -> slots.failure(NOON, person));
            LongStream.of(all).forEach(person -> slots.failure(NOON.plus(Duration.ofMinutes(30)), person));
            RateSlots read = RateSlots.read(slots.write()).orElseThrow();
            assertThat(read.peopleFailed()).isCloseTo(people, within(Math.max(1, people / 10)));
            assertThat(slots.write().length).isLessThanOrEqualTo(1024);
        }
    }

    // Decisions

    @ParameterizedTest
    @MethodSource("clusters")
    @DisplayName("a decision comes back as it was made, for its own realm alone")
    void aDecisionComesBack(Cluster cluster) {
        Assessment assessment = assessment(NOON, 71.25, Level.MFA);
        String id = cluster.decisions(0)
                .add("kept", "f:store:person", RiskPolicy.Mode.SHADOW, assessment)
                .orElseThrow();

        RiskDecision decision = cluster.decisions(1).find("kept", id).orElseThrow();
        assertThat(decision.time()).isEqualTo(NOON);
        assertThat(decision.userId()).isEqualTo("f:store:person");
        assertThat(decision.mode()).isEqualTo(RiskPolicy.Mode.SHADOW);
        assertThat(decision.level()).isEqualTo(Level.MFA);
        assertThat(decision.score()).isEqualTo(71.25);
        assertThat(decision.refusal()).contains(HardEvidence.STUFFING);
        assertThat(decision.learning()).isEqualTo(assessment.learning());
        assertThat(decision.contributions()).isEqualTo(assessment.contributions());
        assertThat(decision.model()).isEqualTo("1");
        assertThat(decision.lesson())
                .map(Lesson::values)
                .contains(assessment.lesson().values());
        assertThat(decision.verdict()).isEmpty();
        assertThat(cluster.decisions(1).find("other", id)).isEmpty();
        cluster.one()
                .call(em -> em.createQuery("update RiskDecisionEntity set contributions = '[{' where id = :id")
                        .setParameter("id", id)
                        .executeUpdate());
        assertThat(cluster.decisions(1).find("kept", id).orElseThrow().contributions())
                .extracting(Contribution::unknown)
                .containsExactly(Optional.of(Why.CORRUPT));
    }

    @ParameterizedTest
    @MethodSource("clusters")
    @DisplayName("somebody's word on a decision is kept, the latest one; nobody of another realm has one")
    void aDecisionIsLabelled(Cluster cluster) {
        String id = cluster.decisions(0)
                .add("label", "person", RiskPolicy.Mode.ENFORCE, assessment(NOON, 10, Level.BASIC))
                .orElseThrow();

        assertThat(cluster.decisions(1).label("other", id, RiskDecision.Label.ATTACK, "admin"))
                .isFalse();
        assertThat(cluster.decisions(1).label("label", id, RiskDecision.Label.LEGITIMATE, "admin"))
                .isTrue();
        assertThat(cluster.decisions(1).label("label", id, RiskDecision.Label.ATTACK, "person"))
                .isTrue();

        assertThat(cluster.decisions(0).find("label", id).orElseThrow().verdict())
                .contains(new RiskDecision.Verdict(RiskDecision.Label.ATTACK, "person", NOON));
        RiskDecisionFilter attacks = new RiskDecisionFilter("label", null, null, RiskDecision.Label.ATTACK, null, null);
        assertThat(cluster.decisions(0).page(attacks, null, 10))
                .extracting(RiskDecision::id)
                .containsExactly(id);
    }

    @ParameterizedTest
    @MethodSource("clusters")
    @DisplayName(
            "pages go through all decisions, the latest first, also those of one millisecond; a replay sees them in time")
    void pagesGoThroughAll(Cluster cluster) {
        for (int login = 0; login < 1_003; login++) {
            Level level = login % 10 == 0 ? Level.MFA : Level.BASIC;
            cluster.decisions(login)
                    .add(
                            "pages",
                            "person-" + login % 3,
                            RiskPolicy.Mode.SHADOW,
                            assessment(NOON.plusMillis(login / 5), login / 11.0, level));
        }
        RiskDecisions decisions = cluster.decisions(0);
        List<RiskDecision> all = new ArrayList<>();
        List<RiskDecision> page = decisions.page(RiskDecisionFilter.of("pages"), null, 7);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = decisions.page(RiskDecisionFilter.of("pages"), RiskDecisions.after(all.get(all.size() - 1)), 7);
        }
        List<RiskDecision> replayed = new ArrayList<>();
        decisions.forEach(RiskDecisionFilter.of("pages"), replayed::add);

        assertThat(all).hasSize(1_003).extracting(RiskDecision::id).doesNotHaveDuplicates();
        assertThat(all).extracting(RiskDecision::time).isSortedAccordingTo((a, b) -> b.compareTo(a));
        assertThat(replayed).extracting(RiskDecision::time).isSorted();
        assertThat(replayed).containsExactlyInAnyOrderElementsOf(all);

        RiskDecisionFilter risky = new RiskDecisionFilter(
                "pages",
                "person-0",
                Level.MFA,
                null,
                NOON.plusMillis(6).toEpochMilli(),
                NOON.plusMillis(12).toEpochMilli());
        assertThat(decisions.page(risky, null, 100))
                .extracting(RiskDecision::score)
                .containsExactly(2.727273);
    }

    @ParameterizedTest
    @MethodSource("clusters")
    @DisplayName("decisions go after 90 days, not before; people and realms that leave take theirs with them")
    void decisionsGo(Cluster cluster) {
        RiskDecisions decisions = cluster.decisions(0);
        for (String person : List.of("one", "two")) {
            decisions.add("leave", person, RiskPolicy.Mode.ENFORCE, assessment(NOON, 1, Level.BASIC));
            cluster.profiles(0).save("leave", person, 0, new byte[] {1});
        }
        cluster.velocity(0).record(key("leave", 1, 2, 3), NOON, true);
        JpaGlobalCounts counts = new JpaGlobalCounts(cluster.one(), Clock.fixed(NOON, ZoneOffset.UTC), 1);
        counts.add("leave", true, TODAY, List.of(value(Feature.BROWSER, 1)), 1);
        counts.flush();

        cluster.one().call(em -> {
            RiskDecisions.deleteOld(em, NOON.plus(DAY.multipliedBy(90)).toEpochMilli());
            Leavers.deletePerson(em, "leave", "one");
            return true;
        });
        assertThat(decisions.page(RiskDecisionFilter.of("leave"), null, 10))
                .extracting(RiskDecision::userId)
                .containsExactly("two");
        assertThat(cluster.profiles(0).load("leave", "one")).isEqualTo(Observed.of(Stored.NONE));
        assertThat(cluster.profiles(0).load("leave", "two").seen().orElseThrow().version())
                .isEqualTo(1);

        cluster.one().call(em -> {
            RiskDecisions.deleteOld(
                    em, NOON.plus(DAY.multipliedBy(90)).plusMillis(1).toEpochMilli());
            return true;
        });
        assertThat(cluster.rows("RiskDecisionEntity where realmId = 'leave'")).isZero();

        decisions.add("leave", "two", RiskPolicy.Mode.ENFORCE, assessment(NOON, 1, Level.BASIC));
        cluster.one().call(em -> {
            Leavers.deleteRealm(em, "leave");
            return true;
        });
        for (String entity : List.of("RiskProfileEntity", "RiskCountEntity", "RiskRateEntity", "RiskDecisionEntity")) {
            assertThat(cluster.rows(entity + " where realmId = 'leave'"))
                    .as(entity)
                    .isZero();
        }
    }

    @Test
    @DisplayName("a database that is gone is told as such, and nobody is kept out with an exception")
    void aStoreThatDoesNotAnswerSaysSo() {
        Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);
        JpaProfiles profiles = new JpaProfiles(DOWN, clock);
        Velocity.Key key = key("down", 1, 2, 3);

        assertThat(profiles.load("down", "person")).isEqualTo(Observed.unknown(Why.STORE_FAILED));
        assertThat(profiles.save("down", "person", 0, new byte[] {1})).isFalse();
        new JpaVelocity(DOWN).record(key, NOON, false);
        assertThat(new JpaVelocity(DOWN).read(key, NOON)).isEqualTo(Observed.unknown(Why.STORE_FAILED));
        assertThat(new RiskDecisions(DOWN, clock)
                        .add("down", "person", RiskPolicy.Mode.ENFORCE, assessment(NOON, 1, Level.BASIC)))
                .isEmpty();
    }

    private static View view(GlobalCounts counts, String realm, long day, List<HashedValue> values) {
        return counts.read(realm, day, values).seen().orElseThrow();
    }

    private static Rates rates(Velocity velocity, Velocity.Key key, Instant time) {
        return velocity.read(key, time).seen().orElseThrow();
    }

    private static HashedValue value(Feature feature, long hash) {
        return new HashedValue(feature, hash);
    }

    private static List<HashedValue> values(Feature feature, int from, int to) {
        return LongStream.range(from, to).mapToObj(hash -> value(feature, hash)).toList();
    }

    /** A person's hash has all bits, as the real ones. */
    private static Velocity.Key key(String realm, int person, long network, long provider) {
        return new Velocity.Key(
                realm,
                new Random(person).nextLong(),
                Observed.of(value(Feature.NETWORK, network)),
                Observed.of(value(Feature.PROVIDER, provider)));
    }

    private static Assessment assessment(Instant time, double score, Level level) {
        return new Assessment(
                score,
                level,
                Optional.of(HardEvidence.STUFFING),
                List.of(
                        new Contribution(
                                "location",
                                1.25,
                                Optional.empty(),
                                Optional.of(Words.of("mfaRiskNewCountry", "BR")),
                                Optional.of(Words.of("mfaRiskPersonPlace"))),
                        new Contribution("device", 0, Optional.of(Why.NOT_SENT), Optional.empty(), Optional.empty())),
                "1",
                new Learning(true, false, 2.5),
                new Lesson(
                        time,
                        1,
                        Stream.of(Feature.values())
                                .map(it -> value(it, it.code() * 1_000_003L))
                                .toList(),
                        0,
                        List.of(),
                        Optional.of(new Place.Point(59.9, 10.7)),
                        12.5,
                        level));
    }

    private static <T> List<T> inParallel(IntFunction<T> call) throws Exception {
        ExecutorService people = Executors.newFixedThreadPool(CALLS);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<T>> futures = new ArrayList<>();
            for (int number = 0; number < CALLS; number++) {
                int mine = number;
                Callable<T> one = () -> {
                    start.await();
                    return call.apply(mine);
                };
                futures.add(people.submit(one));
            }
            start.countDown();
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } finally {
            people.shutdownNow();
        }
    }
}
