package dev.mfapack.persistence;

import dev.mfapack.core.audit.AuditRecord;
import dev.mfapack.core.audit.AuditType;
import dev.mfapack.risk.AccountEvents;
import dev.mfapack.risk.Accounts;
import dev.mfapack.risk.Observed;
import dev.mfapack.risk.Why;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** What the audit log tells of accounts. Thread-safe. */
final class AuditedAccounts implements Accounts {

    private static final List<AuditType> FACTOR_CHANGES = List.of(AuditType.FACTOR_ENROLLED, AuditType.FACTOR_REMOVED);

    /** Each type by itself: Hibernate translates a query with a list of values anew each time. */
    private static final String LATEST = "select type, max(eventTime) from AuditEventEntity where realmId = :realm"
            + " and userId = :user and eventTime >= :from and outcome = :success"
            + " and (type = :enrolled or type = :removed or type = :reported) group by type";

    private static final Logger LOG = Logger.getLogger(AuditedAccounts.class);

    private final ShortTransactions transactions;

    AuditedAccounts(ShortTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Observed<AccountEvents> since(String realmId, String userId, Instant from) {
        try {
            Map<String, Instant> latest = transactions.call(em -> latest(em, realmId, userId, from));
            Optional<Instant> changed = FACTOR_CHANGES.stream()
                    .flatMap(type -> Stream.ofNullable(latest.get(type.name())))
                    .max(Instant::compareTo);
            return Observed.of(new AccountEvents(
                    Optional.empty(), changed, Optional.ofNullable(latest.get(AuditType.REPUDIATED.name()))));
        } catch (RuntimeException e) {
            LOG.warnf("What happened to an account cannot be read: %s", e);
            return Observed.unknown(Why.STORE_FAILED);
        }
    }

    private static Map<String, Instant> latest(EntityManager em, String realmId, String userId, Instant from) {
        return em.createQuery(LATEST, Object[].class)
                .setParameter("realm", realmId)
                .setParameter("user", userId)
                .setParameter("from", from.toEpochMilli())
                .setParameter("success", AuditRecord.Outcome.SUCCESS.name())
                .setParameter("enrolled", AuditType.FACTOR_ENROLLED.name())
                .setParameter("removed", AuditType.FACTOR_REMOVED.name())
                .setParameter("reported", AuditType.REPUDIATED.name())
                .getResultStream()
                .collect(Collectors.toMap(row -> (String) row[0], row -> Instant.ofEpochMilli((Long) row[1])));
    }
}
