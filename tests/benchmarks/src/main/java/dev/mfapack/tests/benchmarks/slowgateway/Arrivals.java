package dev.mfapack.tests.benchmarks.slowgateway;

import dev.mfapack.tests.benchmarks.load.LoginRealm;
import dev.mfapack.tests.benchmarks.load.SampleApp;
import dev.mfapack.tests.benchmarks.load.Times;
import dev.mfapack.tests.benchmarks.load.Visit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * People who have a password and nothing else. One comes every 100 ms, whether those before are in or not, as a slow server does not keep people from
 * coming; so the time of each counts from when it was due.
 */
final class Arrivals implements AutoCloseable {

    /** A tenth of what such a server can do on two processors, so that nobody waits for somebody else. */
    static final Duration EVERY = Duration.ofMillis(100);

    /** The fifteen slowest of them are those above the 95 % mark. */
    static final int LOGINS = 300;

    /** More than are ever at once; were there more, their waiting would count. */
    private static final int AT_ONCE = 16;

    private final ScheduledExecutorService doors = Executors.newScheduledThreadPool(AT_ONCE);

    /**
     * Returns when all are in, half a minute later.
     *
     * @throws IllegalStateException when a login fails
     */
    Times logIn(SampleApp app) {
        long begin = System.nanoTime();
        List<Future<Long>> logins = new ArrayList<>();
        for (int i = 0; i < LOGINS; i++) {
            String person = LoginRealm.person(i);
            long due = begin + EVERY.multipliedBy(i).toNanos();
            logins.add(doors.schedule(
                    () -> {
                        Visit.byPassword(app, person, "basic");
                        return System.nanoTime() - due;
                    },
                    due - System.nanoTime(),
                    TimeUnit.NANOSECONDS));
        }
        return Times.ofNanos(logins.stream().mapToLong(Arrivals::nanos));
    }

    private static long nanos(Future<Long> login) {
        try {
            return login.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A login by password failed", e.getCause());
        }
    }

    @Override
    public void close() {
        doors.shutdownNow();
    }
}
