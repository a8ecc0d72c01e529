package dev.mfapack.persistence;

import dev.mfapack.core.level.Level;
import dev.mfapack.core.risk.RiskPolicy;
import dev.mfapack.risk.Assessment;
import dev.mfapack.risk.Decisions;
import dev.mfapack.risk.Learning;
import dev.mfapack.risk.Lesson;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.hibernate.jpa.HibernateHints;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;

/** The table {@code MFA_RISK_DECISION}, in short transactions. Thread-safe. */
public final class RiskDecisions implements Decisions {

    /** A season to look back on when thresholds are chosen. */
    static final Duration KEPT = Duration.ofDays(90);

    /** Decisions of one transaction: a megabyte, and a few milliseconds of a connection. */
    private static final int PAGE = 500;

    private static final double PARTS = 1_000_000;

    private static final Logger LOG = Logger.getLogger(RiskDecisions.class);

    private final ShortTransactions transactions;
    private final Clock clock;

    public RiskDecisions(ShortTransactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Optional<String> add(String realmId, String userId, RiskPolicy.Mode mode, Assessment assessment) {
        try {
            RiskDecisionEntity row = row(realmId, userId, mode, assessment);
            return transactions.call(em -> {
                em.persist(row);
                return Optional.of(row.id);
            });
        } catch (RuntimeException e) {
            LOG.warnf("A risk decision cannot be kept: %s", e);
            return Optional.empty();
        }
    }

    private static RiskDecisionEntity row(String realmId, String userId, RiskPolicy.Mode mode, Assessment assessment) {
        RiskDecisionEntity row = new RiskDecisionEntity();
        row.id = UUID.randomUUID().toString();
        row.decidedAt = assessment.lesson().time().toEpochMilli();
        row.realmId = realmId;
        row.userId = userId;
        row.mode = mode;
        row.level = assessment.level().number();
        row.score = parts(assessment.score());
        row.refusal = assessment.refusal().orElse(null);
        row.personIsNew = assessment.learning().person();
        row.realmIsNew = assessment.learning().realm();
        row.personDays = parts(assessment.learning().days());
        row.contributions = ContributionsText.write(assessment.contributions());
        row.model = assessment.model();
        row.lesson = assessment.lesson().write();
        return row;
    }

    /** A decision of a realm. */
    public Optional<RiskDecision> find(String realmId, String id) {
        return transactions.call(em -> em.createQuery(
                        "from RiskDecisionEntity where id = :id and realmId = :realm", RiskDecisionEntity.class)
                .setParameter("id", id)
                .setParameter("realm", realmId)
                .getResultStream()
                .findFirst()
                .map(RiskDecisions::decision));
    }

    /**
     * One page, the latest first.
     *
     * @param after the last decision of the page before
     * @param most how many at most
     */
    public List<RiskDecision> page(RiskDecisionFilter filter, @Nullable AuditCursor after, int most) {
        return transactions.call(em -> page(em, filter, after, most, true));
    }

    /** The cursor behind a page's last decision. */
    public static AuditCursor after(RiskDecision last) {
        return new AuditCursor(last.time().toEpochMilli(), last.id());
    }

    /** All of them, the earliest first, for a replay; no transaction is open while {@code each} is called. */
    public void forEach(RiskDecisionFilter filter, Consumer<RiskDecision> each) {
        List<RiskDecision> page = transactions.call(em -> page(em, filter, null, PAGE, false));
        while (!page.isEmpty()) {
            page.forEach(each);
            AuditCursor after = after(page.get(page.size() - 1));
            page = page.size() < PAGE ? List.of() : transactions.call(em -> page(em, filter, after, PAGE, false));
        }
    }

    private static List<RiskDecision> page(
            EntityManager em, RiskDecisionFilter filter, @Nullable AuditCursor after, int most, boolean latestFirst) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        String conditions = filter.conditions(parameters);
        String beyond = latestFirst ? "<" : ">";
        if (after != null) {
            // The first condition alone bounds the index; the second one parts decisions of one millisecond.
            conditions +=
                    " and decidedAt %1$s= :after and (decidedAt %1$s :after or id %1$s :afterId)".formatted(beyond);
            parameters.put("after", after.time());
            parameters.put("afterId", after.id());
        }
        String order = latestFirst ? "decidedAt desc, id desc" : "decidedAt, id";
        TypedQuery<RiskDecisionEntity> query = em.createQuery(
                        "from RiskDecisionEntity where " + conditions + " order by " + order, RiskDecisionEntity.class)
                .setHint(HibernateHints.HINT_READ_ONLY, true)
                .setMaxResults(most);
        parameters.forEach(query::setParameter);
        return query.getResultStream().map(RiskDecisions::decision).toList();
    }

    /** As {@link #label(KeycloakSession, String, String, RiskDecision.Label, String)}, in a transaction of its own. */
    boolean label(String realmId, String id, RiskDecision.Label label, String by) {
        return transactions.call(em -> setLabel(em, realmId, id, label, by));
    }

    /**
     * Says what a login was; a later word takes the place of an earlier one. Part of the caller's transaction: with its record, or not
     * at all.
     *
     * @param by id of the person or administrator who says so
     * @return false when the realm has no such decision
     */
    public boolean label(KeycloakSession session, String realmId, String id, RiskDecision.Label label, String by) {
        return setLabel(session.getProvider(JpaConnectionProvider.class).getEntityManager(), realmId, id, label, by);
    }

    private boolean setLabel(EntityManager em, String realmId, String id, RiskDecision.Label label, String by) {
        return em.createQuery("update RiskDecisionEntity set label = :label, labelledBy = :by, labelledAt = :now"
                                + " where id = :id and realmId = :realm")
                        .setParameter("label", label)
                        .setParameter("by", by)
                        .setParameter("now", clock.millis())
                        .setParameter("id", id)
                        .setParameter("realm", realmId)
                        .executeUpdate()
                == 1;
    }

    private static RiskDecision decision(RiskDecisionEntity row) {
        Optional<RiskDecision.Verdict> verdict = row.label == null || row.labelledBy == null || row.labelledAt == null
                ? Optional.empty()
                : Optional.of(
                        new RiskDecision.Verdict(row.label, row.labelledBy, Instant.ofEpochMilli(row.labelledAt)));
        return new RiskDecision(
                row.id,
                Instant.ofEpochMilli(row.decidedAt),
                row.realmId,
                row.userId,
                row.mode,
                Level.ofNumber(row.level).orElseThrow(() -> new IllegalStateException("no level: " + row.level)),
                row.score / PARTS,
                Optional.ofNullable(row.refusal),
                new Learning(row.personIsNew, row.realmIsNew, row.personDays / PARTS),
                ContributionsText.read(row.contributions),
                row.model,
                Lesson.read(row.lesson),
                verdict);
    }

    private static long parts(double number) {
        return Math.round(number * PARTS);
    }

    /**
     * Deletes what has been kept long enough.
     *
     * @param now milliseconds since the epoch
     */
    static void deleteOld(EntityManager em, long now) {
        em.createQuery("delete from RiskDecisionEntity where decidedAt < :oldest")
                .setParameter("oldest", now - KEPT.toMillis())
                .executeUpdate();
    }
}
