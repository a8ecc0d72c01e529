package dev.mfapack.core.audit.chain;

import java.util.ArrayList;
import java.util.List;

/**
 * A batch without its rows.
 *
 * @param jws its signed checkpoint
 * @param entries the list of its rows
 */
public record SealedBatch(String jws, List<Entry> entries) {

    public SealedBatch {
        entries = List.copyOf(entries);
    }

    /**
     * Chains rows.
     *
     * @param rows at least one, in the order that they are to have
     * @param batch number of the new batch
     * @param floor number of the first batch whose rows are kept
     * @param time milliseconds since the epoch
     * @param previous hash of the batch before, or {@link Checkpoint#BEGINNING}
     */
    public static SealedBatch seal(
            List<ChainRow> rows, long batch, long floor, long time, String previous, CheckpointSigner signer) {
        Hasher hasher = new Hasher();
        List<Entry> entries = new ArrayList<>(rows.size());
        rows.forEach(row -> entries.add(Entry.of(row, hasher)));
        Checkpoint checkpoint = Checkpoint.of(rows.get(0).realm(), batch, floor, time, previous, entries);
        return new SealedBatch(signer.sign(checkpoint), entries);
    }

    /** What its checkpoint says, signed by whomever. */
    public Checkpoint checkpoint() {
        return SignedCheckpoint.parse(jws).checkpoint();
    }

    /** The list as text, a row a line. */
    public String list() {
        StringBuilder list = new StringBuilder(entries.size() * 81);
        entries.forEach(entry -> list.append(entry).append('\n'));
        return list.toString();
    }

    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException when {@code list} is none
     */
    public static SealedBatch parse(String jws, String list) {
        return new SealedBatch(jws, list.lines().map(Entry::parse).toList());
    }
}
