package dev.mfapack.tests.benchmarks.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * Requests that come so often, whether those before are answered or not, as a slow server does not keep people from coming; so the time of each
 * counts from when it was due.
 */
public final class Steady {

    /** More than are ever on their way at once; were there more, their waiting would count. */
    private static final int AT_ONCE = 64;

    private Steady() {}

    /**
     * Returns when all are answered.
     *
     * @param perSecond how many
     * @param request the one of that number, from 0
     * @throws IllegalStateException when one fails
     */
    public static Times load(int perSecond, Duration time, IntConsumer request) {
        long many = perSecond * time.toSeconds();
        ExecutorService callers = Executors.newFixedThreadPool(AT_ONCE);
        try {
            long begin = System.nanoTime();
            List<Future<Long>> requests = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                int number = i;
                long due = begin + Duration.ofSeconds(1).toNanos() * i / perSecond;
                while (due > System.nanoTime()) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                requests.add(callers.submit(() -> {
                    request.accept(number);
                    return System.nanoTime() - due;
                }));
            }
            return Times.ofNanos(requests.stream().mapToLong(Steady::nanos));
        } finally {
            callers.shutdownNow();
        }
    }

    private static long nanos(Future<Long> request) {
        try {
            return request.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A request failed", e.getCause());
        }
    }
}
