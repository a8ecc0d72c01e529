package dev.mfapack.persistence;

import jakarta.persistence.EntityManager;
import java.time.Duration;
import org.keycloak.common.util.Time;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.services.scheduled.ClusterAwareScheduledTaskRunner;
import org.keycloak.timer.ScheduledTask;
import org.keycloak.timer.TimerProvider;

/** Deletes challenges and sent messages that nobody needs any more, on one node at a time. */
public final class MfaPackRetention implements ScheduledTask {

    /** A code lives ten minutes at most; the rest of the day is for operators who look into a complaint. */
    static final Duration KEPT = Duration.ofDays(1);

    private static final Duration INTERVAL = Duration.ofMinutes(15);

    static void schedule(KeycloakSessionFactory factory) {
        KeycloakModelUtils.runJobInTransaction(
                factory,
                session -> session.getProvider(TimerProvider.class)
                        .schedule(
                                new ClusterAwareScheduledTaskRunner(
                                        factory, new MfaPackRetention(), INTERVAL.toMillis()),
                                INTERVAL.toMillis()));
    }

    /** Keycloak's lock and timer go by this name, so it must not clash with another extension's. */
    @Override
    public String getTaskName() {
        return "MfaPackRetention";
    }

    @Override
    public void run(KeycloakSession session) {
        EntityManager em = session.getProvider(JpaConnectionProvider.class).getEntityManager();
        long oldest = Time.currentTimeMillis() - KEPT.toMillis();
        em.createQuery("delete from ChallengeEntity where expiresAt < :oldest")
                .setParameter("oldest", oldest)
                .executeUpdate();
        em.createQuery("delete from OutboxEntity where createdAt < :oldest")
                .setParameter("oldest", oldest)
                .executeUpdate();
    }
}
