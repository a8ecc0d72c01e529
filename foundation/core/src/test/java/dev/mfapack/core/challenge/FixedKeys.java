package dev.mfapack.core.challenge;

import dev.mfapack.core.key.HashKey;
import dev.mfapack.core.key.KeyPurpose;
import dev.mfapack.core.key.KeyRing;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.spec.SecretKeySpec;

/** A key per realm, purpose and version; the current version can be raised, and old ones can be lost. */
final class FixedKeys implements KeyRing {

    private final AtomicInteger current = new AtomicInteger(1);
    private volatile int oldestKept = 1;
    private volatile Runnable beforeComparison = () -> {};

    void rotate() {
        current.incrementAndGet();
    }

    void loseOldOnes() {
        oldestKept = current.get();
    }

    /** Runs {@code work} when an answer asks for its key, which is the last moment before it is compared. */
    void beforeComparison(Runnable work) {
        beforeComparison = work;
    }

    @Override
    public HashKey current(String realmId, KeyPurpose purpose) {
        return key(realmId, purpose, current.get());
    }

    @Override
    public Optional<HashKey> version(String realmId, KeyPurpose purpose, int version) {
        beforeComparison.run();
        return version < oldestKept ? Optional.empty() : Optional.of(key(realmId, purpose, version));
    }

    private static HashKey key(String realmId, KeyPurpose purpose, int version) {
        byte[] material = (realmId + purpose + version).getBytes(StandardCharsets.UTF_8);
        return new HashKey(version, new SecretKeySpec(material, "HmacSHA256"));
    }
}
