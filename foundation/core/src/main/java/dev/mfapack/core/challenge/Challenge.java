package dev.mfapack.core.challenge;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A code that was sent and awaits its answer. Holds the code's keyed hash, never the code.
 *
 * @param id random id
 * @param realmId the realm it belongs to
 * @param userId the person it belongs to
 * @param factor the factor
 * @param purpose what a right answer is good for
 * @param codeHash keyed hash over code and {@link Binding}
 * @param keyVersion version of the key that made the hash
 * @param issuedAt when the current code was made
 * @param expiresAt when the current code dies
 * @param nextSendAt from when on another code may be sent
 * @param attempts wrong or still uncompared answers so far; a resend does not reset it
 * @param maxAttempts answers after which the challenge is dead
 * @param sends codes sent so far, at least 1
 * @param state where in its life it is
 * @param delivery what became of the latest message
 */
public record Challenge(
        UUID id,
        String realmId,
        String userId,
        Factor factor,
        Purpose purpose,
        String codeHash,
        int keyVersion,
        Instant issuedAt,
        Instant expiresAt,
        Instant nextSendAt,
        int attempts,
        int maxAttempts,
        int sends,
        State state,
        Delivery delivery) {

    /**
     * How far the clocks of two nodes may differ. A code looked at earlier than that before it was made is dead: only a
     * clock that was set back shows such a time, and it must not lengthen the code's life.
     */
    public static final Duration CLOCK_SKEW = Duration.ofSeconds(30);

    /** Where in its life a challenge is; only a pending one can succeed. */
    public enum State {
        PENDING,
        VERIFIED,
        EXPIRED
    }

    /** What became of the latest message. */
    public enum Delivery {
        QUEUED,
        SENT,
        FAILED
    }

    /** Whether the code is past its life at {@code now}, or {@code now} cannot be believed. */
    public boolean isExpiredAt(Instant now) {
        return !now.isBefore(expiresAt) || now.isBefore(issuedAt.minus(CLOCK_SKEW));
    }

    public boolean isExhausted() {
        return attempts >= maxAttempts;
    }

    /** Whether it is about the same person, factor and purpose as {@code binding}. */
    boolean belongsTo(Binding binding) {
        return realmId.equals(binding.realmId())
                && userId.equals(binding.userId())
                && factor == binding.factor()
                && purpose == binding.purpose();
    }

    /** Two characters by which the latest message can be told from others; not a secret. */
    public String reference() {
        return Reference.of(id, sends);
    }

    /** Leaves the hash out. */
    @Override
    public String toString() {
        return "Challenge[%s, %s %s, %s, attempts %d of %d]"
                .formatted(id, purpose, factor, state, attempts, maxAttempts);
    }

    /** How long until another code may be sent; zero when it may be sent now. A message that failed costs no wait. */
    public Duration waitAt(Instant now) {
        boolean clockWasSetBack = now.isBefore(issuedAt.minus(CLOCK_SKEW));
        if (delivery == Delivery.FAILED || clockWasSetBack || !now.isBefore(nextSendAt)) {
            return Duration.ZERO;
        }
        return Duration.between(now, nextSendAt);
    }
}
