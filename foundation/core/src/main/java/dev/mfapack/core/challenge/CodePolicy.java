package dev.mfapack.core.challenge;

import java.time.Duration;
import java.util.List;

/**
 * How a code sent to a phone or a mailbox looks and how long it lives.
 *
 * <p>Immutable and thread-safe.
 *
 * @param digits number of decimal digits, 6 to 10, default 6 (SP 800-63B-4 section 3.1.3.2)
 * @param lifetime how long a code is valid, 60 s to 600 s, default 300 s (SP 800-63B-4 section 3.1.3.2: at most 10 minutes)
 * @param attempts wrong answers after which a challenge is dead, 1 to 5, default 5 (PSD2 RTS Article 4)
 * @param resendWaits wait before the first, second, ... resend, 10 s to 3600 s each; the last one repeats; default 30 s,
 *     60 s, 120 s
 */
public record CodePolicy(int digits, Duration lifetime, int attempts, List<Duration> resendWaits) {

    /** The policy of a realm that sets nothing. */
    public static final CodePolicy DEFAULT = new CodePolicy(
            6, Duration.ofMinutes(5), 5, List.of(Duration.ofSeconds(30), Duration.ofMinutes(1), Duration.ofMinutes(2)));

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException when a value is out of its range; the message names value and range
     */
    public CodePolicy {
        requireRange("digits", digits, 6, 10);
        requireRange("lifetime in seconds", lifetime.toSeconds(), 60, 600);
        requireRange("attempts", attempts, 1, 5);
        if (resendWaits.isEmpty()) {
            throw new IllegalArgumentException("at least one resend wait is needed");
        }
        resendWaits.forEach(wait -> requireRange("resend wait in seconds", wait.toSeconds(), 10, 3600));
        resendWaits = List.copyOf(resendWaits);
    }

    /** The wait after the {@code sends}-th message, counted from 1. */
    public Duration waitAfter(int sends) {
        return resendWaits.get(Math.min(sends, resendWaits.size()) - 1);
    }

    /**
     * This policy with digits, lifetime and attempts of {@code other} where those are stricter: an execution may tighten its
     * realm, never loosen it.
     */
    public CodePolicy tightenedBy(CodePolicy other) {
        return new CodePolicy(
                Math.max(digits, other.digits),
                lifetime.compareTo(other.lifetime) <= 0 ? lifetime : other.lifetime,
                Math.min(attempts, other.attempts),
                resendWaits);
    }

    private static void requireRange(String what, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "%s must lie between %d and %d, but is %d".formatted(what, least, most, value));
        }
    }
}
