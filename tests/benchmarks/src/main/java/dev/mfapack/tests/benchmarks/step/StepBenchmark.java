package dev.mfapack.tests.benchmarks.step;

import dev.mfapack.tests.bench.Phone;
import dev.mfapack.tests.bench.server.BenchSettings;
import dev.mfapack.tests.benchmarks.load.Hashing;
import dev.mfapack.tests.benchmarks.load.PackWithPhones;
import dev.mfapack.tests.benchmarks.load.Phase;
import dev.mfapack.tests.benchmarks.load.Site;
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
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the step of an SMS code costs the server, compared with Keycloak's own step of a one-time password, on one server with the pack. By turns people log
 * in by password alone, with a TOTP code and with an SMS code, in every other pair the other way round, so that whatever changes on the machine meanwhile
 * hits all alike.
 *
 * <p>Argument: how many pairs, at least 2, default 10.
 */
public final class StepBenchmark {

    private static final double GOAL = 1.3;

    /** 2000 logins of each way: until then the server's compiler is busy. */
    private static final int WARMING_PAIRS = 10;

    private final Site site;
    private final Phone phone;
    private final People people = new People();
    private final List<String> rows = new ArrayList<>();
    private final List<Pair> pairs = new ArrayList<>();

    private StepBenchmark(Site site, Phone phone) {
        this.site = site;
        this.phone = phone;
        rows.add("pair,place,way," + Turn.COLUMNS);
    }

    /** Measures, prints, and leaves the single values in {@code step.csv} below the work directory. */
    public static void main(String[] arguments) throws IOException {
        int pairs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10;
        Site site = PackWithPhones.start(People.all());
        try {
            StepBenchmark benchmark = new StepBenchmark(site, Phone.shared());
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
                "%d logins of each way in a turn, one at a time; passwords: %s",
                People.LOGINS,
                Hashing.CHEAP.words());
        for (int pair = 1 - WARMING_PAIRS; pair <= 0; pair++) {
            Pair warming = measure(pair);
            print(
                    out,
                    "warming: TOTP %.2f ms, SMS %.2f ms",
                    warming.totp().elapsed().whole(),
                    warming.sms().elapsed().whole());
        }
        print(out, "waited for (w) and processor time (p) in ms: password, or password + code");
        print(out, "pair     password w          TOTP w           SMS w  password p          TOTP p           SMS p");
        for (int pair = 1; pair <= count; pair++) {
            Pair measured = measure(pair);
            pairs.add(measured);
            note(pair, measured);
            print(
                    out,
                    "%4d  %13.2f  %6.2f + %5.2f  %6.2f + %5.2f  %10.2f  %6.2f + %5.2f  %6.2f + %5.2f",
                    pair,
                    measured.password().elapsed().password(),
                    measured.totp().elapsed().password(),
                    measured.totp().elapsed().code(),
                    measured.sms().elapsed().password(),
                    measured.sms().elapsed().code(),
                    measured.password().work().password(),
                    measured.totp().work().password(),
                    measured.totp().work().code(),
                    measured.sms().work().password(),
                    measured.sms().work().code());
        }
        conclude(out);
    }

    private void conclude(PrintStream out) {
        conclude(out, "both requests, waited for", pair -> pair.whole(Turn::elapsed));
        conclude(out, "both requests, processor time", pair -> pair.whole(Turn::work));
        conclude(out, "step alone, waited for", pair -> pair.step(Turn::elapsed));
        conclude(out, "step alone, processor time", pair -> pair.step(Turn::work));
        conclude(out, "beyond a login by password, waited for", pair -> pair.beyondPassword(Turn::elapsed));
        conclude(out, "beyond a login by password, processor time", pair -> pair.beyondPassword(Turn::work));
        Usage usage = pairs.stream()
                .flatMap(pair -> Stream.of(pair.password(), pair.totp(), pair.sms()))
                .flatMap(turn -> Stream.of(turn.password(), turn.asking(), turn.code()))
                .map(Phase::usage)
                .reduce(Usage.NONE, Usage::plus);
        double capacity =
                usage.elapsed().toNanos() / 100.0 * Runtime.getRuntime().availableProcessors();
        print(
                out,
                "of the processors, the server used %.1f %%, PostgreSQL %.1f %%, load generator and gateway %.1f %%, everything else %.1f %%",
                usage.serverCpu().toNanos() / capacity,
                usage.databaseCpu().toNanos() / capacity,
                usage.benchCpu().toNanos() / capacity,
                usage.othersCpu().toNanos() / capacity);
        print(out, "%s", Machine.description());
    }

    private void conclude(PrintStream out, String what, ToDoubleFunction<Pair> ratio) {
        Ratios ratios = new Ratios();
        pairs.stream().mapToDouble(ratio).forEach(ratios::add);
        print(out, "%s, ratio: %s; at most %.2f: %s", what, ratios, GOAL, ratios.high() <= GOAL ? "met" : "not met");
    }

    private Pair measure(int pair) {
        Map<Way, Turn> turns = order(pair).stream()
                .collect(Collectors.toMap(Function.identity(), way -> people.logIn(site, phone, way, pair)));
        return new Pair(
                Objects.requireNonNull(turns.get(Way.PASSWORD)),
                Objects.requireNonNull(turns.get(Way.TOTP)),
                Objects.requireNonNull(turns.get(Way.SMS)));
    }

    private static List<Way> order(int pair) {
        return pair % 2 == 0 ? List.of(Way.SMS, Way.TOTP, Way.PASSWORD) : List.of(Way.PASSWORD, Way.TOTP, Way.SMS);
    }

    private void note(int pair, Pair measured) {
        note(pair, Way.PASSWORD, measured.password());
        note(pair, Way.TOTP, measured.totp());
        note(pair, Way.SMS, measured.sms());
    }

    private void note(int pair, Way way, Turn turn) {
        rows.add("%d,%d,%s,%s"
                .formatted(pair, order(pair).indexOf(way) + 1, way.name().toLowerCase(Locale.ROOT), turn.csv()));
    }

    private Path write() throws IOException {
        return Files.write(BenchSettings.workDirectory().resolve("step.csv"), rows);
    }

    private static void print(PrintStream out, String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
