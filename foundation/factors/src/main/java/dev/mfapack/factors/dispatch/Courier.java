package dev.mfapack.factors.dispatch;

import dev.mfapack.core.audit.AuditRecord;
import dev.mfapack.core.audit.AuditRecord.Outcome;
import dev.mfapack.core.audit.AuditType;
import dev.mfapack.core.sms.Handover;
import dev.mfapack.core.sms.SmsGateway;
import dev.mfapack.core.sms.TextMessage;
import dev.mfapack.factors.KeycloakClock;
import dev.mfapack.factors.keys.KeyRingProvider;
import dev.mfapack.persistence.AuditTrailProvider;
import dev.mfapack.persistence.Outbox;
import dev.mfapack.persistence.OutboxMessage;
import dev.mfapack.smsgateways.SmsGatewayProvider;
import io.micrometer.core.instrument.Metrics;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/** Takes one queued message to the gateway. No transaction is open while the gateway is called. */
final class Courier {

    private static final Logger LOG = Logger.getLogger(Courier.class);

    private final KeycloakSessionFactory factory;
    private final Outbox outbox;

    Courier(KeycloakSessionFactory factory) {
        this.factory = factory;
        this.outbox = new Outbox(factory);
    }

    void deliver(UUID messageId) {
        outbox.take(messageId).ifPresent(message -> finish(message, handOver(message)));
    }

    /** The message never leaves: there is no room for it, or the server is going down. */
    void refuse(OutboxMessage message, String reason) {
        finish(message, new Handover.Failed(reason));
    }

    private Handover handOver(OutboxMessage message) {
        try {
            return gateway().send(open(message));
        } catch (RuntimeException e) {
            // Only the kind of trouble: its message may repeat what was sent.
            LOG.errorf("Message %s: %s", message.id(), e.getClass().getName());
            return new Handover.Failed("internal-error");
        }
    }

    private void finish(OutboxMessage message, Handover handover) {
        if (handover instanceof Handover.Failed failed) {
            LOG.warnf("Message %s could not be sent: %s", message.id(), failed.reason());
            outbox.failed(message, failed.reason());
            count("failed", failed.reason());
            record(message, AuditType.CHALLENGE_SEND_FAILED, Outcome.FAILURE, List.of(failed.reason()));
        } else {
            outbox.sent(message);
            count("sent", "none");
            record(message, AuditType.CHALLENGE_SENT, Outcome.SUCCESS, List.of());
        }
    }

    private TextMessage open(OutboxMessage message) {
        return KeycloakModelUtils.runJobInTransactionWithResult(
                factory,
                session -> new SealedMessages(session.getProvider(KeyRingProvider.class), KeycloakClock.INSTANCE)
                        .open(message));
    }

    private SmsGateway gateway() {
        return KeycloakModelUtils.runJobInTransactionWithResult(
                factory, session -> session.getProvider(SmsGatewayProvider.class));
    }

    private void record(OutboxMessage message, AuditType type, Outcome outcome, List<String> reasons) {
        AuditRecord event = new AuditRecord(
                UUID.randomUUID(),
                KeycloakClock.INSTANCE.instant(),
                message.realmId(),
                type,
                outcome,
                message.userId(),
                null,
                null,
                message.factor().id(),
                null,
                null,
                reasons,
                null);
        KeycloakModelUtils.runJobInTransaction(
                factory,
                session -> session.getProvider(AuditTrailProvider.class).record(event));
    }

    private static void count(String outcome, String reason) {
        Metrics.counter("mfa.messages", "factor", "sms", "outcome", outcome, "reason", reason)
                .increment();
    }
}
