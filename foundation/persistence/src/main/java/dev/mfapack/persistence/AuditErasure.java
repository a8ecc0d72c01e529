package dev.mfapack.persistence;

import dev.mfapack.core.audit.AuditRecord;
import dev.mfapack.core.audit.AuditRecord.Outcome;
import dev.mfapack.core.audit.AuditType;
import dev.mfapack.core.audit.chain.ChainVerifier;
import dev.mfapack.core.audit.chain.PersonalField;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.keycloak.common.util.Time;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;

/**
 * Takes a removed person out of the audit log, in the transaction that removes them: what tells of the person goes, one pseudonym
 * stands in all the rows, and a record says how many they were. The chain still verifies.
 */
final class AuditErasure {

    private static final int AT_ONCE = 500;

    private static final Set<PersonalField> OF_THE_PERSON = EnumSet.of(PersonalField.PERSON, PersonalField.CREDENTIAL);
    private static final Set<PersonalField> OF_THE_ACTOR =
            EnumSet.complementOf(EnumSet.of(PersonalField.PERSON, PersonalField.CREDENTIAL));

    private final KeycloakSession session;

    AuditErasure(KeycloakSession session) {
        this.session = session;
    }

    void erase(String realmId, String userId) {
        EntityManager em = session.getProvider(JpaConnectionProvider.class).getEntityManager();
        String pseudonym = "erased-" + UUID.randomUUID();
        long erased = erase(em, realmId, userId, pseudonym);
        if (erased > 0) {
            session.getProvider(AuditTrailProvider.class)
                    .record(new AuditRecord(
                            UUID.randomUUID(),
                            Instant.ofEpochMilli(Time.currentTimeMillis()),
                            realmId,
                            AuditType.PERSON_ERASED,
                            Outcome.SUCCESS,
                            pseudonym,
                            null,
                            null,
                            null,
                            null,
                            null,
                            List.of(ChainVerifier.ERASED_ROWS + erased),
                            AuditRecord.Origin.SERVER));
        }
    }

    /** Erases, and returns in how many rows. */
    static long erase(EntityManager em, String realmId, String userId, String pseudonym) {
        long erased = 0;
        for (List<AuditEventEntity> rows = next(em, realmId, userId);
                !rows.isEmpty();
                rows = next(em, realmId, userId)) {
            rows.forEach(row -> row.erase(fields(row, userId), pseudonym));
            em.flush();
            // They are found no more, by their new names; and a long life would fill the memory.
            rows.forEach(em::detach);
            erased += rows.size();
        }
        return erased;
    }

    private static List<AuditEventEntity> next(EntityManager em, String realmId, String userId) {
        return em.createQuery(
                        "from AuditEventEntity where realmId = :realm and (userId = :user or actorId = :user)",
                        AuditEventEntity.class)
                .setParameter("realm", realmId)
                .setParameter("user", userId)
                .setMaxResults(AT_ONCE)
                .getResultList();
    }

    /** Where somebody else did it, address and session are that person's. */
    private static Set<PersonalField> fields(AuditEventEntity row, String userId) {
        boolean person = userId.equals(row.userId);
        boolean actor = userId.equals(row.actorId);
        if (person && (actor || row.actorId == null)) {
            return EnumSet.allOf(PersonalField.class);
        }
        return person ? OF_THE_PERSON : OF_THE_ACTOR;
    }
}
