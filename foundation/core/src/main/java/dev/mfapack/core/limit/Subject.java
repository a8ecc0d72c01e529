package dev.mfapack.core.limit;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whom or what a tally is about.
 *
 * @param realmId the realm
 * @param kind what is counted
 * @param factor the credential type: factors are counted apart, so that whoever is stopped at one can take another
 * @param value the person's id, the keyed hash of a number or an address, or the name of a network
 * @param userId the person it is deleted with; null where it is about no one person
 */
public record Subject(
        String realmId,
        Kind kind,
        String factor,
        String value,
        @Nullable String userId) {

    private static final Duration FINE = Duration.ofSeconds(10);
    private static final Duration COARSE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    /** What is counted, in slots of which width, and for how long it matters. */
    public enum Kind {
        /** Messages to a person. */
        PERSON(COARSE, HOUR),
        /** Messages to a number or an address; its shortest window is ten minutes, so that ten seconds hardly matter. */
        DESTINATION(FINE, Duration.ofDays(1)),
        /** Messages asked for from a network. */
        NETWORK(COARSE, HOUR),
        /** Where a person stands on the ladder of waits for one number or address; the longest wait is an hour. */
        LADDER(COARSE, HOUR),
        /** Calls of the REST API that change something; whose they are stands in the place of the factor. */
        CALLS(FINE, Duration.ofMinutes(1)),
        /** Notices to a person; what they are told of stands in the place of the factor. */
        NOTICES(COARSE, Duration.ofDays(1)),
        /** A person's wrong answers in a row. Never forgotten: else a guesser would only have to be patient. */
        ANSWERS(COARSE, null);

        private final Duration width;
        private final @Nullable Duration kept;

        Kind(Duration width, @Nullable Duration kept) {
            this.width = width;
            this.kept = kept;
        }

        /** Width of its slots. */
        public Duration width() {
            return width;
        }

        /** Until when a tally changed at {@code now} matters; {@link Instant#MAX} when it is never forgotten. */
        public Instant matterUntil(Instant now) {
            return kept == null ? Instant.MAX : now.plus(kept).plus(width);
        }

        Duration kept() {
            return kept == null ? Duration.ZERO : kept;
        }
    }
}
