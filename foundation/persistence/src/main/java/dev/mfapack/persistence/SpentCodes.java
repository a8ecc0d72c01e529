package dev.mfapack.persistence;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.time.Instant;
import java.util.Collection;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Supplier;
import org.hibernate.exception.ConstraintViolationException;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;

/**
 * The table {@code MFA_SPENT}. A credential itself is no place for it: where people come from another store, two requests
 * that change one overwrite each other.
 *
 * <p>Not thread-safe.
 */
public final class SpentCodes {

    private final ShortTransactions transactions;
    private final Supplier<EntityManager> entities;
    private final String realmId;
    private final String userId;

    /** Of one person. */
    public SpentCodes(KeycloakSession session, String realmId, String userId) {
        this(
                new OwnTransaction(session.getKeycloakSessionFactory()),
                () -> session.getProvider(JpaConnectionProvider.class).getEntityManager(),
                realmId,
                userId);
    }

    SpentCodes(ShortTransactions transactions, Supplier<EntityManager> entities, String realmId, String userId) {
        this.transactions = transactions;
        this.entities = entities;
        this.realmId = realmId;
        this.userId = userId;
    }

    /**
     * Spends a code, in a transaction of its own. Of several callers, on whatever node, one succeeds.
     *
     * @return how many codes of the credential are spent by now, this one included; empty when it was spent before
     */
    public OptionalInt spend(String credentialId, String selector, Instant now) {
        try {
            return transactions.call(em -> insert(em, credentialId, selector, now) == 1
                    ? OptionalInt.of(count(em, credentialId))
                    : OptionalInt.empty());
        } catch (PersistenceException e) {
            if (isOvertaken(e)) {
                return OptionalInt.empty();
            }
            throw e;
        }
    }

    /** Where the database has no insert of its own for this, Hibernate's stand-in runs into the constraint at times. */
    static boolean isOvertaken(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConstraintViolationException) {
                return true;
            }
        }
        return false;
    }

    /** How many codes of a credential are spent. */
    public int count(String credentialId) {
        return count(entities.get(), credentialId);
    }

    /**
     * Forgets what was spent of other credentials than these, within the caller's transaction. A request that is under way
     * may still hold the codes that were just replaced: keep those, too.
     */
    public void forgetAllBut(Collection<String> credentialIds) {
        entities.get()
                .createQuery("delete from SpentEntity where realmId = :realm and userId = :user"
                        + " and credentialId not in (:kept)")
                .setParameter("realm", realmId)
                .setParameter("user", userId)
                .setParameter("kept", credentialIds)
                .executeUpdate();
    }

    private int insert(EntityManager em, String credentialId, String selector, Instant now) {
        return em.createQuery("""
                        insert into SpentEntity (id, realmId, userId, credentialId, selector, spentAt)
                        values (:id, :realm, :user, :credential, :selector, :now)
                        on conflict (realmId, userId, credentialId, selector) do nothing
                        """)
                .setParameter("id", UUID.randomUUID().toString())
                .setParameter("realm", realmId)
                .setParameter("user", userId)
                .setParameter("credential", credentialId)
                .setParameter("selector", selector)
                .setParameter("now", now.toEpochMilli())
                .executeUpdate();
    }

    private int count(EntityManager em, String credentialId) {
        return em.createQuery(
                        "select count(*) from SpentEntity where realmId = :realm and userId = :user"
                                + " and credentialId = :credential",
                        Long.class)
                .setParameter("realm", realmId)
                .setParameter("user", userId)
                .setParameter("credential", credentialId)
                .getSingleResult()
                .intValue();
    }
}
