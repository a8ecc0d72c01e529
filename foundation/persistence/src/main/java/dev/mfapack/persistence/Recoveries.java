package dev.mfapack.persistence;

import dev.mfapack.persistence.Recovery.State;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;

/**
 * The table {@code MFA_RECOVERY}. Each step is a transaction of its own that asks for the state before it, so that of several
 * callers, on whatever node, one takes it.
 */
public final class Recoveries {

    private static final Set<State> LIVE = EnumSet.of(State.REQUESTED, State.OPEN, State.USED);

    private final ShortTransactions transactions;
    private final String realmId;

    /** Of one realm. */
    public Recoveries(KeycloakSession session, String realmId) {
        this(new OwnTransaction(session.getKeycloakSessionFactory()), realmId);
    }

    Recoveries(ShortTransactions transactions, String realmId) {
        this.transactions = transactions;
        this.realmId = realmId;
    }

    /** A new one, as it is. */
    public void add(Recovery recovery) {
        transactions.call(em -> {
            em.persist(RecoveryEntity.of(recovery));
            return true;
        });
    }

    public Optional<Recovery> find(String id) {
        return first("id = :value", id);
    }

    /** The one whose link has this secret, whatever became of it. */
    public Optional<Recovery> byTokenHash(String tokenHash) {
        return first("tokenHash = :value", tokenHash);
    }

    private Optional<Recovery> first(String condition, String value) {
        return transactions.call(em -> em.createQuery(
                        "from RecoveryEntity where realmId = :realm and " + condition, RecoveryEntity.class)
                .setParameter("realm", realmId)
                .setParameter("value", value)
                .getResultStream()
                .map(RecoveryEntity::recovery)
                .findFirst());
    }

    /**
     * Those that are not over, the latest first.
     *
     * @param userId whose; null: everybody's
     * @param most how many at most
     */
    public List<Recovery> live(@Nullable String userId, Instant now, int most) {
        return transactions.call(em -> em.createQuery(
                        "from RecoveryEntity where realmId = :realm and (:user is null or userId = :user)"
                                + " and state in (:live) and expiresAt >= :now order by requestedAt desc",
                        RecoveryEntity.class)
                .setParameter("realm", realmId)
                .setParameter("user", userId)
                .setParameter("live", LIVE)
                .setParameter("now", now.toEpochMilli())
                .setMaxResults(most)
                .getResultStream()
                .map(RecoveryEntity::recovery)
                .toList());
    }

    /** From here on the link works; false when it is another's turn no more. */
    public boolean open(String id, @Nullable String approvedBy, String tokenHash, Instant now, Instant expiresAt) {
        return transactions.call(em -> em.createQuery(
                                "update RecoveryEntity set state = :open, approvedBy = :by, tokenHash = :hash, expiresAt = :until"
                                        + " where id = :id and realmId = :realm and state = :requested and expiresAt >= :now")
                        .setParameter("open", State.OPEN)
                        .setParameter("by", approvedBy)
                        .setParameter("hash", tokenHash)
                        .setParameter("until", expiresAt.toEpochMilli())
                        .setParameter("id", id)
                        .setParameter("realm", realmId)
                        .setParameter("requested", State.REQUESTED)
                        .setParameter("now", now.toEpochMilli())
                        .executeUpdate()
                == 1);
    }

    /** Takes the link, which works once. */
    public boolean use(String id, Instant now) {
        return move(id, EnumSet.of(State.OPEN), State.USED, now);
    }

    /** Takes the end: a new factor is bound. */
    public boolean finish(String id, Instant now) {
        return move(id, EnumSet.of(State.USED), State.DONE, now);
    }

    /** Stops it; false when it is over. */
    public boolean cancel(String id, Instant now) {
        return move(id, LIVE, State.CANCELLED, now);
    }

    private boolean move(String id, Set<State> from, State to, Instant now) {
        return transactions.call(em -> moveIn(em, id, from, to, now) == 1);
    }

    private int moveIn(EntityManager em, String id, Set<State> from, State to, Instant now) {
        return em.createQuery("update RecoveryEntity set state = :to where id = :id and realmId = :realm"
                        + " and state in (:from) and expiresAt >= :now")
                .setParameter("to", to)
                .setParameter("id", id)
                .setParameter("realm", realmId)
                .setParameter("from", from)
                .setParameter("now", now.toEpochMilli())
                .executeUpdate();
    }
}
