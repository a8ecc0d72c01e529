package dev.mfapack.persistence;

import dev.mfapack.core.limit.Comparison;
import dev.mfapack.core.limit.LimitReason;
import dev.mfapack.core.limit.Subject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;

/** For administrators: who and what is held back in a realm, and how to lift it. Works in the caller's transaction. */
public final class LimitsOverview {

    /**
     * A person who may not answer.
     *
     * @param id for {@link #liftHold}
     * @param userId the person
     * @param factor the credential type
     * @param failures wrong answers in a row
     * @param until until when no answer is taken
     * @param disabled whether the factor must be bound anew, whatever the time
     */
    public record Hold(String id, String userId, String factor, int failures, Instant until, boolean disabled) {}

    /**
     * A block of numbers or a country that gets no messages.
     *
     * @param id for {@link #liftBlock}
     * @param place the block of numbers without its last four digits, or the country
     * @param verifiedBefore whether numbers verified before are blocked; else fresh ones are
     * @param inARow how many blocks followed each other
     * @param until until when
     */
    public record Block(String id, String place, boolean verifiedBefore, int inARow, Instant until) {}

    /**
     * Something that was refused.
     *
     * @param time when
     * @param userId who asked
     * @param factor the credential type
     * @param reason the word of the rule
     */
    public record Refusal(Instant time, String userId, String factor, String reason) {}

    private final EntityManager em;

    private LimitsOverview(EntityManager em) {
        this.em = em;
    }

    public static LimitsOverview of(KeycloakSession session) {
        return over(session.getProvider(JpaConnectionProvider.class).getEntityManager());
    }

    static LimitsOverview over(EntityManager em) {
        return new LimitsOverview(em);
    }

    /** People who may not answer, the latest first, {@code most} of them at most. */
    public List<Hold> holds(String realmId, Instant now, int most) {
        return em.createQuery("""
                        from ThrottleEntity where realmId = :realm and kind = :answers
                          and (heldAt > :now or counted >= :disabled)
                        order by heldAt desc
                        """, ThrottleEntity.class)
                .setParameter("realm", realmId)
                .setParameter("answers", Subject.Kind.ANSWERS)
                .setParameter("now", now.toEpochMilli())
                .setParameter("disabled", Comparison.MOST_FAILURES)
                .setMaxResults(most)
                .getResultStream()
                .map(LimitsOverview::hold)
                .toList();
    }

    /** One of {@link #holds}; empty when there is none. */
    public Optional<Hold> hold(String realmId, String id) {
        return Optional.ofNullable(em.find(ThrottleEntity.class, id))
                .filter(row -> row.realmId.equals(realmId) && row.kind == Subject.Kind.ANSWERS)
                .map(LimitsOverview::hold);
    }

    private static Hold hold(ThrottleEntity row) {
        return new Hold(
                row.id,
                row.subject,
                row.factor,
                row.counted,
                Instant.ofEpochMilli(row.heldAt),
                row.counted >= Comparison.MOST_FAILURES);
    }

    /** Blocks of numbers and countries that get no messages, the longest first, {@code most} of them at most. */
    public List<Block> blocks(String realmId, Instant now, int most) {
        return em.createQuery(
                        "from SmsTrafficEntity where realmId = :realm and blockedUntil > :now order by blockedUntil desc",
                        SmsTrafficEntity.class)
                .setParameter("realm", realmId)
                .setParameter("now", now.toEpochMilli())
                .setMaxResults(most)
                .getResultStream()
                .map(LimitsOverview::block)
                .toList();
    }

    /** One of {@link #blocks}, or one that is over; empty when there is none. */
    public Optional<Block> block(String realmId, String id) {
        return Optional.ofNullable(em.find(SmsTrafficEntity.class, id))
                .filter(row -> row.realmId.equals(realmId) && row.blockedUntil > 0)
                .map(LimitsOverview::block);
    }

    private static Block block(SmsTrafficEntity row) {
        return new Block(row.id, row.place, row.verifiedBefore, row.blocks, Instant.ofEpochMilli(row.blockedUntil));
    }

    /** What the limits refused since then, the latest first, {@code most} of them at most. */
    public List<Refusal> refusals(String realmId, Instant since, int most) {
        return em.createQuery("""
                        from AuditEventEntity where realmId = :realm and eventTime >= :since
                          and type in (:types) and reasons in (:words) and userId is not null and factor is not null
                        order by eventTime desc
                        """, AuditEventEntity.class)
                .setParameter("realm", realmId)
                .setParameter("since", since.toEpochMilli())
                .setParameter(
                        "types",
                        Arrays.stream(LimitReason.values())
                                .map(reason -> reason.recordedAs().name())
                                .distinct()
                                .toList())
                .setParameter(
                        "words",
                        Arrays.stream(LimitReason.values())
                                .map(LimitReason::word)
                                .toList())
                .setMaxResults(most)
                .getResultStream()
                .map(row -> new Refusal(
                        Instant.ofEpochMilli(row.eventTime),
                        Objects.requireNonNull(row.userId),
                        Objects.requireNonNull(row.factor),
                        row.reasons))
                .toList();
    }

    /**
     * Forgets somebody's wrong answers.
     *
     * @return whether there were any
     */
    public boolean liftHold(String realmId, String id) {
        return em.createQuery("delete from ThrottleEntity where id = :id and realmId = :realm and kind = :answers")
                        .setParameter("id", id)
                        .setParameter("realm", realmId)
                        .setParameter("answers", Subject.Kind.ANSWERS)
                        .executeUpdate()
                == 1;
    }

    /**
     * Ends a block, and forgets the messages of the last hour: they would only bring the next one.
     *
     * @return whether there was one
     */
    public boolean liftBlock(String realmId, String id) {
        return em.createQuery("""
                                update SmsTrafficEntity set blockedUntil = 0, blocks = 0, trialAt = 0, slots = null
                                where id = :id and realmId = :realm and blockedUntil > 0
                                """)
                        .setParameter("id", id)
                        .setParameter("realm", realmId)
                        .executeUpdate()
                == 1;
    }
}
