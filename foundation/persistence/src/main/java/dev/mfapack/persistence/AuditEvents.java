package dev.mfapack.persistence;

import dev.mfapack.core.audit.AuditRecord;
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
}
