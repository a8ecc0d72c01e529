package dev.mfapack.core.sms;

import dev.mfapack.core.limit.Slots;
import java.time.Duration;
import java.time.Instant;

/**
 * What is kept about a {@link Place}. {@link Instant#EPOCH} stands for never.
 *
 * @param slots when messages left, and how many of their codes came back
 * @param week of a block of numbers the codes that came back in the last seven days
 * @param blocks how many blocks followed each other
 * @param blockedUntil until when nothing is sent there
 * @param trialAt when, after a block, the one message left that shows whether codes come back again
 * @param warnedAt when operators were told that few codes come back
 */
public record Traffic(Slots slots, Slots week, int blocks, Instant blockedUntil, Instant trialAt, Instant warnedAt) {

    /** How far back a block's usual rate goes: the busiest day of people's week is in it. */
    static final Duration WEEK = Duration.ofDays(7);

    /** Width of the slots of {@link #week}: a rate of seven days needs no finer ones. */
    public static final Duration WEEK_SLOT = Duration.ofHours(6);

    /** Of a place that nothing was sent to. */
    public static Traffic none(Place.Kind kind) {
        return new Traffic(Slots.of(kind.width()), Slots.of(WEEK_SLOT), 0, Instant.EPOCH, Instant.EPOCH, Instant.EPOCH);
    }

    Traffic asOf(Instant now, Place.Kind kind) {
        return new Traffic(slots.asOf(now, kind.kept()), week.asOf(now, WEEK), blocks, blockedUntil, trialAt, warnedAt);
    }

    Traffic plusSent(Instant now) {
        return with(slots.plusSent(now));
    }

    Traffic plusVerified(Instant sentAt) {
        return with(slots.plusVerified(sentAt));
    }

    Traffic plusInWeek(Instant now) {
        return new Traffic(slots, week.plusSent(now), blocks, blockedUntil, trialAt, warnedAt);
    }

    Traffic blocked(int inARow, Instant until) {
        return new Traffic(slots, week, inARow, until, Instant.EPOCH, warnedAt);
    }

    Traffic tried(Instant at) {
        return new Traffic(slots, week, blocks, blockedUntil, at, warnedAt);
    }

    Traffic warned(Instant at) {
        return new Traffic(slots, week, blocks, blockedUntil, trialAt, at);
    }

    private Traffic with(Slots changed) {
        return new Traffic(changed, week, blocks, blockedUntil, trialAt, warnedAt);
    }
}
