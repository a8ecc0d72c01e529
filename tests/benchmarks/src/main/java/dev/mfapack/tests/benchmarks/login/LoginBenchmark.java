package dev.mfapack.tests.benchmarks.login;

import dev.mfapack.tests.bench.server.BenchSettings;
import dev.mfapack.tests.benchmarks.load.Crowd;
import dev.mfapack.tests.benchmarks.load.Hashing;
import dev.mfapack.tests.benchmarks.load.Times;
import dev.mfapack.tests.benchmarks.sidebyside.Machine;
import dev.mfapack.tests.benchmarks.sidebyside.Ratios;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * How many people can log in by password in a second, where the pack decides that this is enough, compared with Keycloak as it comes. Two servers are up
 * side by side in one run, and by turns one of them is logged in to: plain, pack, pack, plain and so on, so that whatever changes on the machine
 * meanwhile hits both alike.
 *
 * <p>Arguments: how many pairs, at least 2, default 60; {@code keycloaks} (default) or {@code cheap}, how passwords are hashed;
 * {@code events}, for a plain Keycloak whose own event store is on, or {@code risk}, for a pack that judges and learns from each login.
 */
public final class LoginBenchmark {

    private static final double GOAL = 0.95;

    /** Where Keycloak keeps a record of each login as well. */
    private static final double GOAL_BESIDE_EVENTS = 0.98;

    private final Hashing hashing;
    private final double goal;
    private final int logins;
    private final int warmingPairs;
    private final Contestant plain;
    private final Contestant pack;
    private final Crowd crowd;
    private final List<String> rows = new ArrayList<>();
    private final List<Pair> pairs = new ArrayList<>();
    private final Ratios rates = new Ratios();
    private final Ratios work = new Ratios();

    private LoginBenchmark(Hashing hashing, double goal, Contestant plain, Contestant pack, Crowd crowd) {
        this.hashing = hashing;
        this.goal = goal;
        // Some 3 s: what changes on the machine is slower than that, so that it hits both turns of a pair.
        this.logins = hashing == Hashing.KEYCLOAKS ? 100 : 300;
        // Until then the servers' compilers are busy, and logins become faster.
        this.warmingPairs = hashing == Hashing.KEYCLOAKS ? 36 : 20;
        this.plain = plain;
        this.pack = pack;
        this.crowd = crowd;
        rows.add("pair,place,server," + Slice.COLUMNS);
    }

    /** Measures, prints, and leaves the single values in {@code login.csv} below the work directory. */
    public static void main(String[] arguments) throws IOException {
        int pairs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 60;
        Hashing hashing = Hashing.of(arguments.length > 1 ? arguments[1] : "keycloaks");
        String how = arguments.length > 2 ? arguments[2] : "";
        boolean besideEvents = how.equals("events");
        Contestant plain = Contestant.plain(hashing, besideEvents);
        try {
            Contestant pack = Contestant.pack(hashing, how.equals("risk"));
            try (Crowd crowd = new Crowd()) {
                LoginBenchmark benchmark =
                        new LoginBenchmark(hashing, besideEvents ? GOAL_BESIDE_EVENTS : GOAL, plain, pack, crowd);
                benchmark.run(pairs, System.out);
                System.out.println("single values: " + benchmark.write());
            } finally {
                pack.stop();
            }
        } finally {
            plain.stop();
        }
    }

    private void run(int count, PrintStream out) {
        print(out, "%d people at once, %d logins in a row; passwords: %s", Crowd.AT_ONCE, logins, hashing.words());
        for (int pair = 1 - warmingPairs; pair <= 0; pair++) {
            Pair warming = measure(pair);
            print(
                    out,
                    "warming: plain %.1f, pack %.1f logins/s",
                    warming.plain().perSecond(),
                    warming.pack().perSecond());
        }
        requireRecords();
        print(out, "pair  plain 1/s  pack 1/s  ratio  processor ms per login  ratio  others' processor s");
        for (int pair = 1; pair <= count; pair++) {
            Pair measured = measure(pair);
            pairs.add(measured);
            rates.add(measured.rateRatio());
            work.add(measured.workRatio());
            note(pair, measured);
            print(
                    out,
                    "%4d  %9.1f  %8.1f  %5.3f  %10.2f  %10.2f  %5.3f  %9.2f  %9.2f",
                    pair,
                    measured.plain().perSecond(),
                    measured.pack().perSecond(),
                    measured.rateRatio(),
                    measured.plain().workMillisPerLogin(),
                    measured.pack().workMillisPerLogin(),
                    measured.workRatio(),
                    seconds(measured.plain().othersCpu()),
                    seconds(measured.pack().othersCpu()));
        }
        conclude(out);
    }

    private void conclude(PrintStream out) {
        print(out, "logins in a second, ratio: %s", rates);
        print(out, "processor time of server and database per login, ratio: %s", work);
        print(out, "goal at least %.2f: %s", goal, rates.low() >= goal ? "met" : "not met");
        printQuantiles(out, plain, Pair::plain);
        printQuantiles(out, pack, Pair::pack);
        print(
                out,
                "of all processor time, the load generator took %.1f %%, PostgreSQL %.1f %%, the server that idled %.1f %%, everything else on the machine %.1f %%",
                share(Slice::benchCpu),
                share(Slice::databaseCpu),
                share(Slice::idleCpu),
                share(Slice::othersCpu));
        print(out, "%s", Machine.description());
    }

    private Pair measure(int pair) {
        if (packGoesFirst(pair)) {
            Slice withPack = Slice.of(pack, plain.node(), crowd, logins);
            return new Pair(Slice.of(plain, pack.node(), crowd, logins), withPack);
        }
        Slice bare = Slice.of(plain, pack.node(), crowd, logins);
        return new Pair(bare, Slice.of(pack, plain.node(), crowd, logins));
    }

    private static boolean packGoesFirst(int pair) {
        return pair % 2 == 0;
    }

    /** The audit record of each login is part of the price. */
    private void requireRecords() {
        long records = pack.node()
                .log()
                .lines()
                // Administrators log in as well.
                .filter(line -> line.contains("\"type\":\"LOGIN\"") && line.contains("\"client\":\"sample-app\""))
                .count();
        if (records != (long) warmingPairs * logins) {
            throw new IllegalStateException(records + " audit records of " + warmingPairs * logins + " logins");
        }
    }

    private void note(int pair, Pair measured) {
        boolean packFirst = packGoesFirst(pair);
        rows.add("%d,%d,plain,%s"
                .formatted(pair, packFirst ? 2 : 1, measured.plain().csv()));
        rows.add("%d,%d,pack,%s"
                .formatted(pair, packFirst ? 1 : 2, measured.pack().csv()));
    }

    private void printQuantiles(PrintStream out, Contestant server, Function<Pair, Slice> its) {
        Times times = Times.ofAll(pairs.stream().map(its).map(Slice::times).toList());
        print(
                out,
                "%s: half of the logins within %.1f ms, 95 %% within %.1f ms",
                server.name(),
                times.within(0.50).toNanos() / 1e6,
                times.within(0.95).toNanos() / 1e6);
    }

    private double share(Function<Slice, Duration> part) {
        double all = total(Slice::serverCpu)
                + total(Slice::databaseCpu)
                + total(Slice::idleCpu)
                + total(Slice::benchCpu)
                + total(Slice::othersCpu);
        return 100 * total(part) / all;
    }

    private double total(Function<Slice, Duration> part) {
        return pairs.stream()
                .mapToDouble(pair -> seconds(part.apply(pair.plain())) + seconds(part.apply(pair.pack())))
                .sum();
    }

    private Path write() throws IOException {
        return Files.write(BenchSettings.workDirectory().resolve("login.csv"), rows);
    }

    private static void print(PrintStream out, String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private record Pair(Slice plain, Slice pack) {

        double rateRatio() {
            return pack.perSecond() / plain.perSecond();
        }

        double workRatio() {
            return pack.workMillisPerLogin() / plain.workMillisPerLogin();
        }
    }
}
