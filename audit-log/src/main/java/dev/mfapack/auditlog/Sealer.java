package dev.mfapack.auditlog;

import dev.mfapack.core.audit.AuditPolicy;
import dev.mfapack.core.audit.AuditRecord;
import dev.mfapack.core.audit.AuditRecord.Outcome;
import dev.mfapack.core.audit.AuditType;
import dev.mfapack.core.audit.chain.CheckpointSigner;
import dev.mfapack.core.limit.Settings;
import dev.mfapack.persistence.AuditChain;
import dev.mfapack.persistence.AuditChain.Head;
import dev.mfapack.persistence.AuditEvents;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * On every node, in a thread of its own: chains new rows, and drops those that a realm keeps no longer. Which node does it is
 * decided by a lock on the chain's last row, which ends with the node that holds it. Keycloak's timer would not do: its one
 * thread also runs work that takes minutes.
 */
final class Sealer {

    /** Rows are sealed within five seconds: two of waiting, and the rest for the work. */
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    /** What other nodes have sealed is looked at this often, so that every node remembers it. */
    private static final Duration LOOK_AROUND = Duration.ofMinutes(1);

    /** A day more or less does not matter to what is kept for weeks at least. */
    private static final Duration PRUNING = Duration.ofHours(1);

    private static final Duration STOP = Duration.ofSeconds(10);

    private static final Logger LOG = Logger.getLogger(Sealer.class);
    private static final Logger LINES = Logger.getLogger("dev.mfapack.audit");

    private final KeycloakSessionFactory factory;
    private final AuditChain chain;
    private final SealingKeys keys;
    private final Memory memory;
    private final Clock clock;
    private final ScheduledExecutorService thread;
    private final Map<String, Instant> prunedAt = new HashMap<>();
    private @Nullable ScheduledFuture<?> running;
    private long rounds;

    Sealer(KeycloakSessionFactory factory, AuditChain chain, SealingKeys keys, Memory memory, Clock clock) {
        this.factory = factory;
        this.chain = chain;
        this.keys = keys;
        this.memory = memory;
        this.clock = clock;
        this.thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread made = new Thread(work, "mfa-audit-sealer");
            made.setDaemon(true);
            made.setContextClassLoader(Sealer.class.getClassLoader());
            return made;
        });
    }

    void start() {
        // By the steady clock: a step of the wall's clock neither stops nor hurries it.
        running = thread.scheduleWithFixedDelay(
                this::round, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop() {
        if (running != null) {
            running.cancel(false);
        }
        thread.shutdown();
        try {
            if (!thread.awaitTermination(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    /** An executor forgets work that throws once. */
    private void round() {
        try {
            if (rounds++ % (LOOK_AROUND.toMillis() / INTERVAL.toMillis()) == 0) {
                lookAround();
            }
            chain.realmsToSeal().forEach(this::seal);
        } catch (RuntimeException e) {
            LOG.warn("The audit log cannot be sealed at the moment; rows wait, and it is tried again.", e);
        }
    }

    /** What others have sealed, realms that are gone, and rows that are old enough to go. */
    private void lookAround() {
        List<String> realms = chain.realms();
        memory.realms().stream()
                .filter(realm -> !realms.contains(realm) && isGone(realm))
                .forEach(memory::forget);
        for (String realm : realms) {
            warnOfALoss(realm);
            chain.head(realm).filter(end -> isGenuine(realm, end)).ifPresent(memory::remember);
            prune(realm);
        }
    }

    private void seal(String realmId) {
        try {
            warnOfALoss(realmId);
            Optional<Head> sealed;
            do {
                CheckpointSigner signer = signer(realmId).orElse(null);
                if (signer == null) {
                    return;
                }
                sealed = chain.seal(realmId, memory.of(realmId).orElse(null), signer);
                sealed.ifPresent(this::told);
            } while (sealed.filter(end -> end.checkpoint().rows() == AuditChain.MOST_ROWS)
                    .isPresent());
        } catch (RuntimeException e) {
            LOG.warnf(e, "The audit log of the realm %s cannot be sealed at the moment; its rows wait.", realmId);
        }
    }

    private void prune(String realmId) {
        Instant now = clock.instant();
        Instant before = prunedAt.get(realmId);
        if (before != null && Duration.between(before, now).abs().compareTo(PRUNING) < 0) {
            return;
        }
        try {
            Optional<CheckpointSigner> signer = signer(realmId);
            if (signer.isPresent()) {
                Instant oldest = now.minus(retention(realmId));
                chain.prune(realmId, oldest, memory.of(realmId).orElse(null), signer.get())
                        .ifPresent(this::told);
            }
            prunedAt.put(realmId, now);
        } catch (RuntimeException e) {
            LOG.warnf(e, "Old rows of the realm %s cannot be deleted at the moment; they stay.", realmId);
        }
    }

    private void told(Head end) {
        memory.remember(end);
        LINES.infof(
                "{\"realm\":\"%s\",\"batch\":%d,\"rows\":%d,\"checkpoint\":\"%s\"}",
                end.checkpoint().realm(),
                end.checkpoint().batch(),
                end.checkpoint().rows(),
                end.jws());
    }

    /** The chain goes on from what is remembered, so that the gap stays for everybody to see. */
    private void warnOfALoss(String realmId) {
        long remembered =
                memory.of(realmId).map(end -> end.checkpoint().batch()).orElse(0L);
        long there = chain.head(realmId).map(end -> end.checkpoint().batch()).orElse(0L);
        if (there < remembered && !isGone(realmId)) {
            LOG.errorf(
                    "The audit log of the realm %s has been cut off: it ended with batch %d, and now ends with %d.",
                    realmId, remembered, there);
            KeycloakModelUtils.runJobInTransaction(
                    factory, session -> new AuditEvents(session).insertCommitted(loss(realmId, remembered, there)));
        }
    }

    private AuditRecord loss(String realmId, long remembered, long there) {
        return new AuditRecord(
                UUID.randomUUID(),
                clock.instant(),
                realmId,
                AuditType.AUDIT_TAMPERED,
                Outcome.FAILURE,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of("ended-with-" + remembered, "ends-with-" + there),
                AuditRecord.Origin.SERVER);
    }

    private Optional<CheckpointSigner> signer(String realmId) {
        return inRealm(realmId, (session, realm) -> keys.signer(session, realm));
    }

    /** Else somebody who puts a row into the table would make this node remember it. */
    private boolean isGenuine(String realmId, Head end) {
        return inRealm(realmId, (session, realm) -> keys.trusted(session, realm).vouchFor(end.jws()))
                .orElse(false);
    }

    private Duration retention(String realmId) {
        return inRealm(
                        realmId,
                        (session, realm) -> AuditPolicy.read(new Settings(
                                        realm::getAttribute,
                                        (name, problem) -> LOG.warnf(
                                                "Realm %s: the attribute %s %s", realm.getName(), name, problem)))
                                .retention())
                .orElseThrow();
    }

    private boolean isGone(String realmId) {
        return inRealm(realmId, (session, realm) -> true).isEmpty();
    }

    private interface Work<T> {
        T in(KeycloakSession session, RealmModel realm);
    }

    private <T> Optional<T> inRealm(String realmId, Work<T> work) {
        return KeycloakModelUtils.runJobInTransactionWithResult(factory, session -> {
            RealmModel realm = session.realms().getRealm(realmId);
            if (realm == null) {
                return Optional.<T>empty();
            }
            session.getContext().setRealm(realm);
            return Optional.of(work.in(session, realm));
        });
    }
}
