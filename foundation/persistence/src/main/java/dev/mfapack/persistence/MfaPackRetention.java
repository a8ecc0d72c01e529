package dev.mfapack.persistence;

import dev.mfapack.core.challenge.Challenge.State;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import org.keycloak.common.util.Time;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.services.scheduled.ClusterAwareScheduledTaskRunner;
import org.keycloak.timer.ScheduledTask;
import org.keycloak.timer.TimerProvider;

/**
 * On one node at a time: ends codes that expired unanswered, so that no clock that is set back revives them, and deletes
 * challenges, ceremonies, sent messages, links of notices, former addresses, devices, counts and habits that nobody needs any more.
 */
public final class MfaPackRetention implements ScheduledTask {

    /** A code lives ten minutes at most; the rest of the day is for operators who look into a complaint. */
    static final Duration KEPT = Duration.ofDays(1);

    private static final Duration INTERVAL = Duration.ofMinutes(1);

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
        em.createQuery("update ChallengeEntity set state = :expired where state = :pending and expiresAt < :now")
                .setParameter("expired", State.EXPIRED)
                .setParameter("pending", State.PENDING)
                .setParameter("now", Time.currentTimeMillis())
                .executeUpdate();
        em.createQuery("delete from ChallengeEntity where expiresAt < :oldest")
                .setParameter("oldest", oldest)
                .executeUpdate();
        em.createQuery("delete from OutboxEntity where createdAt < :oldest")
                .setParameter("oldest", oldest)
                .executeUpdate();
        em.createQuery("delete from RecoveryEntity where expiresAt < :oldest")
                .setParameter("oldest", oldest)
                .executeUpdate();
        em.createQuery("delete from NoticeEntity where expiresAt < :oldest")
                .setParameter("oldest", oldest)
                .executeUpdate();
        Ceremonies.deleteExpired(em, Time.currentTimeMillis());
        MfaTokens.deleteExpired(em, Time.currentTimeMillis());
        SeenDevices.deleteForgotten(em, Time.currentTimeMillis());
        FormerAddresses.deleteOld(em, Time.currentTimeMillis());
        JpaLimitStore.deleteExpired(em, Time.currentTimeMillis());
        JpaVelocity.deleteExpired(em, Time.currentTimeMillis());
        RiskDecisions.deleteOld(em, Time.currentTimeMillis());
        int today = UtcDay.of(Instant.ofEpochMilli(Time.currentTimeMillis()));
        JpaProfiles.deleteForgotten(em, today);
        RiskCountRows.deleteForgotten(new OwnTransaction(session.getKeycloakSessionFactory()), today);
    }
}
