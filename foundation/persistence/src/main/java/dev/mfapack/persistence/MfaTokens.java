package dev.mfapack.persistence;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Optional;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;

/** The table {@code MFA_TOKEN}. */
public final class MfaTokens {

    private final KeycloakSession session;
    private final ShortTransactions transactions;
    private final String realmId;

    /** Of one realm. */
    public MfaTokens(KeycloakSession session, String realmId) {
        this.session = session;
        this.transactions = new OwnTransaction(session.getKeycloakSessionFactory());
        this.realmId = realmId;
    }

    /** Keeps a new one, within the caller's transaction: there is none without the proof behind it. */
    public void add(String hash, MfaToken token) {
        session.getProvider(JpaConnectionProvider.class)
                .getEntityManager()
                .persist(MfaTokenEntity.of(hash, realmId, token));
    }

    /**
     * Takes it, in a transaction of its own: of several callers, on whatever node, one gets it.
     *
     * @return empty when it was taken before, is too old, or never was
     */
    public Optional<MfaToken> take(String hash, Instant now) {
        return transactions.call(
                em -> em.createQuery("update MfaTokenEntity set usedAt = :now where hash = :hash and realmId = :realm"
                                                + " and usedAt is null and expiresAt >= :now")
                                        .setParameter("now", now.toEpochMilli())
                                        .setParameter("hash", hash)
                                        .setParameter("realm", realmId)
                                        .executeUpdate()
                                == 1
                        ? Optional.of(em.find(MfaTokenEntity.class, hash)).map(MfaTokenEntity::token)
                        : Optional.empty());
    }

    static void deleteExpired(EntityManager em, long now) {
        em.createQuery("delete from MfaTokenEntity where expiresAt < :now")
                .setParameter("now", now)
                .executeUpdate();
    }
}
