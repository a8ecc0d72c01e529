package dev.mfapack.core.challenge;

import dev.mfapack.core.challenge.ChallengeStore.CountedAttempt;
import dev.mfapack.core.key.HashKey;
import dev.mfapack.core.key.KeyPurpose;
import dev.mfapack.core.key.KeyRing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The life of a challenge: begin, perhaps resend, answer. Sends nothing itself.
 *
 * <p>Thread-safe as its collaborators are.
 */
public final class Challenges {

    /** What people and phones put between digits: spaces of every width, dashes, and marks of direction. */
    private static final Pattern SEPARATORS =
            Pattern.compile("[\\s\\p{Zs}\\-\\u2010-\\u2015\\u200B-\\u200F\\u202A-\\u202E\\u2066-\\u2069]");

    private static final int LONGEST_GIVEN = 100;

    private final ChallengeStore store;
    private final KeyRing keys;
    private final CodeGenerator codes;
    private final Clock clock;

    public Challenges(ChallengeStore store, KeyRing keys, CodeGenerator codes, Clock clock) {
        this.store = store;
        this.keys = keys;
        this.codes = codes;
        this.clock = clock;
    }

    /** Makes a challenge and its first code. */
    public IssuedCode begin(Binding binding, CodePolicy policy) {
        Instant nextSendAt = clock.instant().plus(policy.waitAfter(1));
        return begin(binding, policy, Challenge.Delivery.QUEUED, nextSendAt);
    }

    /**
     * Makes a challenge whose code nobody ever learns, because it is too early for a message; answers to it count as to any other.
     *
     * @param nextSendAt from when on a message may leave
     */
    public Challenge beginWithheld(Binding binding, CodePolicy policy, Instant nextSendAt) {
        return begin(binding, policy, Challenge.Delivery.WITHHELD, nextSendAt).challenge();
    }

    private IssuedCode begin(Binding binding, CodePolicy policy, Challenge.Delivery delivery, Instant nextSendAt) {
        UUID id = UUID.randomUUID();
        String code = codes.next(policy.digits());
        HashKey key = keys.current(binding.realmId(), KeyPurpose.CODE_HASH);
        Instant now = clock.instant();
        Challenge challenge = new Challenge(
                id,
                binding.realmId(),
                binding.userId(),
                binding.factor(),
                binding.purpose(),
                CodeHash.of(key, id, binding, code),
                key.version(),
                now,
                now.plus(policy.lifetime()),
                nextSendAt,
                0,
                policy.attempts(),
                1,
                Challenge.State.PENDING,
                delivery);
        store.insert(challenge);
        return new IssuedCode(challenge, code);
    }

    public Optional<Challenge> find(UUID id) {
        return store.find(id);
    }

    /** Why no other code may take the place of the last one now; empty when one may. */
    public Optional<Resend> whyNoResend(UUID id, Binding binding) {
        Challenge old = store.find(id).orElse(null);
        if (old == null || !isOpenFor(binding, old)) {
            return Optional.of(new Resend.Refused());
        }
        Duration wait = old.waitAt(clock.instant());
        return wait.isZero() ? Optional.empty() : Optional.of(new Resend.TooEarly(wait));
    }

    /** Puts a new code in place of the old one, after the wait the policy asks for. An expired code can be renewed. */
    public Resend resend(UUID id, Binding binding, CodePolicy policy) {
        Challenge old = store.find(id).orElse(null);
        if (old == null || !isOpenFor(binding, old)) {
            return new Resend.Refused();
        }
        Instant now = clock.instant();
        if (!old.waitAt(now).isZero()) {
            return new Resend.TooEarly(old.waitAt(now));
        }
        String code = codes.next(policy.digits());
        HashKey key = keys.current(binding.realmId(), KeyPurpose.CODE_HASH);
        int sends = old.sends() + 1;
        Challenge renewed = new Challenge(
                old.id(),
                old.realmId(),
                old.userId(),
                old.factor(),
                old.purpose(),
                CodeHash.of(key, id, binding, code),
                key.version(),
                now,
                now.plus(policy.lifetime()),
                now.plus(policy.waitAfter(sends)),
                old.attempts(),
                old.maxAttempts(),
                sends,
                Challenge.State.PENDING,
                Challenge.Delivery.QUEUED);
        return store.renew(renewed, old.sends())
                ? new Resend.Issued(new IssuedCode(renewed, code))
                : new Resend.TooEarly(policy.waitAfter(sends));
    }

    /**
     * Takes an answer. The attempt is counted and committed before anything is compared, so that guesses sent side by side
     * are all counted.
     *
     * @param digits how many digits a code has in this realm
     * @param given what the person typed; spaces and dashes are ignored, digits of any script count as what they mean
     */
    public Answer answer(UUID id, Binding binding, int digits, String given) {
        if (!isWellFormed(given, digits)) {
            return new Answer.Malformed();
        }
        String code = digitsIn(given);
        Instant now = clock.instant();
        CountedAttempt attempt = store.countAttempt(id, now).orElse(null);
        if (attempt == null) {
            return new Answer.Gone();
        }
        if (!attempt.counted()) {
            return whyNot(attempt.challenge(), now);
        }
        Challenge challenge = attempt.challenge();
        HashKey key = keys.version(challenge.realmId(), KeyPurpose.CODE_HASH, challenge.keyVersion())
                .orElse(null);
        if (key == null || !CodeHash.matches(key, challenge, binding, code)) {
            return new Answer.Wrong(challenge);
        }
        return store.consume(challenge) ? new Answer.Accepted(challenge) : new Answer.Gone();
    }

    /** Whether {@code given} has exactly {@code digits} decimal digits of any script, spaces and dashes aside. */
    public static boolean isWellFormed(String given, int digits) {
        // Far longer than any code with its separators: not worth a look.
        if (given.length() > LONGEST_GIVEN) {
            return false;
        }
        String code = digitsIn(given);
        return code.length() == digits && code.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static String digitsIn(String given) {
        StringBuilder code = new StringBuilder();
        SEPARATORS.matcher(given).replaceAll("").codePoints().forEach(c -> {
            int digit = Character.digit(c, 10);
            code.appendCodePoint(digit < 0 ? c : '0' + digit);
        });
        return code.toString();
    }

    private static boolean isOpenFor(Binding binding, Challenge challenge) {
        return challenge.belongsTo(binding)
                && !challenge.isExhausted()
                && challenge.state() != Challenge.State.VERIFIED;
    }

    private Answer whyNot(Challenge challenge, Instant now) {
        if (challenge.isExhausted()) {
            return new Answer.Exhausted();
        }
        if (challenge.state() == Challenge.State.PENDING && challenge.isExpiredAt(now)) {
            store.expire(challenge);
            return new Answer.Expired();
        }
        return challenge.state() == Challenge.State.EXPIRED ? new Answer.Expired() : new Answer.Gone();
    }
}
