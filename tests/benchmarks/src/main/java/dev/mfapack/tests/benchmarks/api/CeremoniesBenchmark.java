package dev.mfapack.tests.benchmarks.api;

import dev.mfapack.tests.benchmarks.load.Steady;
import dev.mfapack.tests.benchmarks.load.Times;
import dev.mfapack.tests.benchmarks.sidebyside.Machine;
import dev.mfapack.tests.benchmarks.sidebyside.Usage;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Whether the table of ceremonies stays as small as it must while 300 are begun in a second and none is answered. Argument: for how many
 * minutes, default 10.
 */
public final class CeremoniesBenchmark {

    private static final int PER_SECOND = 300;
    private static final Duration WARMING = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    /** What has passed is deleted once a minute, so that it may stay as long again as it was good for. */
    private static final long MOST = PER_SECOND * 120L;

    private CeremoniesBenchmark() {}

    public static void main(String[] arguments) {
        int minutes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10;
        ApiSite site = ApiSite.pack();
        ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor();
        AtomicLong most = new AtomicLong();
        try {
            ApiClient client = new ApiClient(site.app());
            Steady.load(
                    PER_SECOND / 3,
                    WARMING,
                    i -> PasskeyLogin.of(client, site.app()).begin());
            long begin = System.nanoTime();
            ScheduledFuture<?> looking = looks.scheduleWithFixedDelay(
                    () -> {
                        long rows = rows(site);
                        most.accumulateAndGet(rows, Math::max);
                        System.out.printf(
                                Locale.ROOT,
                                "%4d s: %6d rows, %5d kB%n",
                                Duration.ofNanos(System.nanoTime() - begin).toSeconds(),
                                rows,
                                site.node().db().number("select pg_total_relation_size('mfa_ceremony') / 1024"));
                    },
                    0,
                    BETWEEN_LOOKS.toMillis(),
                    TimeUnit.MILLISECONDS);
            AtomicReference<Times> times = new AtomicReference<>(Times.NONE);
            Usage usage = Usage.during(
                    site.node(),
                    () -> times.set(Steady.load(
                            PER_SECOND,
                            Duration.ofMinutes(minutes),
                            i -> PasskeyLogin.of(client, site.app()).begin())));
            looking.cancel(false);
            print(times.get(), usage, most.get());
        } finally {
            looks.shutdownNow();
            site.node().stop();
        }
    }

    private static long rows(ApiSite site) {
        return site.node().db().number("select count(*) from MFA_CEREMONY");
    }

    private static void print(Times times, Usage usage, long most) {
        System.out.printf(
                Locale.ROOT,
                "%d ceremonies begun within %d s, half of them within %.1f ms, 99 %% within %.1f ms; most rows at once %d, goal at most %d: %s%n",
                times.count(),
                usage.elapsed().toSeconds(),
                times.within(0.5).toNanos() / 1e6,
                times.within(0.99).toNanos() / 1e6,
                most,
                MOST,
                most <= MOST ? "met" : "not met");
        System.out.println(usage.shares());
        System.out.println(Machine.description());
    }
}
