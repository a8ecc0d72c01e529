package dev.mfapack.tests.bench;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Polls for something that happens elsewhere, and says what was missing when it never came. */
public final class Deadline {

    private static final Duration POLL_INTERVAL = Duration.ofMillis(50);

    private final Duration limit;

    private Deadline(Duration limit) {
        this.limit = limit;
    }

    /**
     * A deadline counted from the moment of each wait.
     *
     * @param seconds greater than 0
     */
    public static Deadline ofSeconds(long seconds) {
        return of(Duration.ofSeconds(seconds));
    }

    /** A deadline counted from the moment of each wait. */
    public static Deadline of(Duration limit) {
        return new Deadline(limit);
    }

    /**
     * Waits until the probe yields a value.
     *
     * @param what completes the sentence "waited in vain for …"
     * @throws AssertionError when the deadline passes
     */
    public <T> T await(String what, Callable<Optional<T>> probe) {
        AtomicReference<T> found = new AtomicReference<>();
        until(what, () -> {
            Optional<T> value = probe.call();
            value.ifPresent(found::set);
            return value.isPresent();
        });
        return found.get();
    }

    /**
     * Waits until the condition holds.
     *
     * @param what completes the sentence "waited in vain for …"
     * @throws AssertionError when the deadline passes
     */
    public void until(String what, Callable<Boolean> condition) {
        try {
            Awaitility.await()
                    .pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(POLL_INTERVAL)
                    .atMost(limit)
                    .until(condition);
        } catch (ConditionTimeoutException timeout) {
            throw new AssertionError("Waited in vain for " + what + " (" + limit.toSeconds() + " s)", timeout);
        }
    }
}
