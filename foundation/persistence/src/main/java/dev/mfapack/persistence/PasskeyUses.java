package dev.mfapack.persistence;

import dev.mfapack.core.passkey.BackupFlags;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;

/**
 * The table {@code MFA_PASSKEY}, within the caller's transaction: a use counts with the login that it is part of.
 *
 * <p>Not thread-safe.
 */
public final class PasskeyUses {

    private final KeycloakSession session;
    private final String realmId;
    private final String userId;

    /** Of one person. */
    public PasskeyUses(KeycloakSession session, String realmId, String userId) {
        this.session = session;
        this.realmId = realmId;
        this.userId = userId;
    }

    /** A passkey was registered, and said so of its copies. */
    public void registered(String credentialId, BackupFlags flags) {
        insertIfAbsent(credentialId, flags);
    }

    /** A passkey was used, and said so of its copies; one that was registered before the pack was there is known from here on. */
    public void used(String credentialId, BackupFlags flags, Instant now) {
        if (count(credentialId, flags, now) == 0) {
            insertIfAbsent(credentialId, flags);
            count(credentialId, flags, now);
        }
    }

    /** What is known; empty when it was neither registered nor used since the pack is there. */
    public Optional<PasskeyUse> of(String credentialId) {
        return entities()
                .createQuery("from PasskeyEntity where id = :id", PasskeyEntity.class)
                .setParameter("id", rowId(credentialId))
                .getResultStream()
                .findFirst()
                .map(PasskeyUses::use);
    }

    /** What is known of all of the person's, by credential id. */
    public Map<String, PasskeyUse> all() {
        return entities()
                .createQuery("from PasskeyEntity where realmId = :realm and userId = :user", PasskeyEntity.class)
                .setParameter("realm", realmId)
                .setParameter("user", userId)
                .getResultStream()
                .collect(Collectors.toMap(row -> row.credentialId, PasskeyUses::use));
    }

    /** Forgets one that was removed. */
    public void forget(String credentialId) {
        entities()
                .createQuery("delete from PasskeyEntity where id = :id")
                .setParameter("id", rowId(credentialId))
                .executeUpdate();
    }

    private int count(String credentialId, BackupFlags flags, Instant now) {
        return entities()
                .createQuery(
                        "update PasskeyEntity set uses = uses + 1, lastUsedAt = :now, backedUp = :backedUp where id = :id")
                .setParameter("now", now.toEpochMilli())
                .setParameter("backedUp", flags.backedUp())
                .setParameter("id", rowId(credentialId))
                .executeUpdate();
    }

    private void insertIfAbsent(String credentialId, BackupFlags flags) {
        entities()
                .createQuery("""
                        insert into PasskeyEntity (id, realmId, userId, credentialId, backupEligible, backedUp, uses)
                        values (:id, :realm, :user, :credential, :eligible, :backedUp, 0)
                        on conflict (id) do nothing
                        """)
                .setParameter("id", rowId(credentialId))
                .setParameter("realm", realmId)
                .setParameter("user", userId)
                .setParameter("credential", credentialId)
                .setParameter("eligible", flags.eligible())
                .setParameter("backedUp", flags.backedUp())
                .executeUpdate();
    }

    private static PasskeyUse use(PasskeyEntity row) {
        return new PasskeyUse(
                new BackupFlags(row.backupEligible, row.backedUp),
                row.uses,
                row.lastUsedAt == null ? null : Instant.ofEpochMilli(row.lastUsedAt));
    }

    private EntityManager entities() {
        return session.getProvider(JpaConnectionProvider.class).getEntityManager();
    }

    private String rowId(String credentialId) {
        return RowId.of("passkey", realmId, userId, credentialId);
    }
}
