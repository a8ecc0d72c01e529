package dev.mfapack.risk.replay;

import dev.mfapack.risk.Observed;
import dev.mfapack.risk.Profiles;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Profiles of one realm in memory. Thread-safe. */
public final class MemoryProfiles implements Profiles {

    private final Map<String, Stored> rows = new ConcurrentHashMap<>();

    @Override
    public Observed<Stored> load(String realmId, String userId) {
        return Observed.of(rows.getOrDefault(userId, Stored.NONE));
    }

    @Override
    public boolean save(String realmId, String userId, long before, byte[] blob) {
        Stored next = new Stored(before + 1, blob.clone());
        Stored row = load(realmId, userId).or(Stored.NONE);
        if (row.version() != before) {
            return false;
        }
        return before == 0 ? rows.putIfAbsent(userId, next) == null : rows.replace(userId, row, next);
    }

    /** Sizes of all blobs together, in bytes. */
    public long bytes() {
        return rows.values().stream().mapToLong(row -> row.blob().length).sum();
    }

    public int size() {
        return rows.size();
    }
}
