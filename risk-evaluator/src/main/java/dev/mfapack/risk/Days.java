package dev.mfapack.risk;

import java.time.Instant;

/** Days since 1970-01-01, UTC: the same on every node, whatever its time zone. */
final class Days {

    static final int SECONDS = 86_400;

    private Days() {}

    static int of(Instant time) {
        return (int) Math.floorDiv(time.getEpochSecond(), SECONDS);
    }
}
