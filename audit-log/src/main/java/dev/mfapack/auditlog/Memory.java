package dev.mfapack.auditlog;

import dev.mfapack.persistence.AuditChain.Head;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The ends of the chains as this node has seen them, so that it notices when rows and checkpoints are cut off together. Lost when
 * the node stops: then the log's lines remain.
 */
final class Memory {

    private final Map<String, Head> ends = new ConcurrentHashMap<>();

    void remember(Head end) {
        ends.merge(
                end.checkpoint().realm(),
                end,
                (known, seen) -> seen.checkpoint().batch() > known.checkpoint().batch() ? seen : known);
    }

    Optional<Head> of(String realmId) {
        return Optional.ofNullable(ends.get(realmId));
    }

    Set<String> realms() {
        return Set.copyOf(ends.keySet());
    }

    void forget(String realmId) {
        ends.remove(realmId);
    }
}
