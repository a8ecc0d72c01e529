package dev.mfapack.persistence;

import dev.mfapack.risk.Observed;
import dev.mfapack.risk.Profiles;
import dev.mfapack.risk.Why;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.List;
import org.hibernate.exception.ConstraintViolationException;
import org.jboss.logging.Logger;

/** The table {@code MFA_RISK_PROFILE}, in short transactions. Thread-safe. */
public final class JpaProfiles implements Profiles {

    /** Longer than {@link dev.mfapack.risk.Decay#FORGOTTEN_DAYS} nothing in a profile counts. */
    static final int KEPT_DAYS = 180;

    private static final Logger LOG = Logger.getLogger(JpaProfiles.class);

    private final ShortTransactions transactions;
    private final Clock clock;

    public JpaProfiles(ShortTransactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Observed<Stored> load(String realmId, String userId) {
        try {
            return Observed.of(transactions.call(em -> em.createQuery(
                            "select ver, habits from RiskProfileEntity where realmId = :realm and userId = :user",
                            Object[].class)
                    .setParameter("realm", realmId)
                    .setParameter("user", userId)
                    .getResultStream()
                    .findFirst()
                    .map(row -> new Stored((Long) row[0], (byte[]) row[1]))
                    .orElse(Stored.NONE)));
        } catch (RuntimeException e) {
            LOG.warnf("A risk profile cannot be read: %s", e);
            return Observed.unknown(Why.STORE_FAILED);
        }
    }

    @Override
    public boolean save(String realmId, String userId, long before, byte[] blob) {
        int today = UtcDay.of(clock.instant());
        try {
            return transactions.call(em -> before == 0
                            ? insert(em, realmId, userId, blob, today)
                            : update(em, realmId, userId, before, blob, today))
                    == 1;
        } catch (ConstraintViolationException e) {
            // Where the database has no insert of its own for this, Hibernate's stand-in runs into the key at times.
            return false;
        } catch (RuntimeException e) {
            LOG.warnf("A risk profile cannot be written: %s", e);
            return false;
        }
    }

    private static int insert(EntityManager em, String realmId, String userId, byte[] blob, int today) {
        return NewRows.inserted(
                em,
                RiskProfileEntity.class,
                RiskProfileEntity.KEY,
                RiskProfileEntity.ATTRIBUTES,
                List.of(List.of(realmId, userId, 1L, today, blob)));
    }

    private static int update(EntityManager em, String realmId, String userId, long before, byte[] blob, int today) {
        return em.createQuery("update RiskProfileEntity set ver = :next, lastDay = :today, habits = :habits"
                        + " where realmId = :realm and userId = :user and ver = :before")
                .setParameter("next", before + 1)
                .setParameter("today", today)
                .setParameter("habits", blob)
                .setParameter("realm", realmId)
                .setParameter("user", userId)
                .setParameter("before", before)
                .executeUpdate();
    }

    /** Deletes profiles of people who have not logged in for {@link #KEPT_DAYS}. */
    static void deleteForgotten(EntityManager em, int today) {
        em.createQuery("delete from RiskProfileEntity where lastDay < :oldest")
                .setParameter("oldest", today - KEPT_DAYS)
                .executeUpdate();
    }
}
