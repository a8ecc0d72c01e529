package dev.mfapack.tests.benchmarks.slowgateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mfapack.tests.bench.Deadline;
import dev.mfapack.tests.benchmarks.load.LoginRealm;
import dev.mfapack.tests.benchmarks.load.SampleApp;
import dev.mfapack.tests.benchmarks.load.Visit;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * People who have passed the password and wait for a code. Their browsers do what the page's script does: they ask every 1.5 s what became of the message.
 * When it has left, its person goes away and the next one comes, so that there are always as many.
 */
final class Waiting implements AutoCloseable {

    /** So many must wait at any time. */
    static final int AT_LEAST = 50;

    /** Eight messages leave at a time, as the server has so many threads for them; until their people have learned of it, nobody has taken their places. */
    private static final int PEOPLE = AT_LEAST + 8;

    /** In a turn some 110 come; so each of them comes about once in five minutes. */
    private static final int KNOWN = 600;

    private static final Duration ASK_EVERY = Duration.ofMillis(1500);

    /** All of a turn's people come at once; more would only queue. */
    private static final int BROWSERS = 4;

    private final SampleApp app;
    private final AtomicInteger next;
    private final ScheduledExecutorService browsers = Executors.newScheduledThreadPool(BROWSERS);
    private final AtomicInteger arrived = new AtomicInteger();
    private final AtomicInteger questions = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> trouble = new AtomicReference<>();

    private Waiting(SampleApp app, AtomicInteger next) {
        this.app = app;
        this.next = next;
    }

    /** Those who may come. */
    static List<ObjectNode> people() {
        return IntStream.range(0, KNOWN)
                .mapToObj(i -> LoginRealm.personWithPhone(name(i), LoginRealm.number(i)))
                .toList();
    }

    /**
     * Returns when all of them have passed the password.
     *
     * @param next who comes next, counted on
     */
    static Waiting begin(SampleApp app, AtomicInteger next) {
        Waiting waiting = new Waiting(app, next);
        for (int i = 0; i < PEOPLE; i++) {
            waiting.browsers.execute(waiting.guarded(waiting::arrive));
        }
        Deadline.ofSeconds(30).until("people who wait for codes", () -> {
            waiting.requireNoTrouble();
            return waiting.arrived.get() >= PEOPLE;
        });
        return waiting;
    }

    /** How many have come until now, the first ones included. */
    int arrived() {
        return arrived.get();
    }

    /** How often browsers have asked until now. */
    int questions() {
        return questions.get();
    }

    /**
     * All is as it should be.
     *
     * @throws IllegalStateException when a message failed or the server did not answer
     */
    void requireNoTrouble() {
        Throwable cause = trouble.get();
        if (cause != null) {
            throw new IllegalStateException("Somebody who waits for a code was let down", cause);
        }
    }

    /** They go away; their messages stay. */
    @Override
    public void close() {
        browsers.shutdownNow();
        try {
            if (!browsers.awaitTermination(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Browsers do not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void arrive() {
        Visit visit = Visit.open(app);
        visit.passPassword(name(next.getAndIncrement() % KNOWN));
        arrived.incrementAndGet();
        askLater(visit);
    }

    private void ask(Visit visit) {
        questions.incrementAndGet();
        String delivery = visit.delivery();
        switch (delivery) {
            case "queued" -> askLater(visit);
            case "sent" -> arrive();
            default -> throw new IllegalStateException("A message is " + delivery);
        }
    }

    private void askLater(Visit visit) {
        Future<?> unused = browsers.schedule(guarded(() -> ask(visit)), ASK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Runnable guarded(Runnable step) {
        return () -> {
            try {
                step.run();
            } catch (RuntimeException | AssertionError e) {
                // Whoever is cut off because all go away is in no trouble.
                if (!browsers.isShutdown()) {
                    trouble.compareAndSet(null, e);
                }
            }
        };
    }

    private static String name(int number) {
        return "waiting-" + number;
    }
}
