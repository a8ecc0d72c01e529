package dev.mfapack.persistence;

import dev.mfapack.core.challenge.Challenge;
import dev.mfapack.core.challenge.Challenge.Delivery;
import dev.mfapack.core.challenge.Challenge.State;
import dev.mfapack.core.challenge.ChallengeStore;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;

/** The table {@code MFA_CHALLENGE}. Whatever guards against guessing is a conditional update in its own transaction. */
public final class JpaChallengeStore implements ChallengeStore {

    private final KeycloakSession session;
    private final OwnTransaction ownTransaction;

    public JpaChallengeStore(KeycloakSession session) {
        this.session = session;
        this.ownTransaction = new OwnTransaction(session.getKeycloakSessionFactory());
    }

    @Override
    public void insert(Challenge challenge) {
        requestEntities().persist(new ChallengeEntity(challenge));
    }

    @Override
    public Optional<Challenge> find(UUID id) {
        return load(requestEntities(), id);
    }

    @Override
    public Optional<CountedAttempt> countAttempt(UUID id, Instant now) {
        return ownTransaction.call(em -> {
            int counted = em.createQuery("""
                            update ChallengeEntity
                            set attempts = attempts + 1
                            where id = :id and state = :pending and attempts < maxAttempts
                              and expiresAt > :now and issuedAt <= :latestIssue
                            """)
                    .setParameter("id", id.toString())
                    .setParameter("pending", State.PENDING)
                    .setParameter("now", now.toEpochMilli())
                    .setParameter("latestIssue", now.plus(Challenge.CLOCK_SKEW).toEpochMilli())
                    .executeUpdate();
            return load(em, id).map(challenge -> new CountedAttempt(challenge, counted == 1));
        });
    }

    @Override
    public boolean consume(Challenge compared) {
        return ownTransaction.call(em -> moveFromPending(em, compared, State.VERIFIED)) == 1;
    }

    @Override
    public void expire(Challenge seen) {
        ownTransaction.run(em -> moveFromPending(em, seen, State.EXPIRED));
    }

    @Override
    public boolean renew(Challenge renewed, int sendsBefore) {
        return requestEntities()
                        .createQuery("""
                                update ChallengeEntity
                                set codeHash = :hash, keyVersion = :keyVersion, issuedAt = :issued, expiresAt = :expires,
                                    nextSendAt = :nextSend, sends = :sends, state = :pending, delivery = :queued
                                where id = :id and sends = :sendsBefore and state <> :verified
                                  and attempts < maxAttempts
                                """)
                        .setParameter("hash", renewed.codeHash())
                        .setParameter("keyVersion", renewed.keyVersion())
                        .setParameter("issued", renewed.issuedAt().toEpochMilli())
                        .setParameter("expires", renewed.expiresAt().toEpochMilli())
                        .setParameter("nextSend", renewed.nextSendAt().toEpochMilli())
                        .setParameter("sends", renewed.sends())
                        .setParameter("pending", State.PENDING)
                        .setParameter("queued", Delivery.QUEUED)
                        .setParameter("id", renewed.id().toString())
                        .setParameter("sendsBefore", sendsBefore)
                        .setParameter("verified", State.VERIFIED)
                        .executeUpdate()
                == 1;
    }

    private EntityManager requestEntities() {
        return session.getProvider(JpaConnectionProvider.class).getEntityManager();
    }

    private static int moveFromPending(EntityManager em, Challenge seen, State state) {
        return em.createQuery(
                        "update ChallengeEntity set state = :state where id = :id and state = :pending and sends = :sends")
                .setParameter("state", state)
                .setParameter("id", seen.id().toString())
                .setParameter("pending", State.PENDING)
                .setParameter("sends", seen.sends())
                .executeUpdate();
    }

    /** Detached at once: updates go past the persistence context, and a row kept there would go stale. */
    private static Optional<Challenge> load(EntityManager em, UUID id) {
        em.flush();
        ChallengeEntity entity = em.find(ChallengeEntity.class, id.toString());
        if (entity == null) {
            return Optional.empty();
        }
        em.detach(entity);
        return Optional.of(entity.toChallenge());
    }
}
