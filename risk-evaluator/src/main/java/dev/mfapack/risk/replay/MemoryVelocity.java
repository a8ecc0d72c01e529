package dev.mfapack.risk.replay;

import dev.mfapack.risk.HashedValue;
import dev.mfapack.risk.Observed;
import dev.mfapack.risk.Velocity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Attempts of the last hour in memory, each kept. Not thread-safe; times must not go back. */
public final class MemoryVelocity implements Velocity {

    private static final long LONG_SECONDS = Duration.ofHours(1).toSeconds();
    private static final long SHORT_SECONDS = Duration.ofMinutes(10).toSeconds();

    private final Map<Long, Deque<Attempt>> people = new HashMap<>();
    private final Map<HashedValue, Deque<Attempt>> networks = new HashMap<>();
    private final Map<HashedValue, Deque<Attempt>> providers = new HashMap<>();

    private record Attempt(Instant time, long person, boolean success) {}

    @Override
    public Observed<Rates> read(Key key, Instant time) {
        Tally person = new Tally(people.get(key.person()), time);
        Tally network = new Tally(of(networks, key.network()), time);
        Tally provider = new Tally(of(providers, key.provider()), time);
        return Observed.of(new Rates(
                person.failures,
                person.logins,
                network.failures,
                network.logins,
                network.peopleFailed(),
                provider.failures,
                provider.logins));
    }

    private static @Nullable Deque<Attempt> of(Map<HashedValue, Deque<Attempt>> counted, Observed<HashedValue> value) {
        return value instanceof Observed.Seen<HashedValue> seen ? counted.get(seen.value()) : null;
    }

    @Override
    public void record(Key key, Instant time, boolean success) {
        Attempt attempt = new Attempt(time, key.person(), success);
        add(people, key.person(), attempt);
        key.network().seen().ifPresent(it -> add(networks, it, attempt));
        key.provider().seen().ifPresent(it -> add(providers, it, attempt));
    }

    private static <K> void add(Map<K, Deque<Attempt>> counted, K key, Attempt attempt) {
        Deque<Attempt> attempts = counted.computeIfAbsent(key, it -> new ArrayDeque<>(2));
        Instant from = attempt.time.minusSeconds(LONG_SECONDS);
        while (!attempts.isEmpty() && attempts.peek().time.isBefore(from)) {
            attempts.remove();
        }
        attempts.add(attempt);
    }

    /** What there was in the last minutes. */
    private static final class Tally {

        private int failures;
        private int logins;
        private @Nullable Set<Long> peopleFailed;

        Tally(@Nullable Deque<Attempt> attempts, Instant time) {
            if (attempts == null) {
                return;
            }
            Instant soon = time.minusSeconds(SHORT_SECONDS);
            Instant from = time.minusSeconds(LONG_SECONDS);
            for (Attempt attempt : attempts) {
                if (!attempt.time.isBefore(from)) {
                    add(attempt, !attempt.time.isBefore(soon));
                }
            }
        }

        private void add(Attempt attempt, boolean soon) {
            if (attempt.success) {
                logins++;
                return;
            }
            failures += soon ? 1 : 0;
            peopleFailed = peopleFailed == null ? new HashSet<>() : peopleFailed;
            peopleFailed.add(attempt.person);
        }

        int peopleFailed() {
            return peopleFailed == null ? 0 : peopleFailed.size();
        }
    }
}
