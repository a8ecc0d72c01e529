package dev.mfapack.tests.benchmarks.slowgateway;

import dev.mfapack.tests.bench.Deadline;
import dev.mfapack.tests.bench.Phone;
import dev.mfapack.tests.benchmarks.load.Site;
import dev.mfapack.tests.benchmarks.load.Times;
import dev.mfapack.tests.benchmarks.sidebyside.Usage;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Half a minute of logins by password.
 *
 * @param usage of the processors, from the first login to the last
 * @param times how long each login took
 * @param before messages that were queued or under way when it began
 * @param after messages that were queued or under way when it ended
 * @param began logins that got as far as waiting for a code meanwhile
 * @param questions how often somebody's browser asked for a message meanwhile
 */
record Turn(Usage usage, Times times, long before, long after, int began, int questions) {

    /** The columns of {@link #csv}. */
    static final String COLUMNS =
            "logins,p50_us,p95_us,waiting_before,waiting_after,sms_logins_begun,questions,elapsed_ms,server_cpu_ms,database_cpu_ms,bench_cpu_ms,others_cpu_ms";

    private static final Duration SLOW = Duration.ofSeconds(5);

    /** Nobody waits for a code. */
    static Turn quiet(Site site, Arrivals arrivals) {
        long before = site.messagesUnderWay();
        AtomicReference<Times> times = new AtomicReference<>(Times.NONE);
        Usage usage = Usage.during(site.node(), () -> times.set(arrivals.logIn(site.app())));
        long after = site.messagesUnderWay();
        if (before + after > 0) {
            throw new IllegalStateException("Somebody waited for a code: " + before + " before, " + after + " after");
        }
        return new Turn(usage, times.get(), before, after, 0, 0);
    }

    /**
     * The gateway takes 5 s for each message, and {@link Waiting#AT_LEAST} people wait for theirs from the first login to the last.
     *
     * @throws IllegalStateException when fewer were waiting, so that the turn says nothing
     */
    static Turn loaded(Site site, Arrivals arrivals, Phone phone, AtomicInteger nextPerson) {
        phone.reset();
        phone.beSlow(SLOW);
        Turn turn;
        try (Waiting waiting = Waiting.begin(site.app(), nextPerson)) {
            long before = site.messagesUnderWay();
            int arrivedBefore = waiting.arrived();
            int askedBefore = waiting.questions();
            AtomicReference<Times> times = new AtomicReference<>(Times.NONE);
            Usage usage = Usage.during(site.node(), () -> times.set(arrivals.logIn(site.app())));
            turn = new Turn(
                    usage,
                    times.get(),
                    before,
                    site.messagesUnderWay(),
                    waiting.arrived() - arrivedBefore,
                    waiting.questions() - askedBefore);
            waiting.requireNoTrouble();
        }
        phone.work();
        Deadline.ofSeconds(30).until("the last messages to leave", () -> site.messagesUnderWay() == 0);
        if (Math.min(turn.before, turn.after) < Waiting.AT_LEAST) {
            throw new IllegalStateException(
                    "Too few waited for a code: " + turn.before + " before, " + turn.after + " after");
        }
        return turn;
    }

    Duration p95() {
        return times.within(0.95);
    }

    String csv() {
        return String.format(
                Locale.ROOT,
                "%d,%d,%d,%d,%d,%d,%d,%d,%d,%d,%d,%d",
                times.count(),
                times.within(0.50).toNanos() / 1000,
                p95().toNanos() / 1000,
                before,
                after,
                began,
                questions,
                usage.elapsed().toMillis(),
                usage.serverCpu().toMillis(),
                usage.databaseCpu().toMillis(),
                usage.benchCpu().toMillis(),
                usage.othersCpu().toMillis());
    }
}
