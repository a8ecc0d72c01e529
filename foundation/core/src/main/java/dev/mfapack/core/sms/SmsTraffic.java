package dev.mfapack.core.sms;

import dev.mfapack.core.limit.Draft;
import dev.mfapack.core.limit.Subject;
import dev.mfapack.core.limit.Tally;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Where the traffic of text messages is counted, together with the tallies that all factors have; every node of a cluster
 * sees the same.
 *
 * <p>What never happens: two steps that share a subject or a place read the same state of it, on one node or on several; a
 * count that was made is given back by a later rollback of the caller; half a step; a telephone number in what is kept.
 */
public interface SmsTraffic {

    /**
     * As {@link dev.mfapack.core.limit.ThrottleStore#inOneStep}, of subjects and places in one transaction.
     *
     * @param work may be called more than once, when others came in between; the last call counts. It does nothing but read
     *     and change the drafts
     * @throws RuntimeException when the store cannot be reached; then nothing was changed
     */
    <T> T inOneStep(
            Set<Subject> subjects, Set<Place> places, BiFunction<Draft<Subject, Tally>, Draft<Place, Traffic>, T> work);
}
