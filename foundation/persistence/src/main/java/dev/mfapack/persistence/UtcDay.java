package dev.mfapack.persistence;

import java.time.Duration;
import java.time.Instant;

/** Days since 1970-01-01, UTC: the same on every node, whatever its time zone. */
final class UtcDay {

    private static final Duration DAY = Duration.ofDays(1);

    private UtcDay() {}

    static int of(Instant time) {
        return (int) Math.floorDiv(time.getEpochSecond(), DAY.toSeconds());
    }

    /** Whether the nearest midnight is no further than that. */
    static boolean isMidnight(Instant time, Duration within) {
        return of(time.minus(within)) != of(time.plus(within));
    }
}
