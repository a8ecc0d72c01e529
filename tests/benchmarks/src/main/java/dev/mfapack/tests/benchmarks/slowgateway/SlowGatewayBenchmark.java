package dev.mfapack.tests.benchmarks.slowgateway;

import dev.mfapack.tests.bench.Phone;
import dev.mfapack.tests.bench.server.BenchSettings;
import dev.mfapack.tests.benchmarks.load.Crowd;
import dev.mfapack.tests.benchmarks.load.Hashing;
import dev.mfapack.tests.benchmarks.load.PackWithPhones;
import dev.mfapack.tests.benchmarks.load.Site;
import dev.mfapack.tests.benchmarks.load.Times;
import dev.mfapack.tests.benchmarks.sidebyside.Machine;
import dev.mfapack.tests.benchmarks.sidebyside.Ratios;
import dev.mfapack.tests.benchmarks.sidebyside.Usage;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * How long people log in who need no code, while 50 others wait for theirs and the gateway takes 5 s for each message, compared with a time when nobody
 * waits. One server, by turns quiet and loaded: quiet, loaded, loaded, quiet and so on, so that whatever changes on the machine meanwhile hits both alike.
 *
 * <p>Argument: how many pairs, at least 2, default 10.
 */
public final class SlowGatewayBenchmark {

    private static final double GOAL = 1.2;

    /** As many as {@code bin/bench login} has at each server before it counts: until then the compiler is busy. */
    private static final int WARMING_LOGINS = 5000;

    private final Site site;
    private final Phone phone;
    private final Arrivals arrivals;
    private final AtomicInteger nextPerson = new AtomicInteger();
    private final List<String> rows = new ArrayList<>();
    private final List<Pair> pairs = new ArrayList<>();
    private final Ratios p95 = new Ratios();
    private final Ratios p50 = new Ratios();

    private SlowGatewayBenchmark(Site site, Phone phone, Arrivals arrivals) {
        this.site = site;
        this.phone = phone;
        this.arrivals = arrivals;
        rows.add("pair,place,turn," + Turn.COLUMNS);
    }

    /** Measures, prints, and leaves the single values in {@code slow-gateway.csv} below the work directory. */
    public static void main(String[] arguments) throws IOException {
        int pairs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10;
        Site site = PackWithPhones.start(Waiting.people());
        try (Arrivals arrivals = new Arrivals()) {
            SlowGatewayBenchmark benchmark = new SlowGatewayBenchmark(site, Phone.shared(), arrivals);
            benchmark.run(pairs, System.out);
            System.out.println("single values: " + benchmark.write());
        } finally {
            site.node().stop();
            Phone.shared().disappear();
        }
    }

    private void run(int count, PrintStream out) {
        print(
                out,
                "a login by password every %d ms, %d in a turn; passwords: %s",
                Arrivals.EVERY.toMillis(),
                Arrivals.LOGINS,
                Hashing.CHEAP.words());
        try (Crowd crowd = new Crowd()) {
            crowd.logIn(site.app(), "basic", WARMING_LOGINS);
        }
        measure(0);
        print(out, "pair  quiet p95 ms  loaded p95 ms  ratio  p50 ms  p50 ms  ratio  waiting  began  questions");
        for (int pair = 1; pair <= count; pair++) {
            Pair measured = measure(pair);
            pairs.add(measured);
            p95.add(measured.ratio(0.95));
            p50.add(measured.ratio(0.50));
            note(pair, measured);
            print(
                    out,
                    "%4d  %12.2f  %13.2f  %5.3f  %6.2f  %6.2f  %5.3f  %3d %3d  %5d  %9d",
                    pair,
                    millis(measured.quiet(), 0.95),
                    millis(measured.loaded(), 0.95),
                    measured.ratio(0.95),
                    millis(measured.quiet(), 0.50),
                    millis(measured.loaded(), 0.50),
                    measured.ratio(0.50),
                    measured.loaded().before(),
                    measured.loaded().after(),
                    measured.loaded().began(),
                    measured.loaded().questions());
        }
        conclude(out);
    }

    private void conclude(PrintStream out) {
        print(out, "95 %% of the logins within, ratio: %s", p95);
        print(out, "half of the logins within, ratio: %s", p50);
        print(out, "goal at most %.2f for the 95 %%: %s", GOAL, p95.high() <= GOAL ? "met" : "not met");
        tell(out, "quiet", Pair::quiet);
        tell(out, "loaded", Pair::loaded);
        print(out, "%s", Machine.description());
    }

    private void tell(PrintStream out, String name, Function<Pair, Turn> its) {
        List<Turn> turns = pairs.stream().map(its).toList();
        Times times = Times.ofAll(turns.stream().map(Turn::times).toList());
        Usage usage = turns.stream().map(Turn::usage).reduce(Usage.NONE, Usage::plus);
        double capacity =
                usage.elapsed().toNanos() / 100.0 * Runtime.getRuntime().availableProcessors();
        print(
                out,
                "%s: half of all logins within %.1f ms, 95 %% within %.1f ms; of the processors, the server used %.1f %%, PostgreSQL %.1f %%, load generator and gateway %.1f %%, everything else %.1f %%",
                name,
                times.within(0.50).toNanos() / 1e6,
                times.within(0.95).toNanos() / 1e6,
                usage.serverCpu().toNanos() / capacity,
                usage.databaseCpu().toNanos() / capacity,
                usage.benchCpu().toNanos() / capacity,
                usage.othersCpu().toNanos() / capacity);
    }

    private Pair measure(int pair) {
        if (loadedGoesFirst(pair)) {
            Turn loaded = Turn.loaded(site, arrivals, phone, nextPerson);
            return new Pair(Turn.quiet(site, arrivals), loaded);
        }
        Turn quiet = Turn.quiet(site, arrivals);
        return new Pair(quiet, Turn.loaded(site, arrivals, phone, nextPerson));
    }

    private static boolean loadedGoesFirst(int pair) {
        return pair % 2 == 0;
    }

    private void note(int pair, Pair measured) {
        boolean loadedFirst = loadedGoesFirst(pair);
        rows.add("%d,%d,quiet,%s"
                .formatted(pair, loadedFirst ? 2 : 1, measured.quiet().csv()));
        rows.add("%d,%d,loaded,%s"
                .formatted(pair, loadedFirst ? 1 : 2, measured.loaded().csv()));
    }

    private Path write() throws IOException {
        return Files.write(BenchSettings.workDirectory().resolve("slow-gateway.csv"), rows);
    }

    private static double millis(Turn turn, double share) {
        return turn.times().within(share).toNanos() / 1e6;
    }

    private static void print(PrintStream out, String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }

    private record Pair(Turn quiet, Turn loaded) {

        double ratio(double share) {
            return millis(loaded, share) / millis(quiet, share);
        }
    }
}
