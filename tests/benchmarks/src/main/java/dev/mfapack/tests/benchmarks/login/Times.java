package dev.mfapack.tests.benchmarks.login;

import java.time.Duration;
import java.util.Collection;
import java.util.stream.LongStream;

/** How long each of many logins took. */
final class Times {

    private final long[] ascendingNanos;

    private Times(LongStream nanos) {
        this.ascendingNanos = nanos.sorted().toArray();
    }

    static Times ofNanos(LongStream nanos) {
        return new Times(nanos);
    }

    static Times ofAll(Collection<Times> parts) {
        return new Times(parts.stream().flatMapToLong(part -> LongStream.of(part.ascendingNanos)));
    }

    int count() {
        return ascendingNanos.length;
    }

    /** The shortest time within which this share of them were done. */
    Duration within(double share) {
        int many = (int) Math.ceil(share * count());
        return Duration.ofNanos(ascendingNanos[Math.max(many, 1) - 1]);
    }
}
