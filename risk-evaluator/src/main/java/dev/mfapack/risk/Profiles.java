package dev.mfapack.risk;

/**
 * One row per person: a version and a blob that {@link Profile} reads and writes.
 *
 * <p>What never happens: an exception for a row that is not there, or for a store that does not answer (that is {@link
 * Why#STORE_FAILED}); a wait of more than the store's own short time; a lost update.
 */
public interface Profiles {

    /** The stored profile; {@link Stored#NONE} for somebody who has none. */
    Observed<Stored> load(String realmId, String userId);

    /**
     * Writes {@code blob} if the row still has the version {@code before} (0: if there is no row), and gives it the next one.
     *
     * @return false when somebody else was faster: load again, learn again, and save once more
     */
    boolean save(String realmId, String userId, long before, byte[] blob);

    /**
     * A row.
     *
     * @param version counts up from 1; 0 when there is no row
     * @param blob see {@link Profile#read}; at most {@link Profile#LONGEST} bytes. Nobody changes it
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Stored(long version, byte[] blob) {

        public static final Stored NONE = new Stored(0, new byte[0]);
    }
}
