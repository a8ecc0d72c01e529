package dev.mfapack.persistence;

import dev.mfapack.core.audit.chain.ChainRow;

/**
 * Where a page ends.
 *
 * @param time of its last record
 * @param id of its last record
 */
public record AuditCursor(long time, String id) {

    public static AuditCursor of(ChainRow last) {
        return new AuditCursor(last.time(), last.id());
    }

    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static AuditCursor parse(String text) {
        int at = text.indexOf('_');
        if (at < 1) {
            throw new IllegalArgumentException("a cursor is a time, _ and an id");
        }
        return new AuditCursor(Long.parseLong(text.substring(0, at)), text.substring(at + 1));
    }

    @Override
    public String toString() {
        return time + "_" + id;
    }
}
