package dev.mfapack.core.audit.chain;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is not as it was sealed.
 *
 * @param kind what
 * @param batch number of the batch; 0 when none can be named
 * @param row id of the row; null when it is not about one
 * @param detail a sentence for people
 */
public record Finding(Kind kind, long batch, @Nullable String row, String detail) {

    /** What can be found. Names are part of the format: never renamed, only added. */
    public enum Kind {
        ROW_CHANGED,
        ROW_DELETED,
        ROW_INSERTED,
        /** A row stands elsewhere than it was sealed, or holds what another row held. */
        ROW_REORDERED,
        /** Personal fields were taken away, and no record tells that the person was removed. */
        ROW_ERASED_UNRECORDED,
        CHECKPOINT_CHANGED,
        CHECKPOINT_MISSING,
        CHECKPOINT_FORGED,
        /** Signed with a key that nobody vouches for, and no later checkpoint that somebody vouches for covers it. */
        KEY_UNKNOWN,
        TAIL_TRUNCATED,
        HEAD_TRUNCATED,
        /** Something that cannot be read at all. */
        UNREADABLE
    }

    @Override
    public String toString() {
        return kind + (batch > 0 ? " batch " + batch : "") + (row == null ? "" : " row " + row) + ": " + detail;
    }
}
