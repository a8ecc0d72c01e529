package dev.mfapack.core.limit;

import java.time.Duration;
import java.time.Instant;

/**
 * The wait after wrong answers in a row (SP 800-63B-4 section 3.2.2): none after the first four, which are typing errors
 * more often than not; then 30 s, doubled with each further one up to an hour. Until the hundredth that takes four days.
 */
final class AnswerLadder {

    /** With the fifth a challenge is dead as well (PSD2 RTS Article 4). */
    private static final int FIRST_THAT_WAITS = 5;

    private static final Duration SHORTEST = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofHours(1);

    /** 30 s doubled seven times is more than an hour. */
    private static final int MOST_DOUBLINGS = 7;

    private AnswerLadder() {}

    static Duration waitAfter(int failures) {
        if (failures < FIRST_THAT_WAITS) {
            return Duration.ZERO;
        }
        int doublings = Math.min(failures - FIRST_THAT_WAITS, MOST_DOUBLINGS);
        Duration wait = SHORTEST.multipliedBy(1L << doublings);
        return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
    }

    /** Counts the answer before it is compared. */
    static Comparison compare(Draft<Subject, Tally> draft, Subject answers, Instant now) {
        Tally tally = draft.get(answers);
        if (isDisabled(draft, answers)) {
            return new Comparison.Disabled();
        }
        if (tally.at().isAfter(now)) {
            return waitFor(draft, answers, tally, now);
        }
        int failures = tally.count() + 1;
        draft.put(answers, tally.with(failures, now.plus(waitAfter(failures))));
        return new Comparison.Go(failures);
    }

    static boolean isDisabled(Draft<Subject, Tally> draft, Subject answers) {
        return draft.get(answers).count() >= Comparison.MOST_FAILURES;
    }

    /** A clock that was set back must not make a wait longer than its step of the ladder. */
    private static Comparison waitFor(Draft<Subject, Tally> draft, Subject answers, Tally tally, Instant now) {
        Instant latest = now.plus(waitAfter(tally.count()));
        if (tally.at().isAfter(latest)) {
            draft.put(answers, tally.with(tally.count(), latest));
            return new Comparison.Wait(latest);
        }
        return new Comparison.Wait(tally.at());
    }

    /** Takes back one answer that was counted and then not compared. The wait before it was over already. */
    static void giveBack(Draft<Subject, Tally> draft, Subject answers) {
        Tally tally = draft.get(answers);
        draft.put(answers, tally.with(Math.max(0, tally.count() - 1), Instant.EPOCH));
    }

    static void clear(Draft<Subject, Tally> draft, Subject answers) {
        if (draft.get(answers).count() > 0) {
            draft.put(answers, Tally.none(answers.kind()));
        }
    }
}
