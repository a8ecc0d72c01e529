package dev.mfapack.persistence;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;

/**
 * The table {@code MFA_APP_PASSWORD_USE}. Not the credential itself: programs log in side by side, and of two that change one
 * credential the second fails.
 *
 * <p>Not thread-safe.
 */
public final class AppPasswordUses {

    private final KeycloakSession session;
    private final String realmId;
    private final String userId;

    /** Of one person. */
    public AppPasswordUses(KeycloakSession session, String realmId, String userId) {
        this.session = session;
        this.realmId = realmId;
        this.userId = userId;
    }

    /** Counts a use, in a transaction of its own. */
    public void count(String credentialId, @Nullable String address, Instant now) {
        String clipped = address == null || address.length() <= AppPasswordUseEntity.LONGEST_ADDRESS
                ? address
                : address.substring(0, AppPasswordUseEntity.LONGEST_ADDRESS);
        new OwnTransaction(session.getKeycloakSessionFactory()).run(em -> {
            if (countIn(em, credentialId, clipped, now) == 0) {
                insertIfAbsent(em, credentialId);
                countIn(em, credentialId, clipped, now);
            }
        });
    }

    private int countIn(EntityManager em, String credentialId, @Nullable String address, Instant now) {
        return em.createQuery(
                        "update AppPasswordUseEntity set uses = uses + 1, lastUsedAt = :now, lastAddress = :address where id = :id")
                .setParameter("now", now.toEpochMilli())
                .setParameter("address", address)
                .setParameter("id", rowId(credentialId))
                .executeUpdate();
    }

    /** What is known; empty when it was never used. */
    public Optional<AppPasswordUse> of(String credentialId) {
        return session.getProvider(JpaConnectionProvider.class)
                .getEntityManager()
                .createQuery("from AppPasswordUseEntity where id = :id", AppPasswordUseEntity.class)
                .setParameter("id", rowId(credentialId))
                .getResultStream()
                .findFirst()
                .map(row -> new AppPasswordUse(row.uses, Instant.ofEpochMilli(row.lastUsedAt), row.lastAddress));
    }

    /** Forgets the use of one that is revoked, within the caller's transaction. */
    public void forget(String credentialId) {
        session.getProvider(JpaConnectionProvider.class)
                .getEntityManager()
                .createQuery("delete from AppPasswordUseEntity where id = :id")
                .setParameter("id", rowId(credentialId))
                .executeUpdate();
    }

    private void insertIfAbsent(EntityManager em, String credentialId) {
        em.createQuery("""
                        insert into AppPasswordUseEntity (id, realmId, userId, credentialId, uses, lastUsedAt)
                        values (:id, :realm, :user, :credential, 0, 0)
                        on conflict (id) do nothing
                        """)
                .setParameter("id", rowId(credentialId))
                .setParameter("realm", realmId)
                .setParameter("user", userId)
                .setParameter("credential", credentialId)
                .executeUpdate();
    }

    private String rowId(String credentialId) {
        return RowId.of(realmId, userId, credentialId);
    }
}
