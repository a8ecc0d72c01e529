package dev.mfapack.core.audit.chain;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a verification came to.
 *
 * @param realm id of the realm
 * @param firstBatch number of the first batch; 0 when there is none
 * @param lastBatch number of the last one
 * @param lastHash its hash: who keeps it knows later whether the end was cut off; null when there is no batch
 * @param rows rows of batches
 * @param erased rows of removed people among them
 * @param unsealed rows that no batch has yet
 * @param keys thumbprints of the keys that signed
 * @param findings what is not as it was sealed, the first {@value #MOST_FINDINGS}
 * @param found how many findings there are
 */
public record Report(
        String realm,
        long firstBatch,
        long lastBatch,
        @Nullable String lastHash,
        long rows,
        long erased,
        long unsealed,
        Set<String> keys,
        List<Finding> findings,
        long found) {

    /** Enough to see what happened; a log that was replaced as a whole would have one for each row. */
    public static final int MOST_FINDINGS = 1000;

    public Report {
        keys = Set.copyOf(keys);
        findings = List.copyOf(findings);
    }

    /** Whether everything is as it was sealed. */
    public boolean isSound() {
        return found == 0;
    }
}
