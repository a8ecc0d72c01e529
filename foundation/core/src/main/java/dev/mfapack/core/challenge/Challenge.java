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

    /**
     * When a message that failed is told to have failed, after its code was made: as long as a gateway that stays silent takes.
     * So nobody can tell by the time whether a limit or a gateway refused it (V6.3.8).
     */
    public static final Duration FAILURE_TOLD_AFTER = Duration.ofSeconds(10);

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
        FAILED,
        /** No message was made: it was too early for another. */
        WITHHELD
    }

    /** Whether the code is past its life at {@code now}, or {@code now} cannot be believed. */
    public boolean isExpiredAt(Instant now) {
        return !now.isBefore(expiresAt) || wasClockSetBack(now);
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

    /** What may be known of the latest message at {@code now}. */
    public Delivery toldAt(Instant now) {
        boolean early = now.isBefore(issuedAt.plus(FAILURE_TOLD_AFTER)) && !wasClockSetBack(now);
        return delivery == Delivery.FAILED && early ? Delivery.QUEUED : delivery;
    }

    private boolean wasClockSetBack(Instant now) {
        return now.isBefore(issuedAt.minus(CLOCK_SKEW));
    }

    /** How long until another code may be sent; zero when it may be sent now. A message that is told to have failed costs no wait. */
    public Duration waitAt(Instant now) {
        if (toldAt(now) == Delivery.FAILED || wasClockSetBack(now) || !now.isBefore(nextSendAt)) {
            return Duration.ZERO;
        }
        return Duration.between(now, nextSendAt);
    }
}
