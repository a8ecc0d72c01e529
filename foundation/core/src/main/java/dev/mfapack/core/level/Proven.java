package dev.mfapack.core.level;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the session has proven, and when. A higher level covers the lower ones.
 *
 * @param at the latest time at which each level was proven
 */
public record Proven(Map<Level, Instant> at) {

    /** How far the clocks of two nodes may differ. */
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(30);

    public Proven {
        at = Map.copyOf(at);
    }

    public static Proven nothing() {
        return new Proven(Map.of());
    }

    /** This, and {@code level} proven at {@code time} too. */
    public Proven and(Level level, Instant time) {
        Map<Level, Instant> more = new EnumMap<>(Level.class);
        more.putAll(at);
        more.merge(level, time, (a, b) -> a.isAfter(b) ? a : b);
        return new Proven(more);
    }

    /** The best of it, however old; empty when nothing was proven. */
    public Optional<Level> highest() {
        return at.keySet().stream().max(Comparator.naturalOrder());
    }

    /** A proof from the future shows a clock that was set back; it counts as old. */
    private static boolean isWithin(Instant proof, Duration age, Instant now) {
        return !proof.plus(age).isBefore(now) && !proof.isAfter(now.plus(CLOCK_SKEW));
    }

    /** Whether {@code level} or a higher one was proven, not longer ago than {@code maxAge} if that is given. */
    public boolean satisfies(Level level, Optional<Duration> maxAge, Instant now) {
        return at.entrySet().stream()
                .filter(proof -> proof.getKey().covers(level))
                .anyMatch(proof ->
                        maxAge.map(age -> isWithin(proof.getValue(), age, now)).orElse(true));
    }
}
