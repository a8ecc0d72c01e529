package dev.mfapack.persistence;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;

/**
 * In how many logins somebody has put off binding a factor, in the table {@code MFA_PERSON}.
 *
 * <p>Not thread-safe.
 */
public final class EnrolmentSkips {

    private final ShortTransactions transactions;
    private final Supplier<EntityManager> entities;
    private final String realmId;
    private final String userId;

    /** Of one person. */
    public EnrolmentSkips(KeycloakSession session, String realmId, String userId) {
        this(
                new OwnTransaction(session.getKeycloakSessionFactory()),
                () -> session.getProvider(JpaConnectionProvider.class).getEntityManager(),
                realmId,
                userId);
    }

    EnrolmentSkips(ShortTransactions transactions, Supplier<EntityManager> entities, String realmId, String userId) {
        this.transactions = transactions;
        this.entities = entities;
        this.realmId = realmId;
        this.userId = userId;
    }

    /** How many there were so far. */
    public int count() {
        return count(entities.get());
    }

    /**
     * Counts one more, in a transaction of its own, unless there were {@code most} before. Of several callers, on whatever node,
     * no more succeed than that.
     *
     * @return how many there are by now, this one included; empty when it is refused
     */
    public OptionalInt add(int most) {
        try {
            return transactions.call(em -> addIn(em, most));
        } catch (PersistenceException e) {
            if (!SpentCodes.isOvertaken(e)) {
                throw e;
            }
            // Another tab has made the person's row meanwhile; now it is there.
            return transactions.call(em -> addIn(em, most));
        }
    }

    private OptionalInt addIn(EntityManager em, int most) {
        boolean raised = raise(em, most) == 1;
        if (!raised && !isKnown(em)) {
            insertIfAbsent(em);
            raised = raise(em, most) == 1;
        }
        return raised ? OptionalInt.of(count(em)) : OptionalInt.empty();
    }

    private boolean isKnown(EntityManager em) {
        return !em.createQuery("select skips from PersonEntity where id = :id", Integer.class)
                .setParameter("id", id())
                .getResultList()
                .isEmpty();
    }

    private int raise(EntityManager em, int most) {
        return em.createQuery("update PersonEntity set skips = skips + 1 where id = :id and skips < :most")
                .setParameter("id", id())
                .setParameter("most", most)
                .executeUpdate();
    }

    private void insertIfAbsent(EntityManager em) {
        em.createQuery("""
                        insert into PersonEntity (id, realmId, userId, skips) values (:id, :realm, :user, 0)
                        on conflict (id) do nothing
                        """)
                .setParameter("id", id())
                .setParameter("realm", realmId)
                .setParameter("user", userId)
                .executeUpdate();
    }

    private int count(EntityManager em) {
        List<Integer> skips = em.createQuery("select skips from PersonEntity where id = :id", Integer.class)
                .setParameter("id", id())
                .getResultList();
        return skips.isEmpty() ? 0 : skips.get(0);
    }

    private String id() {
        return RowId.of(realmId, userId);
    }
}
