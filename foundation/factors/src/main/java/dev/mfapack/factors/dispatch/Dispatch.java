package dev.mfapack.factors.dispatch;

import dev.mfapack.factors.KeycloakClock;
import dev.mfapack.factors.dispatch.DispatchConfig.Overflow;
import dev.mfapack.persistence.Outbox;
import dev.mfapack.persistence.OutboxMessage;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.keycloak.models.KeycloakSessionFactory;

/** What a node's threads work off: messages of its own requests at once, and those that other nodes left behind. */
final class Dispatch {

    /** A message of a node that lives is taken within seconds, unless its queue is long; then taking it here does no harm. */
    private static final Duration LEFT_BEHIND = Duration.ofSeconds(15);

    /** Longer than any way takes with all its timeouts. */
    private static final Duration LOST = Duration.ofMinutes(2);

    /** Between two tries to hand over a notice: a mail server that was restarted has come back, one that is down is not pestered. */
    private static final Duration AGAIN = Duration.ofMinutes(5);

    private final DispatchConfig config;
    private final Outbox outbox;
    private final Courier courier;
    private final ThreadPoolExecutor executor;
    private final AtomicLong depth = new AtomicLong();

    Dispatch(DispatchConfig config, KeycloakSessionFactory factory) {
        this.config = config;
        this.outbox = new Outbox(factory);
        this.courier = new Courier(factory);
        this.executor = newExecutor(config);
        Gauge.builder("mfa.outbox.depth", depth, AtomicLong::get).register(Metrics.globalRegistry);
    }

    void deliver(OutboxMessage message) {
        // Nobody looks at a page and waits for a notice: it waits until there is room.
        boolean mayWait = config.overflow() == Overflow.WAIT || message.notice() != null;
        if (!tryDeliver(message.id()) && !mayWait) {
            courier.refuse(message, "queue-full");
        }
    }

    /** Takes on what was left behind, as much as there is room for; ends what was lost on its way. */
    void sweep() {
        Instant now = KeycloakClock.INSTANCE.instant();
        int room = executor.getQueue().remainingCapacity();
        outbox.left(now.minus(LEFT_BEHIND), now.minus(AGAIN), room).forEach(this::tryDeliver);
        outbox.lost(now.minus(LOST), config.queue()).forEach(message -> courier.refuse(message, "node-lost"));
        depth.set(outbox.depth());
    }

    void stop() {
        executor.shutdown();
    }

    private boolean tryDeliver(UUID messageId) {
        try {
            executor.execute(() -> courier.deliver(messageId));
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    private static ThreadPoolExecutor newExecutor(DispatchConfig config) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                config.threads(),
                config.threads(),
                30,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(config.queue()),
                work -> {
                    Thread thread = new Thread(work, "mfa-dispatch-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }
}
