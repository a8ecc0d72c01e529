package dev.mfapack.tests.benchmarks.startup;

import dev.mfapack.tests.bench.server.BenchSettings;
import dev.mfapack.tests.bench.server.Distribution;
import dev.mfapack.tests.bench.server.KeycloakNode;
import dev.mfapack.tests.bench.server.Vendor;
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

/**
 * How long Keycloak takes to start with the pack, compared with Keycloak as it comes, side by side in one run. Both servers are built before
 * ({@code kc.sh build}) and started as people start them ({@code start --optimized}), on H2. The pairs are interleaved, and in every other pair the one
 * with the pack comes first, so that whatever changes on the machine meanwhile hits both alike.
 *
 * <p>Arguments: how many pairs, at least 2, default 10; and {@code again} (default) or {@code first}, see {@link Situation}.
 */
public final class StartUpBenchmark {

    private static final double GOAL = 1.15;

    private final Situation situation;
    private final Distribution plain = Distribution.plain(Vendor.H2);
    private final Distribution withPack = Distribution.with(BenchSettings.providers(), Vendor.H2);
    private final List<String> rows = new ArrayList<>();
    private final Ratios readiness = new Ratios();
    private final Ratios work = new Ratios();
    private Duration waited = Duration.ZERO;
    private Duration ownWork = Duration.ZERO;
    private Duration othersWork = Duration.ZERO;

    private StartUpBenchmark(Situation situation) {
        this.situation = situation;
        rows.add("pair,place,server," + Start.COLUMNS);
    }

    /** Measures, prints, and leaves the single values in {@code start-up-<situation>.csv} below the work directory. */
    public static void main(String[] arguments) throws IOException {
        int pairs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10;
        Situation situation = Situation.of(arguments.length > 1 ? arguments[1] : "again");
        StartUpBenchmark benchmark = new StartUpBenchmark(situation);
        benchmark.run(pairs, System.out);
        System.out.println("single values: " + benchmark.write());
    }

    private void run(int pairs, PrintStream out) {
        // The first pair pays for cold files, and for the tables where they are kept; it counts for nothing.
        measure(0);
        print(out, "pair  plain s  pack s  ratio  others' processor s");
        for (int pair = 1; pair <= pairs; pair++) {
            Pair measured = measure(pair);
            readiness.add(measured.readinessRatio());
            work.add(measured.workRatio());
            note(pair, measured);
            print(
                    out,
                    "%4d  %7.2f  %6.2f  %5.3f  %5.2f %5.2f",
                    pair,
                    seconds(measured.plain().toReady()),
                    seconds(measured.withPack().toReady()),
                    measured.readinessRatio(),
                    seconds(measured.plain().othersCpu()),
                    seconds(measured.withPack().othersCpu()));
        }
        print(out, "time until ready, ratio: %s", readiness);
        print(out, "processor time until ready, ratio: %s", work);
        print(out, "goal at most %.2f: %s", GOAL, readiness.high() <= GOAL ? "met" : "not met");
        print(
                out,
                "of one processor, the waiting process took %.1f %%, everything else on the machine %.1f %%",
                100 * seconds(ownWork) / seconds(waited),
                100 * seconds(othersWork) / seconds(waited));
        print(out, "%s", Machine.description());
    }

    private Pair measure(int pair) {
        KeycloakNode bare = situation.node("plain", plain, pair);
        KeycloakNode packed = situation.node("pack", withPack, pair);
        if (packGoesFirst(pair)) {
            Start withPackStart = Start.of(packed);
            return new Pair(Start.of(bare), withPackStart);
        }
        Start plainStart = Start.of(bare);
        return new Pair(plainStart, Start.of(packed));
    }

    private static boolean packGoesFirst(int pair) {
        return pair % 2 == 0;
    }

    private void note(int pair, Pair measured) {
        boolean packFirst = packGoesFirst(pair);
        rows.add("%d,%d,plain,%s"
                .formatted(pair, packFirst ? 2 : 1, measured.plain().csv()));
        rows.add("%d,%d,pack,%s"
                .formatted(pair, packFirst ? 1 : 2, measured.withPack().csv()));
        for (Start start : List.of(measured.plain(), measured.withPack())) {
            waited = waited.plus(start.toReady());
            ownWork = ownWork.plus(start.benchCpu());
            othersWork = othersWork.plus(start.othersCpu());
        }
    }

    private Path write() throws IOException {
        Path file = BenchSettings.workDirectory()
                .resolve("start-up-" + situation.name().toLowerCase(Locale.ROOT) + ".csv");
        return Files.write(file, rows);
    }

    private static void print(PrintStream out, String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private record Pair(Start plain, Start withPack) {

        double readinessRatio() {
            return seconds(withPack.toReady()) / seconds(plain.toReady());
        }

        double workRatio() {
            return seconds(withPack.serverCpu()) / seconds(plain.serverCpu());
        }
    }
}
