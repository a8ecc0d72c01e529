package dev.mfapack.core.limit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands where a test puts it. */
public final class MovableClock extends Clock {

    /** A Monday, midnight. */
    public static final Instant BEGIN = Instant.parse("2026-03-02T00:00:00Z");

    private volatile Instant now = BEGIN;

    public void forward(Duration step) {
        now = now.plus(step);
    }

    public void back(Duration step) {
        now = now.minus(step);
    }

    public void to(Instant time) {
        now = time;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("the tests have one zone");
    }
}
