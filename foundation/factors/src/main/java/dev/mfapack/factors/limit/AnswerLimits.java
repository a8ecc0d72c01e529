package dev.mfapack.factors.limit;

import dev.mfapack.core.challenge.CodePolicy;
import dev.mfapack.core.limit.Comparison;
import dev.mfapack.core.limit.Holder;
import dev.mfapack.core.limit.LimitPolicy;
import dev.mfapack.core.limit.Limits;
import dev.mfapack.core.limit.SendRules;
import dev.mfapack.factors.KeycloakClock;
import dev.mfapack.persistence.JpaLimitStore;
import io.micrometer.core.instrument.Metrics;
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

    /** Whether an answer may be compared; if so, it counts as a wrong one until {@link #answeredRight}. */
    public Comparison beforeComparing(String userId) {
        Comparison comparison = limits.beforeComparing(holder(userId));
        if (comparison instanceof Comparison.Refused refused) {
            Metrics.counter(
                            "mfa.limits",
                            "factor",
                            factor,
                            "reason",
                            refused.reason().word())
                    .increment();
        }
        return comparison;
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
