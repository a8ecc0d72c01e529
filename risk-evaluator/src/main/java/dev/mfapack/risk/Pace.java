package dev.mfapack.risk;

import java.time.Duration;
import java.time.Instant;

/**
 * How often a person comes.
 *
 * @param perDay logins a day, faded by half in {@link #HALF_LIFE}
 * @param last the last login that was learned; {@link Instant#EPOCH} when there is none
 */
record Pace(double perDay, Instant last) {

    static final Pace NONE = new Pace(0, Instant.EPOCH);

    /** Two weeks: a week of holidays does not make somebody a stranger to their own pace. */
    static final Duration HALF_LIFE = Duration.ofDays(14);

    Pace with(Instant time, double weight) {
        double gain = weight * Math.log(2) / HALF_LIFE.toDays();
        Instant latest = time.isAfter(last) ? time : last;
        return new Pace(perDay(latest) + gain, latest);
    }

    double perDay(Instant now) {
        double seconds = Math.max(0, now.getEpochSecond() - last.getEpochSecond());
        return perDay * Math.pow(2, -seconds / HALF_LIFE.toSeconds());
    }
}
