package dev.mfapack.factors.dispatch;

import java.time.Duration;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.services.scheduled.ScheduledTaskRunner;
import org.keycloak.timer.ScheduledTask;
import org.keycloak.timer.TimerProvider;

/** On every node: looks for messages that nobody takes care of. Each is taken by one node only, whoever comes first. */
final class MfaOutboxSweep implements ScheduledTask {

    /** Somebody who looks at the page waits half a minute at most: the age at which a message counts as left behind, and this. */
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final Dispatch dispatch;

    private MfaOutboxSweep(Dispatch dispatch) {
        this.dispatch = dispatch;
    }

    static void schedule(KeycloakSessionFactory factory, Dispatch dispatch) {
        KeycloakModelUtils.runJobInTransaction(
                factory,
                session -> session.getProvider(TimerProvider.class)
                        .schedule(new ScheduledTaskRunner(factory, new MfaOutboxSweep(dispatch)), INTERVAL.toMillis()));
    }

    /** Keycloak's timer goes by this name, so it must not clash with another extension's. */
    @Override
    public String getTaskName() {
        return "MfaOutboxSweep";
    }

    @Override
    public void run(KeycloakSession session) {
        dispatch.sweep();
    }
}
