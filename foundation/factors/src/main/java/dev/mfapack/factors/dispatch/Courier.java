package dev.mfapack.factors.dispatch;

import dev.mfapack.core.audit.AuditRecord;
import dev.mfapack.core.audit.AuditRecord.Outcome;
import dev.mfapack.core.audit.AuditType;
import dev.mfapack.core.challenge.Factor;
import dev.mfapack.core.limit.LimitReason;
import dev.mfapack.core.sms.Handover;
import dev.mfapack.factors.KeycloakClock;
import dev.mfapack.persistence.AuditTrailProvider;
import dev.mfapack.persistence.KeyRingProvider;
import dev.mfapack.persistence.Outbox;
import dev.mfapack.persistence.OutboxMessage;
import io.micrometer.core.instrument.Metrics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/** Takes one queued message to its carrier. No transaction is open while the message is on its way. */
final class Courier {

    private static final Logger LOG = Logger.getLogger(Courier.class);

    /** What may be over the next time. */
    private static final Set<String> TRANSIENT = Set.of("mail-server", "node-lost");

    private final KeycloakSessionFactory factory;
    private final Outbox outbox;
    private final Map<Factor, Carrier> carriers;

    Courier(KeycloakSessionFactory factory) {
        this.factory = factory;
        this.outbox = new Outbox(factory);
        this.carriers = Map.of(Factor.SMS, new SmsCarrier(factory), Factor.EMAIL, new MailCarrier(factory));
    }

    void deliver(UUID messageId) {
        Instant now = KeycloakClock.INSTANCE.instant();
        outbox.take(messageId, now).ifPresent(message -> finish(message, handOver(message, now)));
    }

    /** The message never leaves, or nobody can tell whether it did. */
    void refuse(OutboxMessage message, String reason) {
        finish(message, new Handover.Failed(reason));
    }

    private Handover handOver(OutboxMessage message, Instant now) {
        if (now.isAfter(message.usefulUntil())) {
            return new Handover.Failed("too-late");
        }
        try {
            Message opened = open(message);
            String refusal = opened.refusal();
            return refusal == null ? carrier(message).send(message, opened) : new Handover.Failed(refusal);
        } catch (RuntimeException e) {
            // Only the kind of trouble: its message may repeat what was sent.
            LOG.errorf("Message %s: %s", message.id(), e.getClass().getName());
            return new Handover.Failed("internal-error");
        }
    }

    private Carrier carrier(OutboxMessage message) {
        Carrier carrier = carriers.get(message.factor());
        if (carrier == null) {
            throw new IllegalStateException(
                    "no message goes by " + message.factor().id());
        }
        return carrier;
    }

    private void finish(OutboxMessage message, Handover handover) {
        if (handover instanceof Handover.Failed failed) {
            if (mayBeTriedAgain(message, failed.reason()) && outbox.putBack(message)) {
                LOG.warnf("Notice %s could not be sent yet: %s", message.id(), failed.reason());
                count(message, "delayed", failed.reason());
            } else if (outbox.failed(message, failed.reason())) {
                LOG.warnf("Message %s could not be sent: %s", message.id(), failed.reason());
                count(message, "failed", failed.reason());
                // What the limiter refused it recorded itself.
                if (!LimitReason.isWordOfOne(failed.reason())) {
                    record(message, AuditType.CHALLENGE_SEND_FAILED, Outcome.FAILURE, List.of(failed.reason()));
                }
            }
        } else if (outbox.sent(message)) {
            count(message, "sent", "none");
            record(message, AuditType.CHALLENGE_SENT, Outcome.SUCCESS, List.of());
        }
    }

    /** A code that comes late or twice does harm; a notice does not. */
    private static boolean mayBeTriedAgain(OutboxMessage message, String reason) {
        return message.notice() != null && TRANSIENT.contains(reason);
    }

    private Message open(OutboxMessage message) {
        return KeycloakModelUtils.runJobInTransactionWithResult(
                factory,
                session -> new SealedMessages(session.getProvider(KeyRingProvider.class), KeycloakClock.INSTANCE)
                        .open(message));
    }

    private void record(OutboxMessage message, AuditType ofCode, Outcome outcome, List<String> reasons) {
        String notice = message.notice();
        boolean isCode = notice == null;
        AuditType ofNotice = outcome == Outcome.SUCCESS ? AuditType.NOTICE_SENT : AuditType.NOTICE_FAILED;
        AuditRecord event = new AuditRecord(
                UUID.randomUUID(),
                KeycloakClock.INSTANCE.instant(),
                message.realmId(),
                isCode ? ofCode : ofNotice,
                outcome,
                message.userId(),
                null,
                isCode ? message.factor().id() : null,
                null,
                null,
                null,
                Stream.concat(Stream.ofNullable(notice), reasons.stream()).toList(),
                AuditRecord.Origin.SERVER);
        KeycloakModelUtils.runJobInTransaction(
                factory,
                session -> session.getProvider(AuditTrailProvider.class).record(event));
    }

    private static void count(OutboxMessage message, String outcome, String reason) {
        String notice = message.notice();
        if (notice == null) {
            Metrics.counter("mfa.messages", "factor", message.factor().id(), "outcome", outcome, "reason", reason)
                    .increment();
        } else {
            Metrics.counter("mfa.notices", "notice", notice, "outcome", outcome, "reason", reason)
                    .increment();
        }
    }
}
