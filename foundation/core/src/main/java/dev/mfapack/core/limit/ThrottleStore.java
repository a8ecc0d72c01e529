package dev.mfapack.core.limit;

import java.util.Set;
import java.util.function.Function;

/**
 * Where tallies live; every node of a cluster sees the same ones.
 *
 * <p>What never happens: two steps that share a subject read the same state of it, on one node or on several, so that of
 * parallel calls each is counted; a count that was made is given back by a later rollback of the caller; half a step.
 */
public interface ThrottleStore {

    /**
     * Reads the tallies of these subjects, lets {@code work} decide, and writes what it changed, all of it committed before
     * this returns and whatever becomes of the caller's transaction.
     *
     * @param work may be called more than once, when others came in between; the last call counts. It does nothing but read
     *     and change the draft
     * @return what {@code work} returned
     * @throws RuntimeException when the store cannot be reached; then nothing was changed
     */
    <T> T inOneStep(Set<Subject> subjects, Function<Draft<Subject, Tally>, T> work);
}
