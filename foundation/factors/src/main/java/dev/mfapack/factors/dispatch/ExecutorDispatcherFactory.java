package dev.mfapack.factors.dispatch;

import dev.mfapack.core.challenge.Challenge;
import dev.mfapack.core.sms.TextMessage;
import dev.mfapack.factors.KeycloakClock;
import dev.mfapack.factors.keys.KeyRingProvider;
import dev.mfapack.persistence.Outbox;
import dev.mfapack.persistence.OutboxMessage;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** Dispatcher {@code default}: a few threads and a bounded queue per node. */
public final class ExecutorDispatcherFactory implements DispatcherProviderFactory {

    /** A gateway that answers in half a second takes 16 messages a second from each node this way. */
    private static final int THREADS = 8;

    /** A minute of that rate: whoever comes later is better served by another factor than by a code that comes too late. */
    private static final int QUEUE = 1000;

    private @Nullable ThreadPoolExecutor executor;
    private @Nullable Courier courier;

    @Override
    public DispatcherProvider create(KeycloakSession session) {
        return (challenge, message) -> queue(session, challenge, message);
    }

    private void queue(KeycloakSession session, Challenge challenge, TextMessage message) {
        OutboxMessage sealed = new SealedMessages(session.getProvider(KeyRingProvider.class), KeycloakClock.INSTANCE)
                .seal(challenge, message);
        Outbox.queue(session, sealed);
        session.getTransactionManager().enlistAfterCompletion(new AbstractKeycloakTransaction() {
            @Override
            protected void commitImpl() {
                dispatch(sealed);
            }

            @Override
            protected void rollbackImpl() {}
        });
    }

    private void dispatch(OutboxMessage sealed) {
        if (executor == null || courier == null) {
            throw new IllegalStateException("the factory was not initialized");
        }
        Courier running = courier;
        try {
            executor.execute(() -> running.deliver(sealed.id()));
        } catch (RejectedExecutionException e) {
            running.refuse(sealed, "queue-full");
        }
    }

    private static ThreadPoolExecutor newExecutor() {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                THREADS, THREADS, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUE), work -> {
                    Thread thread = new Thread(work, "mfa-dispatch-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    @Override
    public void init(Config.Scope options) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        courier = new Courier(factory);
        executor = newExecutor();
    }

    @Override
    public void close() {
        if (executor != null) {
            executor.shutdown();
        }
    }

    @Override
    public String getId() {
        return "default";
    }
}
