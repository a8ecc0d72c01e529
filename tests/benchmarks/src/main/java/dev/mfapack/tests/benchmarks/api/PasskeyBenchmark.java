package dev.mfapack.tests.benchmarks.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mfapack.tests.benchmarks.load.Phase;
import dev.mfapack.tests.benchmarks.load.Visit;
import dev.mfapack.tests.benchmarks.sidebyside.Machine;
import dev.mfapack.tests.benchmarks.sidebyside.Ratios;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A passkey's assertion verified by REST, beside the same on the login page of a Keycloak as it comes, with two servers up side by side in one run. All
 * people begin, then all answer, one after the other. Argument: how many pairs, at least 2, default 30.
 */
public final class PasskeyBenchmark {

    private static final double GOAL = 1.3;

    /** Until then the servers' compilers are busy. */
    private static final int WARMING_PAIRS = 20;

    private final ApiSite plain;
    private final ApiSite pack;
    private final ApiClient client;

    private PasskeyBenchmark(ApiSite plain, ApiSite pack) {
        this.plain = plain;
        this.pack = pack;
        this.client = new ApiClient(pack.app());
    }

    /** All people's beginnings, and all people's answers. */
    private record Turn(Phase begin, Phase answer) {

        double workOfAnswer() {
            return answer.usage().work().toNanos();
        }

        double timeOfAnswer() {
            return answer.times().mean().toNanos();
        }

        double workOfBoth() {
            return workOfAnswer() + begin.usage().work().toNanos();
        }

        double timeOfBoth() {
            return timeOfAnswer() + begin.times().mean().toNanos();
        }
    }

    private record Pair(Turn browser, Turn rest) {

        double ratio(ToDoubleFunction<Turn> of) {
            return of.applyAsDouble(rest) / of.applyAsDouble(browser);
        }
    }

    public static void main(String[] arguments) {
        int pairs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 30;
        ApiSite plain = ApiSite.plain();
        try {
            ApiSite pack = ApiSite.pack();
            try {
                new PasskeyBenchmark(plain, pack).run(pairs);
            } finally {
                pack.node().stop();
            }
        } finally {
            plain.node().stop();
        }
    }

    private void run(int count) {
        for (int pair = 0; pair < WARMING_PAIRS; pair++) {
            measure(pair);
        }
        List<Pair> pairs = IntStream.range(0, count).mapToObj(this::measure).toList();
        System.out.printf(
                Locale.ROOT,
                "%d pairs, %d people each; answer verified, ms of processor time of server and database: browser %.2f, REST %.2f; ms waited for: %.2f, %.2f%n",
                count,
                ApiSite.PEOPLE,
                millis(pairs.stream().map(Pair::browser), Turn::workOfAnswer) / ApiSite.PEOPLE,
                millis(pairs.stream().map(Pair::rest), Turn::workOfAnswer) / ApiSite.PEOPLE,
                millis(pairs.stream().map(Pair::browser), Turn::timeOfAnswer),
                millis(pairs.stream().map(Pair::rest), Turn::timeOfAnswer));
        Ratios work = print("verification, processor time", pairs, Turn::workOfAnswer);
        Ratios time = print("verification, waited for", pairs, Turn::timeOfAnswer);
        print("begin and verification, processor time", pairs, Turn::workOfBoth);
        print("begin and verification, waited for", pairs, Turn::timeOfBoth);
        System.out.printf(
                Locale.ROOT,
                "goal at most %.1f: %s%n%s%n",
                GOAL,
                work.high() <= GOAL && time.high() <= GOAL ? "met" : "not met",
                Machine.description());
    }

    private static double millis(Stream<Turn> turns, ToDoubleFunction<Turn> of) {
        return turns.mapToDouble(of).average().orElse(0) / 1e6;
    }

    private static Ratios print(String what, List<Pair> pairs, ToDoubleFunction<Turn> of) {
        Ratios ratios = new Ratios();
        pairs.forEach(pair -> ratios.add(pair.ratio(of)));
        System.out.println(what + ", ratio: " + ratios);
        return ratios;
    }

    private Pair measure(int pair) {
        if (pair % 2 == 0) {
            Turn first = browser();
            return new Pair(first, rest());
        }
        Turn first = rest();
        return new Pair(browser(), first);
    }

    private Turn browser() {
        Visit[] visits = new Visit[ApiSite.PEOPLE];
        Phase begin = Phase.of(plain.node(), ApiSite.PEOPLE, i -> visits[i] = Visit.open(plain.app()), () -> {});
        List<Map<String, String>> answers = IntStream.range(0, ApiSite.PEOPLE)
                .mapToObj(i -> plain.keys().get(i).answer(visits[i].keyRequest()))
                .toList();
        Phase answer = Phase.of(plain.node(), ApiSite.PEOPLE, i -> visits[i].answer(answers.get(i)), () -> {});
        return new Turn(begin, answer);
    }

    private Turn rest() {
        List<PasskeyLogin> logins = IntStream.range(0, ApiSite.PEOPLE)
                .mapToObj(i -> PasskeyLogin.of(client, pack.app()))
                .toList();
        JsonNode[] begun = new JsonNode[ApiSite.PEOPLE];
        Phase begin = Phase.of(
                pack.node(), ApiSite.PEOPLE, i -> begun[i] = logins.get(i).begin(), () -> {});
        IntStream.range(0, ApiSite.PEOPLE)
                .forEach(i -> logins.get(i).sign(begun[i], pack.keys().get(i)));
        Phase answer = Phase.of(pack.node(), ApiSite.PEOPLE, i -> logins.get(i).complete(), () -> {});
        return new Turn(begin, answer);
    }
}
