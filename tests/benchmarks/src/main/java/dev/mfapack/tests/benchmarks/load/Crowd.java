package dev.mfapack.tests.benchmarks.load;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * People who log in by password one after the other, always as many at once: when one is in, the next one begins. There are twice as many as the machine
 * has processors, so that the server always has something to do while one of them waits for the database or reads a page; more would only queue.
 */
public final class Crowd implements AutoCloseable {

    /** How many at once. */
    public static final int AT_ONCE = 2 * Runtime.getRuntime().availableProcessors();

    private final ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE);

    /**
     * Returns when all are in.
     *
     * @param acr what their ID tokens must say
     * @throws IllegalStateException when a login fails
     */
    public Times logIn(SampleApp app, String acr, int logins) {
        long[] nanos = new long[logins];
        AtomicInteger next = new AtomicInteger();
        Callable<Void> worker = () -> {
            for (int i = next.getAndIncrement(); i < logins; i = next.getAndIncrement()) {
                long begin = System.nanoTime();
                Visit.byPassword(app, LoginRealm.person(i), acr);
                nanos[i] = System.nanoTime() - begin;
            }
            return null;
        };
        try {
            List<Future<Void>> done = workers.invokeAll(
                    IntStream.range(0, AT_ONCE).mapToObj(unused -> worker).toList());
            for (Future<Void> one : done) {
                one.get();
            }
            return Times.ofNanos(LongStream.of(nanos));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A login at " + app.endpoints() + " failed", e.getCause());
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
