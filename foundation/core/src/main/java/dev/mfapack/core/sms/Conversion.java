package dev.mfapack.core.sms;

import dev.mfapack.core.limit.Alert;
import dev.mfapack.core.limit.Slots;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * F7: how many of a group's codes come back. Counted are codes that came back and messages that had two minutes for it, so
 * that a busy minute does not look like fraud. Too few block the group; after the block one message may leave as a trial, and
 * each one that comes back allows the next, until the share is good again; one that does not doubles the block.
 */
final class Conversion {

    private static final Duration WINDOW = Duration.ofHours(1);

    /** Of people who type a code 99 in 100 have done so by then. */
    private static final Duration TIME_TO_ANSWER = Duration.ofMinutes(2);

    /** Fewer say nothing: of 20 people whose codes nearly all come back, that less than a third does is beyond chance. */
    private static final int FEWEST = 20;

    private static final Duration FIRST_BLOCK = Duration.ofMinutes(5);
    private static final Duration LONGEST_BLOCK = Duration.ofHours(12);

    /** 5 minutes doubled eight times are more than 12 hours. */
    private static final int MOST_DOUBLINGS = 8;

    /** Twice the longest block: whoever comes back the next day goes on where they were. */
    private static final Duration REMEMBERED = Duration.ofDays(1);

    private static final Duration BETWEEN_WARNINGS = Duration.ofHours(1);

    /**
     * What comes of it.
     *
     * @param refusedUntil until when nothing is sent; null when the message may leave
     * @param after the traffic after that; to be kept when the message leaves, and when it is refused by this
     * @param alerts what operators should be told
     */
    record Verdict(@Nullable Instant refusedUntil, Traffic after, List<Alert> alerts) {}

    private final SmsPolicy policy;

    Conversion(SmsPolicy policy) {
        this.policy = policy;
    }

    Verdict judge(String group, Traffic traffic, Instant now) {
        if (traffic.blockedUntil().isAfter(now)) {
            return new Verdict(traffic.blockedUntil(), traffic, List.of());
        }
        Slots slots = traffic.slots();
        int settled = slots.settled(now, WINDOW, TIME_TO_ANSWER);
        int percent = settled < FEWEST ? 100 : slots.verified(now, WINDOW) * 100 / settled;
        if (percent < policy.blockBelowPercent()) {
            return tooFew(group, traffic, percent, now);
        }
        if (percent < policy.warnBelowPercent()) {
            return few(group, traffic, percent, now);
        }
        return new Verdict(null, traffic, List.of());
    }

    private static Verdict few(String group, Traffic traffic, int percent, Instant now) {
        return traffic.warnedAt().plus(BETWEEN_WARNINGS).isAfter(now)
                ? new Verdict(null, traffic, List.of())
                : new Verdict(null, traffic.warned(now), List.of(new Alert.LowConversion(group, percent)));
    }

    private static Verdict tooFew(String group, Traffic traffic, int percent, Instant now) {
        boolean first =
                traffic.blocks() == 0 || traffic.blockedUntil().plus(REMEMBERED).isBefore(now);
        if (first) {
            return block(group, traffic, 1, percent, now);
        }
        if (traffic.trialAt().equals(Instant.EPOCH)) {
            return new Verdict(null, traffic.tried(now), List.of());
        }
        Instant answered = traffic.trialAt().plus(TIME_TO_ANSWER);
        return answered.isAfter(now)
                ? new Verdict(answered, traffic, List.of())
                : block(group, traffic, traffic.blocks() + 1, percent, now);
    }

    private static Verdict block(String group, Traffic traffic, int inARow, int percent, Instant now) {
        Duration doubled = FIRST_BLOCK.multipliedBy(1L << Math.min(inARow - 1, MOST_DOUBLINGS));
        Duration length = doubled.compareTo(LONGEST_BLOCK) < 0 ? doubled : LONGEST_BLOCK;
        Instant until = now.plus(length);
        return new Verdict(until, traffic.blocked(inARow, until), List.of(new Alert.Blocked(group, percent, until)));
    }

    /** A code came back: if it was the trial's, or a later one's, the next may leave. */
    static Traffic verified(Traffic traffic, Instant sentAt) {
        Traffic counted = traffic.plusVerified(sentAt);
        return sentAt.isBefore(traffic.trialAt()) ? counted : counted.tried(Instant.EPOCH);
    }
}
