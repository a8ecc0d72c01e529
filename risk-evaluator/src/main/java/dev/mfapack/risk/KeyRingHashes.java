package dev.mfapack.risk;

import dev.mfapack.core.key.HashKey;
import dev.mfapack.core.key.KeyPurpose;
import dev.mfapack.core.key.KeyRing;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Hashes under the keys of {@link KeyPurpose#RISK}: the current one and the version before. Thread-safe. */
public final class KeyRingHashes implements ValueHashes {

    private final KeyRing keys;
    private final Map<Made, ValueHash> made = new ConcurrentHashMap<>();

    public KeyRingHashes(KeyRing keys) {
        this.keys = keys;
    }

    private record Made(String realmId, int version) {}

    @Override
    public ValueHash current(String realmId) {
        return hash(realmId, keys.current(realmId, KeyPurpose.RISK));
    }

    @Override
    public Optional<ValueHash> previous(String realmId) {
        int before = current(realmId).keyId() - 1;
        return before < 1
                ? Optional.empty()
                : keys.version(realmId, KeyPurpose.RISK, before).map(key -> hash(realmId, key));
    }

    private ValueHash hash(String realmId, HashKey key) {
        return made.computeIfAbsent(new Made(realmId, key.version()), it -> new ValueHash(key));
    }
}
