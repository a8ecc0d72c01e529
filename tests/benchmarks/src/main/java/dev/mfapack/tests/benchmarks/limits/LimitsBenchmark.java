package dev.mfapack.tests.benchmarks.limits;

import dev.mfapack.core.challenge.CodePolicy;
import dev.mfapack.core.key.HashKey;
import dev.mfapack.core.limit.Comparison;
import dev.mfapack.core.limit.LimitPolicy;
import dev.mfapack.core.limit.Limits;
import dev.mfapack.core.limit.Network;
import dev.mfapack.core.limit.Permission.Allowed;
import dev.mfapack.core.limit.SendRules;
import dev.mfapack.core.phone.PhoneNumber;
import dev.mfapack.core.sms.SmsGuard;
import dev.mfapack.core.sms.SmsPolicy;
import dev.mfapack.core.sms.SmsRequest;
import dev.mfapack.persistence.JpaLimitStore;
import dev.mfapack.tests.benchmarks.database.PackDatabase;
import dev.mfapack.tests.benchmarks.database.SettableClock;
import dev.mfapack.tests.benchmarks.sidebyside.Machine;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a challenge pays for the limiter: the call before sending a text and the call before comparing its answer, together, on
 * a PostgreSQL with a million rows in both tables. Then a month of it, to see that the tables do not grow.
 */
public final class LimitsBenchmark {

    private static final int CHALLENGES = 20_000;
    private static final int ROWS_EACH = 500_000;

    /** The compiler is done by then. */
    private static final int WARMING = 5_000;

    private static final int DAYS = 30;
    private static final int LOGINS_A_DAY = 2_000;
    private static final Duration BETWEEN_CLEANINGS = Duration.ofMinutes(10);

    private static final Instant BEGIN = Instant.parse("2026-03-02T00:00:00Z");
    private static final HashKey KEY = new HashKey(1, new SecretKeySpec(new byte[32], "HmacSHA256"));

    private final PackDatabase database;
    private final SettableClock clock = new SettableClock(BEGIN);
    private final SmsGuard guard;
    private final Limits limits;
    private final Random chance = new Random(7);

    private LimitsBenchmark(PackDatabase database) {
        this.database = database;
        JpaLimitStore store = new JpaLimitStore(database, clock);
        SendRules rules = new SendRules(LimitPolicy.DEFAULT, CodePolicy.DEFAULT);
        SmsPolicy policy = new SmsPolicy(Set.of("DE"), SmsPolicy.DEFAULT.lineTypes(), 20, 5, 30, 10, 10_000_000, 30);
        this.guard = new SmsGuard(store, rules, policy, clock);
        this.limits = new Limits(store, rules, clock);
    }

    public static void main(String[] args) throws Exception {
        int challenges = args.length > 0 ? Integer.parseInt(args[0]) : CHALLENGES;
        System.out.println(Machine.description());
        for (boolean durable : new boolean[] {false, true}) {
            try (PackDatabase database = PackDatabase.start(durable)) {
                LimitsBenchmark benchmark = new LimitsBenchmark(database);
                benchmark.fill();
                String commits = durable ? "commits wait for the disk" : "commits do not wait for the disk";
                benchmark.measure("to warm up", WARMING);
                benchmark.measure(commits, challenges);
                benchmark.reference(commits, challenges);
            }
        }
        try (PackDatabase database = PackDatabase.start(false)) {
            new LimitsBenchmark(database).month();
        }
    }

    private void fill() throws SQLException {
        long expiry = BEGIN.plus(Duration.ofDays(1)).toEpochMilli();
        database.execute("""
                insert into mfa_throttle
                  (id, realm_id, kind, factor, subject, user_id, counted, held_at, slots, expires_at)
                select gen_random_uuid()::text, 'realm', 'DESTINATION', 'mfa-sms', md5(n::text) || md5(n::text), null,
                       0, 0, '177243840:1 177243900:1', %d
                from generate_series(1, %d) n
                """.formatted(expiry, ROWS_EACH));
        database.execute("""
                insert into mfa_sms_traffic
                  (id, realm_id, kind, place, verified_before, slots, week_slots, blocks, blocked_until, trial_at, warned_at,
                   expires_at)
                select gen_random_uuid()::text, 'realm', 'NEIGHBOURS', md5(n::text), false, '29540640:1/1', '', 0, 0, 0, 0, %d
                from generate_series(1, %d) n
                """.formatted(expiry, ROWS_EACH));
        database.execute("vacuum analyze");
    }

    /** Half of the people have a number that was verified before, and half of the challenges are a person's second. */
    private void measure(String what, int challenges) {
        long[] both = new long[challenges];
        long[] sending = new long[challenges];
        for (int challenge = 0; challenge < challenges; challenge++) {
            clock.to(clock.instant().plusMillis(500));
            int person = challenge % 2 == 0 ? chance.nextInt(1_000_000) : chance.nextInt(5_000);
            SmsRequest request = request(person, person % 4 < 2);
            long begin = System.nanoTime();
            guard.mayLeave(request);
            long sent = System.nanoTime();
            limits.beforeComparing(request.send().holder());
            both[challenge] = System.nanoTime() - begin;
            sending[challenge] = sent - begin;
            guard.verified(request, clock.instant());
        }
        Arrays.sort(both);
        Arrays.sort(sending);
        System.out.printf(
                "%s: %d challenges, one after the other: both calls p50 %.2f ms, p95 %.2f ms, p99 %.2f ms;"
                        + " before sending alone p50 %.2f ms, p99 %.2f ms%n",
                what,
                challenges,
                millis(both, 50),
                millis(both, 95),
                millis(both, 99),
                millis(sending, 50),
                millis(sending, 99));
    }

    /** What two transactions cost that read and change one row each, in the same way: less is not to be had. */
    private void reference(String what, int times) {
        database.call(em -> em.createNativeQuery(
                        "create table reference (id int primary key, counted int); insert into reference values (1, 0)")
                .executeUpdate());
        long[] both = new long[times];
        for (int time = 0; time < times; time++) {
            long begin = System.nanoTime();
            for (int transaction = 0; transaction < 2; transaction++) {
                database.call(em -> {
                    em.createNativeQuery("select counted from reference where id = 1 for update", Integer.class)
                            .getSingleResult();
                    return em.createNativeQuery("update reference set counted = counted + 1 where id = 1")
                            .executeUpdate();
                });
            }
            both[time] = System.nanoTime() - begin;
        }
        Arrays.sort(both);
        System.out.printf(
                "%s: two transactions of one row each: p50 %.2f ms, p95 %.2f ms, p99 %.2f ms%n",
                what, millis(both, 50), millis(both, 95), millis(both, 99));
    }

    /** The clean-up runs every ten minutes of the simulated time, and once a day what PostgreSQL does by itself. */
    private void month() throws SQLException {
        Duration pause = Duration.ofDays(1).dividedBy(LOGINS_A_DAY);
        Instant cleaned = BEGIN;
        int left = 0;
        for (int day = 1; day <= DAYS; day++) {
            for (int login = 0; login < LOGINS_A_DAY; login++) {
                clock.to(clock.instant().plus(pause));
                SmsRequest request = request(chance.nextInt(20_000), chance.nextInt(10) > 0);
                if (guard.mayLeave(request) instanceof Allowed) {
                    left++;
                    // One in ten makes an error first, and one in a hundred nothing but errors.
                    if (login % 10 == 0) {
                        limits.beforeComparing(request.send().holder());
                    }
                    if (login % 100 != 0
                            && limits.beforeComparing(request.send().holder()) instanceof Comparison.Go) {
                        guard.verified(request, clock.instant());
                    }
                }
                if (cleaned.plus(BETWEEN_CLEANINGS).isBefore(clock.instant())) {
                    cleaned = clock.instant();
                    clean(cleaned);
                }
            }
            database.execute("vacuum");
            System.out.printf(
                    "day %2d: %d texts so far; mfa_throttle %d rows (%d of them wrong answers in a row), %d kB;"
                            + " mfa_sms_traffic %d rows, %d kB%n",
                    day,
                    left,
                    database.number("select count(*) from mfa_throttle"),
                    database.number("select count(*) from mfa_throttle where kind = 'ANSWERS'"),
                    kilobytes("mfa_throttle"),
                    database.number("select count(*) from mfa_sms_traffic"),
                    kilobytes("mfa_sms_traffic"));
        }
    }

    private void clean(Instant now) {
        database.call(em -> {
            JpaLimitStore.deleteExpired(em, now.toEpochMilli());
            return true;
        });
    }

    private long kilobytes(String table) throws SQLException {
        return database.bytes(table) / 1024;
    }

    private static SmsRequest request(int person, boolean verifiedBefore) {
        return SmsRequest.of(
                KEY,
                "realm",
                "user-" + person,
                new PhoneNumber("+49151%08d".formatted(10_000_000 + person * 79L)),
                Network.of("10.%d.%d.1".formatted(person / 250 % 250, person % 250)),
                verifiedBefore,
                false);
    }

    private static double millis(long[] sorted, int percent) {
        return sorted[sorted.length * percent / 100] / 1e6;
    }
}
