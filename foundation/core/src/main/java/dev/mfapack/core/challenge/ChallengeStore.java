package dev.mfapack.core.challenge;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Where challenges live; every node of a cluster sees the same ones.
 *
 * <p>What never happens: an attempt that was counted is never given back by a later rollback of the caller; two callers
 * never both get {@code true} from {@link #consume} for one challenge; a resend never lowers the attempts.
 */
public interface ChallengeStore {

    /** Keeps a new challenge; it is there for others once the caller's transaction commits. */
    void insert(Challenge challenge);

    Optional<Challenge> find(UUID id);

    /**
     * Counts one attempt if the challenge is pending, not exhausted and not expired, and commits that before it returns.
     *
     * @return the challenge as it is afterwards and whether the attempt was counted; empty when there is none
     */
    Optional<CountedAttempt> countAttempt(UUID id, Instant now);

    /**
     * Marks a pending challenge as verified and commits, unless its code was replaced meanwhile. At most one caller ever
     * gets {@code true}.
     *
     * @param compared the challenge whose code was compared
     */
    boolean consume(Challenge compared);

    /** Marks a pending challenge as expired and commits, unless its code was replaced, so that no clock revives it. */
    void expire(Challenge seen);

    /**
     * Puts the new code of {@code renewed} in place of the old if nobody else has done so since {@code sendsBefore}
     * messages; there for others once the caller's transaction commits, and gone if it is rolled back.
     *
     * @return whether it did
     */
    boolean renew(Challenge renewed, int sendsBefore);

    /**
     * An attempt that was, or was not, counted.
     *
     * @param challenge the challenge as it is afterwards
     * @param counted whether the attempt was counted, so that the comparison may go on
     */
    record CountedAttempt(Challenge challenge, boolean counted) {}
}
