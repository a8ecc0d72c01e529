package dev.mfapack.core.audit.chain;

import java.util.Base64;

/**
 * One row in the list of a batch.
 *
 * @param id of the row
 * @param hash of the row, in base64url
 */
public record Entry(String id, String hash) {

    private static final Base64.Encoder TO_TEXT = Base64.getUrlEncoder().withoutPadding();

    static Entry of(ChainRow row, Hasher hasher) {
        return new Entry(row.id(), TO_TEXT.encodeToString(row.hash(hasher)));
    }

    /**
     * Reads id and hash with a space between them.
     *
     * @throws IllegalArgumentException when there are not two of them
     */
    static Entry parse(String text) {
        int space = text.indexOf(' ');
        if (space < 1) {
            throw new IllegalArgumentException("an entry is an id, a space and a hash");
        }
        return new Entry(text.substring(0, space), text.substring(space + 1));
    }

    @Override
    public String toString() {
        return id + " " + hash;
    }
}
