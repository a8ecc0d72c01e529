package dev.mfapack.risk;

import dev.mfapack.core.key.HashKey;
import dev.mfapack.core.key.KeyPurpose;
import dev.mfapack.core.key.KeyRing;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Hashes under the keys of {@link KeyPurpose#RISK}: the current one and the version before. As thread-safe as the keys are. */
public final class KeyRingHashes implements ValueHashes {

    private final KeyRing keys;
    private final Map<HashKey, ValueHash> made;

    public KeyRingHashes(KeyRing keys) {
        this(keys, new ConcurrentHashMap<>());
    }

    /**
     * With what was made before, by others.
     *
     * @param made thread-safe; the same for all of a node, which has few keys
     */
    public KeyRingHashes(KeyRing keys, Map<HashKey, ValueHash> made) {
        this.keys = keys;
        this.made = made;
    }

    @Override
    public ValueHash current(String realmId) {
        return hash(keys.current(realmId, KeyPurpose.RISK));
    }

    @Override
    public Optional<ValueHash> previous(String realmId) {
        int before = current(realmId).keyId() - 1;
        return before < 1
                ? Optional.empty()
                : keys.version(realmId, KeyPurpose.RISK, before).map(this::hash);
    }

    private ValueHash hash(HashKey key) {
        return made.computeIfAbsent(key, ValueHash::new);
    }
}
