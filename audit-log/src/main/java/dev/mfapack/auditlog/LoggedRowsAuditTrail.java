package dev.mfapack.auditlog;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mfapack.core.audit.AuditRecord;
import dev.mfapack.core.audit.AuditRecord.Outcome;
import dev.mfapack.persistence.AuditAddress;
import dev.mfapack.persistence.AuditEvents;
import dev.mfapack.persistence.AuditTrailProvider;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** One row of {@code MFA_AUDIT_EVENT} and one JSON line in the log category {@code dev.mfapack.audit} per record. */
final class LoggedRowsAuditTrail implements AuditTrailProvider {

    private static final Logger LOG = Logger.getLogger("dev.mfapack.audit");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KeycloakSession session;
    private final AuditEvents events;

    LoggedRowsAuditTrail(KeycloakSession session) {
        this.session = session;
        this.events = new AuditEvents(session);
    }

    @Override
    public void record(AuditRecord told) {
        AuditRecord event = told.withOrigin(
                told.origin().withAddress(kept(told.realmId(), told.origin().address())));
        if (event.outcome() == Outcome.SUCCESS) {
            events.insert(event);
            logAfterCommit(event);
        } else {
            events.insertCommitted(event);
            LOG.info(line(event));
        }
    }

    /** The address as the realm wants it kept. */
    private @Nullable String kept(String realmId, @Nullable String address) {
        RealmModel realm = address == null ? null : session.realms().getRealm(realmId);
        return realm == null ? address : AuditAddress.of(session, realm).kept(address);
    }

    /** A line without a row would tell of something that was rolled back. */
    private void logAfterCommit(AuditRecord event) {
        session.getTransactionManager().enlistAfterCompletion(new AbstractKeycloakTransaction() {
            @Override
            protected void commitImpl() {
                LOG.info(line(event));
            }

            @Override
            protected void rollbackImpl() {}
        });
    }

    private static String line(AuditRecord event) {
        ObjectNode line = JSON.createObjectNode()
                .put("id", event.id().toString())
                .put("time", event.time().toString())
                .put("realm", event.realmId())
                .put("type", event.type().name())
                .put("outcome", event.outcome().name());
        putIfThere(line, "user", event.userId());
        putIfThere(line, "actor", event.actorId());
        putIfThere(line, "client", event.origin().clientId());
        putIfThere(line, "session", event.origin().sessionId());
        putIfThere(line, "factor", event.factor());
        putIfThere(line, "credential", event.credentialId());
        if (event.levelBefore() != null) {
            line.put("levelBefore", event.levelBefore().number());
        }
        if (event.level() != null) {
            line.put("level", event.level().number());
        }
        event.reasons().forEach(line.withArray("/reasons")::add);
        putIfThere(line, "address", event.origin().address());
        putIfThere(line, "userAgent", event.origin().userAgent());
        putIfThere(line, "request", event.origin().requestId());
        return line.toString();
    }

    private static void putIfThere(ObjectNode line, String field, @Nullable String value) {
        if (value != null) {
            line.put(field, value);
        }
    }
}
