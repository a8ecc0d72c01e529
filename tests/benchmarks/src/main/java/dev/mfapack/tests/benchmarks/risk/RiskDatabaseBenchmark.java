package dev.mfapack.tests.benchmarks.risk;

import dev.mfapack.core.risk.RiskPolicy;
import dev.mfapack.persistence.RiskStores;
import dev.mfapack.risk.Assessment;
import dev.mfapack.risk.Completion;
import dev.mfapack.risk.GlobalCounts;
import dev.mfapack.risk.HashedValue;
import dev.mfapack.risk.LoginAttempt;
import dev.mfapack.risk.Observed;
import dev.mfapack.risk.Profiles;
import dev.mfapack.risk.RiskEvaluator;
import dev.mfapack.risk.Together;
import dev.mfapack.risk.Velocity;
import dev.mfapack.risk.replay.MemoryCounts;
import dev.mfapack.risk.replay.MemoryProfiles;
import dev.mfapack.risk.replay.MemoryVelocity;
import dev.mfapack.tests.benchmarks.database.PackDatabase;
import dev.mfapack.tests.benchmarks.database.SettableClock;
import dev.mfapack.tests.benchmarks.sidebyside.Machine;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * What a login pays for being judged, on a PostgreSQL that knows all people of a world for a year: reading of profile, rates, counts and
 * what happened to the account, the score, keeping the decision, and learning. And what all of it takes on the disk.
 */
public final class RiskDatabaseBenchmark {

    private static final int PEOPLE = 200_000;
    private static final long SEED = 11;

    /** The compiler is done by then, and what is common in the realm is in the node's memory. */
    private static final int WARMING = 20_000;

    private static final int LOGINS = 20_000;

    /** Fewer than may wait. */
    private static final int ADDED_AT_ONCE = 4_000;

    /** Of other people and other matters, so that what happened to an account is looked for in a table of some size. */
    private static final int AUDIT_ROWS = 1_000_000;

    private final PackDatabase database;
    private final SettableClock clock = new SettableClock(Instant.ofEpochSecond(Ours.BEGIN));
    private final RiskStores stores;
    private final Profiles profiles;
    private final Velocity velocity;

    private RiskDatabaseBenchmark(PackDatabase database) {
        this.database = database;
        this.stores = new RiskStores(database, clock);
        this.profiles = stores.profiles();
        this.velocity = stores.velocity();
    }

    public static void main(String[] args) throws Exception {
        int people = args.length > 0 ? Integer.parseInt(args[0]) : PEOPLE;
        System.out.println(Machine.description());
        try (PackDatabase database = PackDatabase.start(true)) {
            new RiskDatabaseBenchmark(database).run(new Stream(World.FAITHFUL.withPeople(people), SEED));
        }
    }

    private void run(Stream stream) throws SQLException {
        load(stream);
        size("mfa_risk_profile", stream.world.people());
        size("mfa_risk_global", stream.world.people());
        RiskEvaluator evaluator = Ours.evaluator(profiles, stores.counts(), velocity, stores.together());
        // Counts are read as they were the day before.
        clock.to(Instant.ofEpochSecond(Ours.BEGIN)
                .plus(Duration.ofDays(stream.world.days() + 1L))
                .plus(Duration.ofHours(8)));
        Times warming = new Times(WARMING);
        play(stream, evaluator, warming, new Random(1));
        Times times = new Times(LOGINS);
        play(stream, evaluator, times, new Random(2));
        times.print();
        reference(stream);
        size("mfa_risk_rate", stream.world.people());
        size("mfa_risk_decision", WARMING + LOGINS);
    }

    /** As if everybody had logged in through this node for a year; profiles are written once, as they are at the end. */
    private void load(Stream stream) throws SQLException {
        long begin = System.nanoTime();
        MemoryProfiles learned = new MemoryProfiles();
        RiskEvaluator evaluator = Ours.evaluator(
                learned, new Both(new MemoryCounts(), stores.counts()), new MemoryVelocity(), Together.NOT);
        int since = 0;
        for (Visit visit : stream.visits) {
            LoginAttempt attempt = Ours.attempt(visit, Ours.BEGIN + visit.second(), stream.offsets[visit.person()]);
            clock.to(attempt.time());
            evaluator.learn(
                    Ours.REALM,
                    attempt.userId(),
                    evaluator.evaluate(attempt, RiskPolicy.DEFAULT).lesson(),
                    new Completion(true, false));
            since++;
            if (since >= ADDED_AT_ONCE) {
                since = 0;
                stores.flush();
            }
        }
        stores.close();
        for (int person = 0; person < stream.world.people(); person++) {
            String id = Integer.toString(person);
            Profiles.Stored stored = learned.load(Ours.REALM, id).or(Profiles.Stored.NONE);
            if (stored.version() > 0) {
                profiles.save(Ours.REALM, id, 0, stored.blob());
            }
        }
        database.execute("""
                insert into mfa_audit_event (id, event_time, realm_id, type, outcome, user_id, openings, batch_no)
                select gen_random_uuid()::text, %1$d + n * 50, 'realm', 'LOGIN', 'SUCCESS', (n %% %2$d)::text, '', 1
                from generate_series(1, %3$d) n
                """.formatted(clock.millis(), stream.world.people(), AUDIT_ROWS));
        database.execute("vacuum analyze");
        print(
                "%d people, %d logins in %d days, loaded within %d s",
                stream.world.people(),
                stream.visits.size(),
                stream.world.days(),
                Duration.ofNanos(System.nanoTime() - begin).toSeconds());
    }

    /** Reads what was read before the database knew it, so that loading does not ask for each value. */
    private record Both(GlobalCounts read, GlobalCounts written) implements GlobalCounts {

        @Override
        public Observed<View> read(String realmId, long day, Collection<HashedValue> values) {
            return read.read(realmId, day, values);
        }

        @Override
        public void add(String realmId, boolean newPerson, long day, List<HashedValue> values, double weight) {
            read.add(realmId, newPerson, day, values, weight);
            written.add(realmId, newPerson, day, values, weight);
        }
    }

    /** Logins as they were some time in the last year, of anybody, now. */
    private void play(Stream stream, RiskEvaluator evaluator, Times times, Random chance) {
        for (int login = 0; login < times.evaluation.length; login++) {
            Visit visit = stream.visits.get(chance.nextInt(stream.visits.size()));
            clock.to(clock.instant().plusMillis(20));
            LoginAttempt attempt =
                    Ours.attempt(visit, clock.instant().getEpochSecond(), stream.offsets[visit.person()]);
            long begin = System.nanoTime();
            stores.accounts().since(Ours.REALM, attempt.userId(), attempt.time().minus(Duration.ofDays(14)));
            Assessment assessment = evaluator.evaluate(attempt, RiskPolicy.DEFAULT);
            long evaluated = System.nanoTime();
            stores.decisions().add(Ours.REALM, attempt.userId(), RiskPolicy.Mode.ENFORCE, assessment);
            long kept = System.nanoTime();
            stores.together().call(() -> {
                velocity.record(Ours.pace(attempt), attempt.time(), true);
                return evaluator.learn(Ours.REALM, attempt.userId(), assessment.lesson(), new Completion(true, false));
            });
            long end = System.nanoTime();
            times.evaluation[login] = evaluated - begin;
            times.keeping[login] = kept - evaluated;
            times.learning[login] = end - kept;
        }
    }

    /** One row by its primary key, in a transaction of its own: less is not to be had. */
    private void reference(Stream stream) {
        long[] nanos = new long[LOGINS];
        Random chance = new Random(3);
        for (int login = 0; login < LOGINS; login++) {
            String person = Integer.toString(chance.nextInt(stream.world.people()));
            long begin = System.nanoTime();
            profiles.load(Ours.REALM, person);
            nanos[login] = System.nanoTime() - begin;
        }
        Times.print("reading a profile alone", nanos);
    }

    private void size(String table, int of) throws SQLException {
        database.execute("vacuum " + table);
        long bytes = database.bytes(table);
        print(
                "%s: %d rows, %.1f MB, %.0f bytes for each of %d",
                table, database.number("select count(*) from " + table), bytes / 1e6, bytes / (double) of, of);
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    private static final class Times {

        private final long[] evaluation;
        private final long[] keeping;
        private final long[] learning;

        Times(int logins) {
            evaluation = new long[logins];
            keeping = new long[logins];
            learning = new long[logins];
        }

        void print() {
            print("evaluation with what it reads", evaluation);
            print("keeping the decision", keeping);
            print("counting and learning", learning);
        }

        static void print(String what, long[] nanos) {
            Arrays.sort(nanos);
            RiskDatabaseBenchmark.print(
                    "%s: p50 %.3f ms, p95 %.3f ms, p99 %.3f ms",
                    what, millis(nanos, 50), millis(nanos, 95), millis(nanos, 99));
        }

        private static double millis(long[] sorted, int percent) {
            return sorted[sorted.length * percent / 100] / 1e6;
        }
    }
}
