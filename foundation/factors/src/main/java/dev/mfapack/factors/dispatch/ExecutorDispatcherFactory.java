package dev.mfapack.factors.dispatch;

import dev.mfapack.core.challenge.Challenge;
import dev.mfapack.core.notice.NoticeSubject;
import dev.mfapack.factors.KeycloakClock;
import dev.mfapack.persistence.AfterMigration;
import dev.mfapack.persistence.KeyRingProvider;
import dev.mfapack.persistence.Outbox;
import dev.mfapack.persistence.OutboxMessage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;

/** Dispatcher {@code default}: a few threads and a bounded queue per node; options {@code --spi-mfa-dispatch--default--…}. */
public final class ExecutorDispatcherFactory implements DispatcherProviderFactory {

    /** A mail server that is down is mended by then; and the row, which is kept for a day, still tells what became of it. */
    private static final Duration NOTICE_LIFE = Duration.ofHours(12);

    private @Nullable DispatchConfig config;
    private @Nullable Dispatch dispatch;

    @Override
    public DispatcherProvider create(KeycloakSession session) {
        Dispatch running = Optional.ofNullable(dispatch)
                .orElseThrow(() -> new IllegalStateException("the factory was not initialized"));
        SealedMessages messages =
                new SealedMessages(session.getProvider(KeyRingProvider.class), KeycloakClock.INSTANCE);
        return new DispatcherProvider() {
            @Override
            public void sendAfterCommit(Challenge challenge, Message message) {
                queue(session, running, messages.seal(challenge, message));
            }

            @Override
            public void sendAfterCommit(NoticeSubject notice, Message message) {
                queue(session, running, messages.seal(notice, message, NOTICE_LIFE));
            }
        };
    }

    private static void queue(KeycloakSession session, Dispatch dispatch, OutboxMessage sealed) {
        Outbox.queue(session, sealed);
        session.getTransactionManager().enlistAfterCompletion(new AbstractKeycloakTransaction() {
            @Override
            protected void commitImpl() {
                dispatch.deliver(sealed);
            }

            @Override
            protected void rollbackImpl() {}
        });
    }

    /**
     * Takes the options.
     *
     * @throws IllegalArgumentException when one is out of its range, so that the server does not start with it
     */
    @Override
    public void init(Config.Scope options) {
        config = DispatchConfig.from(options);
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        if (config != null) {
            Dispatch running = new Dispatch(config, factory);
            dispatch = running;
            AfterMigration.run(factory, () -> MfaOutboxSweep.schedule(factory, running));
        }
    }

    @Override
    public void close() {
        if (dispatch != null) {
            dispatch.stop();
        }
    }

    @Override
    public String getId() {
        return "default";
    }

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        return DispatchConfig.PROPERTIES;
    }
}
