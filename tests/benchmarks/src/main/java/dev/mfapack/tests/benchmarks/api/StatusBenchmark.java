package dev.mfapack.tests.benchmarks.api;

import dev.mfapack.tests.benchmarks.load.Steady;
import dev.mfapack.tests.benchmarks.load.Times;
import dev.mfapack.tests.benchmarks.sidebyside.Machine;
import dev.mfapack.tests.benchmarks.sidebyside.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/** How soon {@code GET status} is answered when 100 people ask in a second. Argument: for how many minutes, default 5. */
public final class StatusBenchmark {

    private static final int PER_SECOND = 100;
    private static final Duration WARMING = Duration.ofMinutes(1);
    private static final double GOAL_MILLIS = 20;

    private StatusBenchmark() {}

    public static void main(String[] arguments) {
        int minutes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        ApiSite site = ApiSite.pack();
        try {
            List<String> tokens = IntStream.range(0, ApiSite.PEOPLE)
                    .mapToObj(person -> site.token(person, "phr"))
                    .toList();
            ApiClient client = new ApiClient(site.app());
            Steady.load(PER_SECOND, WARMING, i -> client.get("status", tokens.get(i % tokens.size())));
            AtomicReference<Times> times = new AtomicReference<>(Times.NONE);
            Usage usage = Usage.during(
                    site.node(),
                    () -> times.set(Steady.load(
                            PER_SECOND,
                            Duration.ofMinutes(minutes),
                            i -> client.get("status", tokens.get(i % tokens.size())))));
            print(times.get(), usage);
        } finally {
            site.node().stop();
        }
    }

    private static void print(Times times, Usage usage) {
        System.out.printf(
                Locale.ROOT,
                "%d times status, %d in a second: p50 %.2f ms, p95 %.2f ms, p99 %.2f ms, slowest %.2f ms; goal p99 at most %.0f ms: %s%n",
                times.count(),
                PER_SECOND,
                millis(times, 0.5),
                millis(times, 0.95),
                millis(times, 0.99),
                millis(times, 1),
                GOAL_MILLIS,
                millis(times, 0.99) <= GOAL_MILLIS ? "met" : "not met");
        System.out.println(usage.shares());
        System.out.println(Machine.description());
    }

    private static double millis(Times times, double share) {
        return times.within(share).toNanos() / 1e6;
    }
}
