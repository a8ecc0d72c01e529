package dev.mfapack.persistence;

import dev.mfapack.core.challenge.Challenge.Delivery;
import dev.mfapack.core.challenge.Factor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** The table {@code MFA_OUTBOX}: queued within a request, worked off after it in transactions of its own. */
public final class Outbox {

    private final OwnTransaction ownTransaction;

    public Outbox(KeycloakSessionFactory factory) {
        this.ownTransaction = new OwnTransaction(factory);
    }

    /** Queues within the caller's transaction: what is rolled back is never sent. */
    public static void queue(KeycloakSession session, OutboxMessage message) {
        session.getProvider(JpaConnectionProvider.class).getEntityManager().persist(new OutboxEntity(message));
    }

    /** Why the latest message of a challenge failed; empty when it did not, or is not there any more. */
    public static Optional<String> failureOf(KeycloakSession session, UUID challengeId) {
        return session.getProvider(JpaConnectionProvider.class)
                .getEntityManager()
                .createQuery(
                        "from OutboxEntity where challengeId = :challenge order by createdAt desc", OutboxEntity.class)
                .setParameter("challenge", challengeId.toString())
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .map(latest -> latest.reason);
    }

    /** Takes a queued message to send it. At most one caller in the cluster ever gets it. */
    public Optional<OutboxMessage> take(UUID id, Instant now) {
        return ownTransaction.call(em -> {
            int taken = em.createQuery(
                            "update OutboxEntity set state = :sending, takenAt = :now where id = :id and state = :queued")
                    .setParameter("sending", OutboxEntity.State.SENDING)
                    .setParameter("now", now.toEpochMilli())
                    .setParameter("id", id.toString())
                    .setParameter("queued", OutboxEntity.State.QUEUED)
                    .executeUpdate();
            return taken == 1
                    ? Optional.of(message(em.find(OutboxEntity.class, id.toString())))
                    : Optional.<OutboxMessage>empty();
        });
    }

    /**
     * Messages that were queued before {@code since} and that nobody took: their node died, or had no room for them; and notices
     * that could not be handed over before {@code again}.
     *
     * @param most how many at most, the oldest first
     */
    public List<UUID> left(Instant since, Instant again, int most) {
        return ownTransaction.call(em -> em.createQuery(
                        "select id from OutboxEntity where state = :queued"
                                + " and (takenAt is null and createdAt < :since or takenAt < :again) order by createdAt",
                        String.class)
                .setParameter("queued", OutboxEntity.State.QUEUED)
                .setParameter("since", since.toEpochMilli())
                .setParameter("again", again.toEpochMilli())
                .setMaxResults(most)
                .getResultStream()
                .map(UUID::fromString)
                .toList());
    }

    /** Messages that a node took before {@code since} and never finished. Whether they left is unknown, so they never do again. */
    public List<OutboxMessage> lost(Instant since, int most) {
        return ownTransaction.call(em -> em.createQuery(
                        "from OutboxEntity where state = :sending and takenAt < :since order by takenAt",
                        OutboxEntity.class)
                .setParameter("sending", OutboxEntity.State.SENDING)
                .setParameter("since", since.toEpochMilli())
                .setMaxResults(most)
                .getResultStream()
                .map(Outbox::message)
                .toList());
    }

    /** How many messages wait in the cluster. */
    public long depth() {
        return ownTransaction.call(
                em -> em.createQuery("select count(*) from OutboxEntity where state = :queued", Long.class)
                        .setParameter("queued", OutboxEntity.State.QUEUED)
                        .getSingleResult());
    }

    /** Whether this caller ended it: what another has given up meanwhile stays given up. */
    public boolean sent(OutboxMessage message) {
        return finish(message.id(), message.challengeId(), OutboxEntity.State.SENT, Delivery.SENT, null);
    }

    /**
     * Puts a message that was taken back among those that wait, to be tried again. Whoever has it by then may get it twice.
     *
     * @return whether this caller did; what another has ended meanwhile stays ended
     */
    public boolean putBack(OutboxMessage message) {
        return ownTransaction.call(
                em -> em.createQuery("update OutboxEntity set state = :queued where id = :id and state = :sending")
                                .setParameter("queued", OutboxEntity.State.QUEUED)
                                .setParameter("id", message.id().toString())
                                .setParameter("sending", OutboxEntity.State.SENDING)
                                .executeUpdate()
                        == 1);
    }

    /** Whether this caller ended it; of several that give one message up, one does. */
    public boolean failed(OutboxMessage message, String reason) {
        return finish(message.id(), message.challengeId(), OutboxEntity.State.FAILED, Delivery.FAILED, reason);
    }

    /** Wipes the payload, and tells the challenge unless a later message has taken this one's place meanwhile. */
    private boolean finish(
            UUID id, @Nullable UUID challengeId, OutboxEntity.State state, Delivery delivery, @Nullable String reason) {
        return ownTransaction.call(em -> {
            int ended = em.createQuery("""
                            update OutboxEntity set state = :state, payload = null, reason = :reason
                            where id = :id and state in (:queued, :sending)
                            """)
                    .setParameter("queued", OutboxEntity.State.QUEUED)
                    .setParameter("sending", OutboxEntity.State.SENDING)
                    .setParameter("state", state)
                    .setParameter("reason", reason)
                    .setParameter("id", id.toString())
                    .executeUpdate();
            if (ended == 0) {
                return false;
            }
            if (challengeId == null) {
                return true;
            }
            em.createQuery("""
                            update ChallengeEntity c set c.delivery = :delivery
                            where c.id = :challenge and not exists (
                              select 1 from OutboxEntity later, OutboxEntity own
                              where own.id = :id and later.challengeId = own.challengeId
                                and later.createdAt > own.createdAt)
                            """)
                    .setParameter("delivery", delivery)
                    .setParameter("challenge", challengeId.toString())
                    .setParameter("id", id.toString())
                    .executeUpdate();
            return true;
        });
    }

    private static OutboxMessage message(OutboxEntity entity) {
        if (entity.payload == null) {
            throw new IllegalStateException("queued message " + entity.id + " has no payload");
        }
        return new OutboxMessage(
                UUID.fromString(entity.id),
                entity.realmId,
                entity.userId,
                entity.challengeId == null ? null : UUID.fromString(entity.challengeId),
                entity.notice,
                Factor.ofId(entity.factor),
                entity.keyVersion,
                entity.payload,
                Instant.ofEpochMilli(entity.createdAt),
                Instant.ofEpochMilli(entity.usefulUntil));
    }
}
