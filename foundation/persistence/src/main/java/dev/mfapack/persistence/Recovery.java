package dev.mfapack.persistence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who has lost their factors is let bind new ones.
 *
 * @param id random id
 * @param userId whom it is about
 * @param state how far it has come
 * @param requestedBy id of the administrator who asked for it
 * @param approvedBy id of the second administrator, where the realm takes two
 * @param requestedAt when it was asked for
 * @param expiresAt until when it can go on
 */
public record Recovery(
        String id,
        String realmId,
        String userId,
        State state,
        String requestedBy,
        @Nullable String approvedBy,
        Instant requestedAt,
        Instant expiresAt) {

    /** How far it has come. */
    public enum State {
        /** A second administrator has yet to approve it. */
        REQUESTED,
        /** The person has been sent a link. */
        OPEN,
        /** The link was used: the person is binding a new factor. */
        USED,
        /** A new factor is bound, and the old ones have ended. */
        DONE,
        /** An administrator stopped it. */
        CANCELLED
    }

    /** Whether it is over, at least by its time. */
    public boolean isOver(Instant now) {
        return state == State.DONE || state == State.CANCELLED || now.isAfter(expiresAt);
    }
}
