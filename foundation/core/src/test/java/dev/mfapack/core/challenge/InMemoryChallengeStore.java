package dev.mfapack.core.challenge;

import dev.mfapack.core.challenge.Challenge.Delivery;
import dev.mfapack.core.challenge.Challenge.State;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Keeps the port's contract by changing each challenge atomically, on the same conditions as the table's updates. */
final class InMemoryChallengeStore implements ChallengeStore {

    private final Map<UUID, Challenge> challenges = new ConcurrentHashMap<>();

    @Override
    public void insert(Challenge challenge) {
        if (challenges.putIfAbsent(challenge.id(), challenge) != null) {
            throw new IllegalStateException("there is a challenge of this id already");
        }
    }

    @Override
    public Optional<Challenge> find(UUID id) {
        return Optional.ofNullable(challenges.get(id));
    }

    Challenge get(UUID id) {
        return find(id).orElseThrow();
    }

    @Override
    public Optional<CountedAttempt> countAttempt(UUID id, Instant now) {
        boolean counted = change(
                id,
                old -> old.state() == State.PENDING
                        && old.attempts() < old.maxAttempts()
                        && old.expiresAt().isAfter(now)
                        && !old.issuedAt().isAfter(now.plus(Challenge.CLOCK_SKEW)),
                old -> with(old, old.attempts() + 1, old.state(), old.delivery()));
        return find(id).map(challenge -> new CountedAttempt(challenge, counted));
    }

    @Override
    public boolean consume(Challenge compared) {
        return movePending(compared, State.VERIFIED);
    }

    @Override
    public void expire(Challenge seen) {
        movePending(seen, State.EXPIRED);
    }

    @Override
    public boolean renew(Challenge renewed, int sendsBefore) {
        return change(
                renewed.id(),
                old -> old.sends() == sendsBefore
                        && old.state() != State.VERIFIED
                        && old.attempts() < old.maxAttempts(),
                old -> with(renewed, old.attempts(), State.PENDING, Delivery.QUEUED));
    }

    void delivered(UUID id, Delivery delivery) {
        change(id, old -> true, old -> with(old, old.attempts(), old.state(), delivery));
    }

    private boolean movePending(Challenge seen, State state) {
        return change(
                seen.id(),
                old -> old.state() == State.PENDING && old.sends() == seen.sends(),
                old -> with(old, old.attempts(), state, old.delivery()));
    }

    private boolean change(UUID id, Predicate<Challenge> condition, UnaryOperator<Challenge> update) {
        boolean[] changed = {false};
        challenges.computeIfPresent(id, (key, old) -> {
            changed[0] = condition.test(old);
            return changed[0] ? update.apply(old) : old;
        });
        return changed[0];
    }

    private static Challenge with(Challenge c, int attempts, State state, Delivery delivery) {
        return new Challenge(
                c.id(),
                c.realmId(),
                c.userId(),
                c.factor(),
                c.purpose(),
                c.codeHash(),
                c.keyVersion(),
                c.issuedAt(),
                c.expiresAt(),
                c.nextSendAt(),
                attempts,
                c.maxAttempts(),
                c.sends(),
                state,
                delivery);
    }
}
