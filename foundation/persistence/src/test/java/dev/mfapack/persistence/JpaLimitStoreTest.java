package dev.mfapack.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfapack.core.challenge.CodePolicy;
import dev.mfapack.core.key.HashKey;
import dev.mfapack.core.limit.Comparison;
import dev.mfapack.core.limit.Holder;
import dev.mfapack.core.limit.LimitPolicy;
import dev.mfapack.core.limit.Limits;
import dev.mfapack.core.limit.Network;
import dev.mfapack.core.limit.Permission;
import dev.mfapack.core.limit.Permission.Allowed;
import dev.mfapack.core.limit.SendRequest;
import dev.mfapack.core.limit.SendRules;
import dev.mfapack.core.phone.LineType;
import dev.mfapack.core.phone.PhoneNumber;
import dev.mfapack.core.sms.SmsGuard;
import dev.mfapack.core.sms.SmsPolicy;
import dev.mfapack.core.sms.SmsRequest;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two nodes over one database, PostgreSQL as people run it and H2 as the demo does; each test has people of its own. */
class JpaLimitStoreTest {

    private static final int CALLS = 200;
    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
    private static final HashKey KEY = new HashKey(1, new SecretKeySpec(new byte[32], "HmacSHA256"));
    private static final Network HOME = Network.of("203.0.113.7");
    private static final SendRules RULES = new SendRules(LimitPolicy.DEFAULT, CodePolicy.DEFAULT);
    private static final SmsPolicy POLICY = new SmsPolicy(
            Set.of("DE"), Set.of(LineType.MOBILE, LineType.FIXED_LINE_OR_MOBILE), 20, 11, 30, 10, 10_000, 30);

    /** Both nodes of a cluster, and what its database is called. */
    private record Cluster(String name, DataSource database, Node one, Node other) {

        static Cluster over(String name, DataSource database) throws Exception {
            Node.makeTables(database);
            return new Cluster(name, database, new Node(database), new Node(database));
        }

        JpaLimitStore store(int call, Instant now) {
            return new JpaLimitStore(call % 2 == 0 ? one : other, Clock.fixed(now, ZoneOffset.UTC));
        }

        Limits limits(int call, Instant now) {
            return new Limits(store(call, now), RULES, Clock.fixed(now, ZoneOffset.UTC));
        }

        SmsGuard guard(int call, Instant now) {
            return new SmsGuard(store(call, now), RULES, POLICY, Clock.fixed(now, ZoneOffset.UTC));
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

    private static final List<Cluster> CLUSTERS = new ArrayList<>();
    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() throws Exception {
        postgres = EmbeddedPostgres.builder().start();
        CLUSTERS.add(Cluster.over("PostgreSQL", postgres.getPostgresDatabase()));
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:limits;DB_CLOSE_DELAY=-1");
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

    @ParameterizedTest
    @MethodSource("clusters")
    @DisplayName(
            "I2: of 200 parallel guesses on two nodes five are compared, each is told another number, and five are counted")
    void parallelGuessesAreNeverUnderCounted(Cluster cluster) throws Exception {
        Holder holder = new Holder("realm", "guessed", "mfa-sms");

        List<Comparison> comparisons =
                inParallel(call -> cluster.limits(call, NOW).beforeComparing(holder));

        assertThat(comparisons)
                .filteredOn(Comparison.Go.class::isInstance)
                .containsExactlyInAnyOrder(
                        new Comparison.Go(1),
                        new Comparison.Go(2),
                        new Comparison.Go(3),
                        new Comparison.Go(4),
                        new Comparison.Go(5));
        assertThat(comparisons).filteredOn(Comparison.Wait.class::isInstance).hasSize(CALLS - 5);
        assertThat(cluster.limits(0, NOW.plusSeconds(31)).beforeComparing(holder))
                .isEqualTo(new Comparison.Go(6));
    }

    @ParameterizedTest
    @MethodSource("clusters")
    @DisplayName("I2: of 200 parallel wishes of one person to 200 numbers ten leave")
    void parallelWishesAreNeverUnderCounted(Cluster cluster) throws Exception {
        List<Permission> permissions = inParallel(call -> cluster.limits(call, NOW)
                .beforeSending(
                        new SendRequest(new Holder("realm", "sent", "mfa-sms"), "number-" + call, HOME, true, false)));

        assertThat(permissions).filteredOn(Allowed.class::isInstance).hasSize(10);
    }

    @ParameterizedTest
    @MethodSource("clusters")
    @DisplayName(
            "F6: of 200 parallel texts of 200 people at 200 addresses to one block of numbers twenty leave, on two nodes")
    void parallelTextsToABlockAreNeverUnderCounted(Cluster cluster) throws Exception {
        List<Permission> permissions =
                inParallel(call -> cluster.guard(call, NOW).mayLeave(text("+491511234%04d", call, call)));

        assertThat(permissions).filteredOn(Allowed.class::isInstance).hasSize(20);
    }

    @ParameterizedTest
    @MethodSource("clusters")
    @DisplayName("what is asked for in different orders and at once comes to an end")
    void stepsThatShareRowsNeverStandStill(Cluster cluster) throws Exception {
        List<Permission> permissions = inParallel(call -> {
            SmsRequest request = text("+4915%03d123400", 200 + call % 7, call % 11);
            Permission permission = cluster.guard(call, NOW).mayLeave(request);
            cluster.guard(call + 1, NOW).verified(request, NOW);
            return permission;
        });

        assertThat(permissions)
                .hasSize(CALLS)
                .filteredOn(Allowed.class::isInstance)
                .isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("clusters")
    @DisplayName("what is refused is not written, and a right answer leaves nothing of the wrong ones")
    void onlyWhatMattersIsKept(Cluster cluster) {
        Holder holder = new Holder("realm", "forgetful", "mfa-email");
        SendRequest request = new SendRequest(holder, "address", HOME, true, false);
        Limits limits = cluster.limits(0, NOW);
        long before = cluster.rows("ThrottleEntity");

        limits.beforeSending(request);
        limits.beforeComparing(holder);
        // The person, the address and the ladder; the answers.
        assertThat(cluster.rows("ThrottleEntity") - before).isEqualTo(4);
        limits.beforeSending(request);
        assertThat(cluster.rows("ThrottleEntity") - before).isEqualTo(4);
        limits.answeredRight(request, NOW);

        assertThat(cluster.rows("ThrottleEntity") - before).isEqualTo(2);
        assertThat(limits.beforeComparing(holder)).isEqualTo(new Comparison.Go(1));
    }

    @ParameterizedTest
    @MethodSource("clusters")
    @DisplayName("rows go once they do not matter any more; wrong answers in a row stay")
    void rowsGoOnceTheyDoNotMatter(Cluster cluster) {
        Instant later = NOW.plus(Duration.ofDays(400));
        Holder holder = new Holder("realm", "patient", "mfa-sms");
        cluster.guard(0, NOW).mayLeave(text("+4916012%05d", 7, 3000));
        cluster.limits(0, NOW).beforeComparing(holder);
        cluster.one().call(em -> {
            JpaLimitStore.deleteExpired(em, NOW.plus(Duration.ofMinutes(30)).toEpochMilli());
            return true;
        });
        assertThat(cluster.rows("SmsTrafficEntity")).isPositive();

        cluster.one().call(em -> {
            JpaLimitStore.deleteExpired(em, later.toEpochMilli());
            return true;
        });

        assertThat(cluster.rows("SmsTrafficEntity")).isZero();
        assertThat(cluster.rows("ThrottleEntity where kind <> 'ANSWERS'")).isZero();
        assertThat(cluster.limits(0, later).beforeComparing(holder)).isEqualTo(new Comparison.Go(2));
    }

    @ParameterizedTest
    @MethodSource("clusters")
    @DisplayName("an administrator sees who and what is held back, of their own realm alone, and lifts it")
    void anAdministratorLiftsWhatIsHeldBack(Cluster cluster) {
        Holder holder = new Holder("seen", "locked", "mfa-sms");
        for (int failure = 0; failure < 5; failure++) {
            cluster.limits(0, NOW).beforeComparing(holder);
        }
        IntFunction<SmsRequest> inRealm = person -> text("seen", "+491521234%04d", person * 10, 5000 + person);
        for (int person = 0; person < 20; person++) {
            assertThat(cluster.guard(0, NOW).mayLeave(inRealm.apply(person))).isInstanceOf(Allowed.class);
        }
        Instant later = NOW.plus(Duration.ofMinutes(20));
        assertThat(cluster.guard(0, later).mayLeave(inRealm.apply(20))).isInstanceOf(Permission.Refused.class);

        List<LimitsOverview.Hold> holds =
                cluster.one().call(em -> LimitsOverview.over(em).holds("seen", NOW, 10));
        assertThat(holds).singleElement().satisfies(hold -> {
            assertThat(hold.userId()).isEqualTo("locked");
            assertThat(hold.failures()).isEqualTo(5);
            assertThat(hold.until()).isEqualTo(NOW.plusSeconds(30));
            assertThat(hold.disabled()).isFalse();
        });
        List<LimitsOverview.Block> blocks =
                cluster.one().call(em -> LimitsOverview.over(em).blocks("seen", later, 10));
        assertThat(blocks).extracting(LimitsOverview.Block::place).containsExactlyInAnyOrder("+491521234", "DE");
        boolean byAnother = cluster.one()
                .call(em ->
                        LimitsOverview.over(em).liftHold("other", holds.get(0).id()));
        assertThat(byAnother).isFalse();

        cluster.one()
                .call(em ->
                        LimitsOverview.over(em).liftHold("seen", holds.get(0).id()));
        blocks.forEach(block -> cluster.one().call(em -> LimitsOverview.over(em).liftBlock("seen", block.id())));

        assertThat(cluster.limits(0, NOW).beforeComparing(holder)).isEqualTo(new Comparison.Go(1));
        assertThat(cluster.guard(0, later).mayLeave(inRealm.apply(20))).isInstanceOf(Allowed.class);
    }

    @ParameterizedTest
    @MethodSource("clusters")
    @DisplayName("no column holds a telephone number")
    void noColumnHoldsANumber(Cluster cluster) {
        cluster.guard(0, NOW).mayLeave(text("+4917012%05d", 34567, 4000));

        List<Object> columns = new ArrayList<>();
        for (String columnsOf :
                List.of("id, subject, factor, slots from ThrottleEntity", "id, place, slots from SmsTrafficEntity")) {
            cluster.one()
                    .call(em -> em.createQuery("select " + columnsOf, Object[].class)
                            .getResultList())
                    .forEach(row -> columns.addAll(List.of(row)));
        }
        assertThat(columns)
                .contains("+49170123")
                .noneMatch(column -> column.toString().contains("4917012345"));
    }

    /** A fresh number, of somebody of their own in a network of their own. */
    private static SmsRequest text(String pattern, int number, int person) {
        return text("realm", pattern, number, person);
    }

    private static SmsRequest text(String realm, String pattern, int number, int person) {
        return SmsRequest.of(
                KEY,
                realm,
                "user-" + person,
                new PhoneNumber(pattern.formatted(number)),
                Network.of("10.%d.%d.1".formatted(person / 250, person % 250)),
                false,
                false);
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
