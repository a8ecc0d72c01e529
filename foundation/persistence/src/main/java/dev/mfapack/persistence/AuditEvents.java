package dev.mfapack.persistence;

import dev.mfapack.core.audit.AuditRecord;
import dev.mfapack.core.audit.AuditType;
import dev.mfapack.core.audit.chain.ChainRow;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.jpa.HibernateHints;
import org.jspecify.annotations.Nullable;
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

    /** One page of the log, the latest first. */
    public static List<ChainRow> page(EntityManager em, AuditFilter filter, @Nullable AuditCursor after, int most) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        String conditions = filter.conditions(parameters);
        if (after != null) {
            // The first condition alone bounds the index; the second one parts records of one millisecond.
            conditions += " and eventTime <= :after and (eventTime < :after or id < :afterId)";
            parameters.put("after", after.time());
            parameters.put("afterId", after.id());
        }
        TypedQuery<AuditEventEntity> query = em.createQuery(
                        "from AuditEventEntity where " + conditions + " order by eventTime desc, id desc",
                        AuditEventEntity.class)
                .setHint(HibernateHints.HINT_READ_ONLY, true)
                .setMaxResults(most);
        parameters.forEach(query::setParameter);
        List<ChainRow> page =
                query.getResultStream().map(AuditEventEntity::toRow).toList();
        // An export goes through millions of rows with one entity manager.
        em.clear();
        return page;
    }

    /** One page of the log in a transaction of its own. */
    public List<ChainRow> page(AuditFilter filter, @Nullable AuditCursor after, int most) {
        return new OwnTransaction(session.getKeycloakSessionFactory()).call(em -> page(em, filter, after, most));
    }

    /** The reasons of the realm's latest record of that type; empty when there is none. */
    public List<String> latestReasons(String realmId, AuditType type) {
        return session.getProvider(JpaConnectionProvider.class)
                .getEntityManager()
                .createQuery(
                        "select reasons from AuditEventEntity where realmId = :realm and type = :type order by eventTime desc",
                        String.class)
                .setParameter("realm", realmId)
                .setParameter("type", type.name())
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .map(reasons -> List.of(reasons.split(",", -1)))
                .orElse(List.of());
    }

    /** When that last succeeded with one credential of somebody; empty when no record tells. */
    public Optional<Instant> latest(String realmId, String userId, AuditType type, String credentialId) {
        Long latest = session.getProvider(JpaConnectionProvider.class)
                .getEntityManager()
                .createQuery(
                        "select max(eventTime) from AuditEventEntity where realmId = :realm and userId = :user"
                                + " and type = :type and outcome = :success and credentialId = :credential",
                        Long.class)
                .setParameter("realm", realmId)
                .setParameter("user", userId)
                .setParameter("type", type.name())
                .setParameter("success", AuditRecord.Outcome.SUCCESS.name())
                .setParameter("credential", credentialId)
                .getSingleResult();
        return Optional.ofNullable(latest).map(Instant::ofEpochMilli);
    }
}
