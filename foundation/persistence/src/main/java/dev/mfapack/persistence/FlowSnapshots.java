package dev.mfapack.persistence;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.time.Instant;
import java.util.List;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelException;

/**
 * The table {@code MFA_FLOW_SNAPSHOT}, within the caller's transaction: a snapshot is kept exactly when what it would undo is.
 */
public final class FlowSnapshots {

    private final KeycloakSession session;

    public FlowSnapshots(KeycloakSession session) {
        this.session = session;
    }

    /** The realm's snapshots, newest first. */
    public List<FlowSnapshot> of(String realmId) {
        return entities()
                .createQuery(
                        "from FlowSnapshotEntity where realmId = :realm order by number desc", FlowSnapshotEntity.class)
                .setParameter("realm", realmId)
                .getResultStream()
                .map(FlowSnapshotEntity::toSnapshot)
                .toList();
    }

    /**
     * Keeps a snapshot. Of several callers that take the same number for a realm one succeeds, whichever node they are on: it
     * is the lock of the installer.
     *
     * @return false when the number is taken; the transaction can then only be rolled back
     */
    public boolean insert(FlowSnapshot snapshot) {
        try {
            entities().persist(new FlowSnapshotEntity(snapshot));
            entities().flush();
            return true;
        } catch (PersistenceException | ModelException taken) {
            return false;
        }
    }

    /**
     * Marks a snapshot as put back.
     *
     * @return false when it was already
     */
    public boolean rollBack(FlowSnapshot snapshot, Instant now) {
        return entities()
                        .createQuery(
                                "update FlowSnapshotEntity set rolledBackAt = :now where id = :id and rolledBackAt is null")
                        .setParameter("now", now.toEpochMilli())
                        .setParameter("id", snapshot.id().toString())
                        .executeUpdate()
                == 1;
    }

    private EntityManager entities() {
        return session.getProvider(JpaConnectionProvider.class).getEntityManager();
    }
}
