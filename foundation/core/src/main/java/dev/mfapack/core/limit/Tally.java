package dev.mfapack.core.limit;

import java.time.Instant;

/**
 * What is kept about a {@link Subject}.
 *
 * @param count of a ladder the messages so far, of answers the wrong ones in a row; else 0
 * @param at of a ladder when the latest message left, of answers until when none is taken; {@link Instant#EPOCH} for never
 * @param slots when messages left
 */
public record Tally(int count, Instant at, Slots slots) {

    /** Of somebody new. */
    public static Tally none(Subject.Kind kind) {
        return new Tally(0, Instant.EPOCH, Slots.of(kind.width()));
    }

    Tally with(Slots changed) {
        return new Tally(count, at, changed);
    }

    Tally with(int changed, Instant when) {
        return new Tally(changed, when, slots);
    }
}
