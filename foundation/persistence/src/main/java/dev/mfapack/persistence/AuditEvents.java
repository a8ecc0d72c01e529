package dev.mfapack.persistence;

import dev.mfapack.core.audit.AuditRecord;
import dev.mfapack.core.audit.AuditType;
import java.util.List;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;

/** The table {@code MFA_AUDIT_EVENT}. */
public final class AuditEvents {

    private final KeycloakSession session;

    public AuditEvents(KeycloakSession session) {
        this.session = session;
    }

    /** Part of the caller's transaction: the step fails if its record cannot be written. */
    public void insert(AuditRecord event) {
        session.getProvider(JpaConnectionProvider.class).getEntityManager().persist(new AuditEventEntity(event));
    }

    /** Committed at once: the record stays when the step is rolled back. */
    public void insertCommitted(AuditRecord event) {
        new OwnTransaction(session.getKeycloakSessionFactory()).run(em -> em.persist(new AuditEventEntity(event)));
    }

    /** The reasons of the realm's latest record of that type; empty when there is none. */
    public List<String> latestReasons(String realmId, AuditType type) {
        return session.getProvider(JpaConnectionProvider.class)
                .getEntityManager()
                .createQuery(
                        "select reasons from AuditEventEntity where realmId = :realm and type = :type order by eventTime desc",
                        String.class)
                .setParameter("realm", realmId)
                .setParameter("type", type)
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .map(reasons -> List.of(reasons.split(",", -1)))
                .orElse(List.of());
    }
}
