package dev.mfapack.persistence;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import org.keycloak.models.KeycloakSession;

/** The table {@code MFA_CEREMONY}. Each call is a transaction of its own, so that of several answers, on whatever node, one is taken. */
public final class Ceremonies {

    /** What became of an answer's wish to have its ceremony. */
    public sealed interface Taken {
        /** It is the answer's; nobody else gets it any more. */
        record Now(Ceremony ceremony) implements Taken {}

        /** Another answer had it. */
        record Before() implements Taken {}

        /** There is none, or its time is over. */
        record Never() implements Taken {}
    }

    private final ShortTransactions transactions;
    private final String realmId;

    /** Of one realm. */
    public Ceremonies(KeycloakSession session, String realmId) {
        this(new OwnTransaction(session.getKeycloakSessionFactory()), realmId);
    }

    Ceremonies(ShortTransactions transactions, String realmId) {
        this.transactions = transactions;
        this.realmId = realmId;
    }

    /** One is begun. */
    public void add(Ceremony ceremony) {
        transactions.call(em -> {
            em.persist(CeremonyEntity.of(ceremony));
            return true;
        });
    }

    /** Takes it, whatever becomes of the answer. */
    public Taken take(String id, Instant now) {
        return transactions.call(em -> {
            boolean mine = em.createQuery("update CeremonyEntity set usedAt = :now where id = :id and realmId = :realm"
                                    + " and usedAt is null and expiresAt >= :now")
                            .setParameter("now", now.toEpochMilli())
                            .setParameter("id", id)
                            .setParameter("realm", realmId)
                            .executeUpdate()
                    == 1;
            return em.createQuery("from CeremonyEntity where id = :id and realmId = :realm", CeremonyEntity.class)
                    .setParameter("id", id)
                    .setParameter("realm", realmId)
                    .getResultStream()
                    .findFirst()
                    .<Taken>map(row -> mine
                            ? new Taken.Now(row.ceremony())
                            : row.usedAt == null ? new Taken.Never() : new Taken.Before())
                    .orElseGet(Taken.Never::new);
        });
    }

    static void deleteExpired(EntityManager em, long now) {
        em.createQuery("delete from CeremonyEntity where expiresAt < :now")
                .setParameter("now", now)
                .executeUpdate();
    }
}
