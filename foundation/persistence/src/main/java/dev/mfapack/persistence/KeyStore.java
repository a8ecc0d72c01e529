package dev.mfapack.persistence;

import dev.mfapack.core.key.KeyPurpose;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.keycloak.models.KeycloakSessionFactory;

/** The table {@code MFA_KEY}. Every call is a short transaction of its own. */
public final class KeyStore {

    private final OwnTransaction ownTransaction;

    public KeyStore(KeycloakSessionFactory factory) {
        this.ownTransaction = new OwnTransaction(factory);
    }

    /** The key of the highest version that is not retired. */
    public Optional<StoredKey> current(String realmId, KeyPurpose purpose) {
        return ownTransaction.call(em -> em.createQuery(
                        "from KeyEntity where realmId = :realm and purpose = :purpose and activeUntil is null"
                                + " order by version desc",
                        KeyEntity.class)
                .setParameter("realm", realmId)
                .setParameter("purpose", purpose)
                .setMaxResults(1)
                .getResultStream()
                .map(KeyStore::stored)
                .findFirst());
    }

    public Optional<StoredKey> version(String realmId, KeyPurpose purpose, int version) {
        return ownTransaction.call(em -> byVersion(em, realmId, purpose, version).stream()
                .map(KeyStore::stored)
                .findFirst());
    }

    /** Keeps a new key unless its version is taken already, by another node for example. */
    public void insertIfAbsent(StoredKey key) {
        ownTransaction.run(em -> em.createQuery("""
                        insert into KeyEntity (id, realmId, purpose, version, wrapped, material, activeFrom)
                        values (:id, :realm, :purpose, :version, :wrapped, :material, :from)
                        on conflict (realmId, purpose, version) do nothing
                        """)
                .setParameter("id", UUID.randomUUID().toString())
                .setParameter("realm", key.realmId())
                .setParameter("purpose", key.purpose())
                .setParameter("version", key.version())
                .setParameter("wrapped", key.wrapped())
                .setParameter("material", key.material())
                .setParameter("from", key.activeFrom().toEpochMilli())
                .executeUpdate());
    }

    private static List<KeyEntity> byVersion(EntityManager em, String realmId, KeyPurpose purpose, int version) {
        return em.createQuery(
                        "from KeyEntity where realmId = :realm and purpose = :purpose and version = :version",
                        KeyEntity.class)
                .setParameter("realm", realmId)
                .setParameter("purpose", purpose)
                .setParameter("version", version)
                .getResultList();
    }

    private static StoredKey stored(KeyEntity key) {
        return new StoredKey(
                key.realmId, key.purpose, key.version, key.wrapped, key.material, Instant.ofEpochMilli(key.activeFrom));
    }
}
