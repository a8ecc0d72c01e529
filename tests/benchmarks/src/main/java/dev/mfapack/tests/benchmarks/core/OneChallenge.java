package dev.mfapack.tests.benchmarks.core;

import dev.mfapack.core.challenge.Challenge;
import dev.mfapack.core.challenge.Challenge.State;
import dev.mfapack.core.challenge.ChallengeStore;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Room for one challenge, so that a benchmark of any length needs no more memory; it changes on the same conditions as the table's updates. */
final class OneChallenge implements ChallengeStore {

    private final AtomicReference<@Nullable Challenge> kept = new AtomicReference<>();

    @Override
    public void insert(Challenge challenge) {
        kept.set(challenge);
    }

    @Override
    public Optional<Challenge> find(UUID id) {
        return Optional.ofNullable(kept.get())
                .filter(challenge -> challenge.id().equals(id));
    }

    @Override
    public Optional<CountedAttempt> countAttempt(UUID id, Instant now) {
        boolean counted = change(
                id,
                old -> old.state() == State.PENDING && old.attempts() < old.maxAttempts() && !old.isExpiredAt(now),
                old -> with(old, old.attempts() + 1, old.state()));
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
        return change(renewed.id(), old -> old.sends() == sendsBefore, old -> renewed);
    }

    private boolean movePending(Challenge seen, State state) {
        return change(
                seen.id(),
                old -> old.state() == State.PENDING && old.sends() == seen.sends(),
                old -> with(old, old.attempts(), state));
    }

    private boolean change(UUID id, Predicate<Challenge> condition, UnaryOperator<Challenge> update) {
        Challenge old = find(id).orElse(null);
        return old != null && condition.test(old) && kept.compareAndSet(old, update.apply(old));
    }

    private static Challenge with(Challenge c, int attempts, State state) {
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
                c.delivery());
    }
}
