package dev.mfapack.core.sms;

import java.time.Duration;
import java.time.Instant;

/**
 * Where messages go, as the guard counts them.
 *
 * @param realmId the realm
 * @param kind what is counted
 * @param value the block of numbers without its last four digits, a country, or the keyed hash of a number without its last
 *     digit; of the realm itself a dash
 * @param known whether it is about numbers verified before. They are judged apart, so that what strangers do with fresh
 *     numbers of a block or a country never stops the people who are there already
 */
public record Place(String realmId, Kind kind, String value, boolean known) {

    /** What is counted, and in slots of which width. */
    public enum Kind {
        PREFIX(Duration.ofMinutes(1), Duration.ofHours(1)),
        COUNTRY(Duration.ofMinutes(1), Duration.ofHours(1)),
        NEIGHBOURS(Duration.ofMinutes(1), Duration.ofMinutes(10)),
        REALM(Duration.ofMinutes(30), Duration.ofDays(1));

        private final Duration width;
        private final Duration kept;

        Kind(Duration width, Duration kept) {
            this.width = width;
            this.kept = kept;
        }

        /** Width of its slots. */
        public Duration width() {
            return width;
        }

        /** How long its messages count. */
        Duration kept() {
            return kept;
        }

        /** Until when traffic changed at {@code now} matters: blocks of numbers have a week's rate, blocks double for a day. */
        public Instant matterUntil(Instant now) {
            return switch (this) {
                case PREFIX, COUNTRY -> now.plus(Traffic.WEEK).plus(Traffic.WEEK_SLOT);
                case NEIGHBOURS, REALM -> now.plus(kept).plus(width);
            };
        }
    }
}
