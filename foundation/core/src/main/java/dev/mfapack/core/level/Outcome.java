package dev.mfapack.core.level;

import java.util.Optional;

/** What the decision came to. */
public sealed interface Outcome {

    /** Nothing is outstanding. */
    record Pass() implements Outcome {}

    /** This level must be proven now; the person has a factor for it. */
    record Prove(Level level) implements Outcome {}

    /**
     * The person must first bind a factor, and then prove {@code needed}.
     *
     * @param needed the level that they have no factor for
     * @param first what must be proven before a factor may be bound; empty when that is fresh
     * @param mayPutOff whether the person may do so another time: then {@link Grace} is taken, and the decision made again
     */
    record Enrol(Level needed, Optional<Level> first, boolean mayPutOff) implements Outcome {}

    /** Nobody gets in. */
    record Deny(Reason because) implements Outcome {}
}
