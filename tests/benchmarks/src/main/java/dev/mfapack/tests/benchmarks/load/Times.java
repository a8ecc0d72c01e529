package dev.mfapack.tests.benchmarks.load;

import java.time.Duration;
import java.util.Collection;
import java.util.stream.LongStream;

/** How long each of many logins took. */
public final class Times {

    /** Of nobody. */
    public static final Times NONE = new Times(LongStream.empty());

    private final long[] ascendingNanos;

    private Times(LongStream nanos) {
        this.ascendingNanos = nanos.sorted().toArray();
    }

    /** These. */
    public static Times ofNanos(LongStream nanos) {
        return new Times(nanos);
    }

    /** All of these together. */
    public static Times ofAll(Collection<Times> parts) {
        return new Times(parts.stream().flatMapToLong(part -> LongStream.of(part.ascendingNanos)));
    }

    /** How many. */
    public int count() {
        return ascendingNanos.length;
    }

    /** The mean; zero when there are none. */
    public Duration mean() {
        return Duration.ofNanos(
                Math.round(LongStream.of(ascendingNanos).average().orElse(0)));
    }

    /** The shortest time within which this share of them were done. */
    public Duration within(double share) {
        int many = (int) Math.ceil(share * count());
        return Duration.ofNanos(ascendingNanos[Math.max(many, 1) - 1]);
    }
}
