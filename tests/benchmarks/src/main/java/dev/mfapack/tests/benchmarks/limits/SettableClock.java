package dev.mfapack.tests.benchmarks.limits;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The time of a simulated day. */
final class SettableClock extends Clock {

    private volatile Instant now;

    SettableClock(Instant begin) {
        this.now = begin;
    }

    void to(Instant time) {
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
        throw new UnsupportedOperationException("a benchmark has one zone");
    }
}
