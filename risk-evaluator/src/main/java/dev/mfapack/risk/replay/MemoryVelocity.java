package dev.mfapack.risk.replay;

import dev.mfapack.risk.HashedValue;
import dev.mfapack.risk.Observed;
import dev.mfapack.risk.Velocity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Attempts of the last hour in memory, each kept. Not thread-safe; times must not go back. */
public final class MemoryVelocity implements Velocity {

    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMinutes(10);

    private final Map<Long, Deque<Attempt>> people = new HashMap<>();
    private final Map<HashedValue, Deque<Attempt>> networks = new HashMap<>();
    private final Map<HashedValue, Deque<Attempt>> providers = new HashMap<>();

    private record Attempt(Instant time, long person, boolean success) {}

    @Override
    public Observed<Rates> read(Key key, Instant time) {
        Deque<Attempt> person = recent(people, key.person(), time);
        Deque<Attempt> network =
                key.network().seen().map(it -> recent(networks, it, time)).orElseGet(ArrayDeque::new);
        Deque<Attempt> provider =
                key.provider().seen().map(it -> recent(providers, it, time)).orElseGet(ArrayDeque::new);
        return Observed.of(new Rates(
                failures(person, time),
                logins(person),
                failures(network, time),
                logins(network),
                (int) network.stream()
                        .filter(it -> !it.success)
                        .mapToLong(Attempt::person)
                        .distinct()
                        .count(),
                failures(provider, time),
                logins(provider)));
    }

    @Override
    public void record(Key key, Instant time, boolean success) {
        Attempt attempt = new Attempt(time, key.person(), success);
        recent(people, key.person(), time).add(attempt);
        key.network().seen().ifPresent(it -> recent(networks, it, time).add(attempt));
        key.provider().seen().ifPresent(it -> recent(providers, it, time).add(attempt));
    }

    private static <K> Deque<Attempt> recent(Map<K, Deque<Attempt>> counted, K key, Instant time) {
        Deque<Attempt> attempts = counted.computeIfAbsent(key, it -> new ArrayDeque<>(2));
        Instant from = time.minus(LONG);
        while (!attempts.isEmpty() && attempts.peek().time.isBefore(from)) {
            attempts.remove();
        }
        return attempts;
    }

    private static int failures(Deque<Attempt> attempts, Instant time) {
        Instant from = time.minus(SHORT);
        return (int) attempts.stream()
                .filter(it -> !it.success && !it.time.isBefore(from))
                .count();
    }

    private static int logins(Deque<Attempt> attempts) {
        return (int) attempts.stream().filter(Attempt::success).count();
    }
}
