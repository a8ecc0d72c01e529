package dev.mfapack.factors.limit;

import dev.mfapack.core.challenge.CodePolicy;
import dev.mfapack.core.limit.Comparison;
import dev.mfapack.core.limit.Holder;
import dev.mfapack.core.limit.LimitPolicy;
import dev.mfapack.core.limit.LimitReason;
import dev.mfapack.core.limit.Limits;
import dev.mfapack.core.limit.SendRules;
import dev.mfapack.factors.KeycloakClock;
import dev.mfapack.persistence.JpaLimitStore;
import io.micrometer.core.instrument.Metrics;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;

/**
 * The limiter for answers to something that nothing was sent for: the same ladder of waits, for each factor on its own (T2, T3).
 *
 * <p>One per Keycloak session and factor; not thread-safe. Each call is committed on its own.
 */
public final class AnswerLimits {

    private final String realmId;
    private final String factor;
    private final Limits limits;

    private AnswerLimits(KeycloakSession session, String factor) {
        this.realmId = session.getContext().getRealm().getId();
        this.factor = factor;
        // No rule about sending ever applies here.
        this.limits = new Limits(
                new JpaLimitStore(session.getKeycloakSessionFactory(), KeycloakClock.INSTANCE),
                new SendRules(LimitPolicy.DEFAULT, CodePolicy.DEFAULT),
                KeycloakClock.INSTANCE);
    }

    /** For the realm of the current request; {@code factor} is a credential type. */
    public static AnswerLimits of(KeycloakSession session, String factor) {
        return new AnswerLimits(session, factor);
    }

    /**
     * Why an answer may not be compared now; empty when it may, and then it counts as a wrong one until {@link #answeredRight}.
     */
    public Optional<LimitReason> beforeComparing(String userId) {
        Comparison comparison = limits.beforeComparing(holder(userId));
        if (comparison instanceof Comparison.Go) {
            return Optional.empty();
        }
        LimitReason reason =
                comparison instanceof Comparison.Disabled ? LimitReason.FACTOR_DISABLED : LimitReason.ANSWER_WAIT;
        Metrics.counter("mfa.limits", "factor", factor, "reason", reason.word()).increment();
        return Optional.of(reason);
    }

    /** Forgets the wrong answers before it. */
    public void answeredRight(String userId) {
        limits.answeredRight(holder(userId));
    }

    /** The factor was bound anew, and wrong answers to the old one say nothing about this one. */
    public void boundAnew(String userId) {
        limits.boundAnew(holder(userId));
    }

    private Holder holder(String userId) {
        return new Holder(realmId, userId, factor);
    }
}
