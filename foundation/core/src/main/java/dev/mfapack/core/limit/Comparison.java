package dev.mfapack.core.limit;

import java.time.Instant;

/** Whether an answer may be compared with what is right. */
public sealed interface Comparison {

    /** SP 800-63B-4 section 3.2.2: no more than 100 wrong answers in a row. */
    int MOST_FAILURES = 100;

    /**
     * It may. It is counted as a wrong one already, so that parallel guesses are all counted; a right answer takes that back.
     *
     * @param failure which wrong answer in a row it is if it is wrong, from 1
     */
    record Go(int failure) implements Comparison {

        /** Whether a wrong answer disables the factor. */
        public boolean isLast() {
            return failure >= MOST_FAILURES;
        }
    }

    /** It may not; it is neither compared nor counted. */
    sealed interface Refused extends Comparison {

        LimitReason reason();
    }

    /** Too early after the wrong answers before. */
    record Wait(Instant until) implements Refused {

        @Override
        public LimitReason reason() {
            return LimitReason.ANSWER_WAIT;
        }
    }

    /** A hundred wrong answers in a row: the factor is worth nothing until it is bound anew. */
    record Disabled() implements Refused {

        @Override
        public LimitReason reason() {
            return LimitReason.FACTOR_DISABLED;
        }
    }
}
