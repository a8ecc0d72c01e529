package dev.mfapack.factors.keys;

import dev.mfapack.core.key.HashKey;
import dev.mfapack.core.key.KeyPurpose;
import dev.mfapack.persistence.KeyStore;
import dev.mfapack.persistence.StoredKey;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Keys of the table {@code MFA_KEY}, held in memory once read: a key never changes, only new versions come. */
final class DatabaseKeyRing implements KeyRingProvider {

    private static final int KEY_BYTES = 32;

    private record Series(String realmId, KeyPurpose purpose) {}

    private record Version(Series series, int number) {}

    private final KeyStore store;
    private final @Nullable Pepper pepper;
    private final SecureRandom random;
    private final Clock clock;
    private final Map<Series, HashKey> current = new ConcurrentHashMap<>();
    private final Map<Version, HashKey> versions = new ConcurrentHashMap<>();

    DatabaseKeyRing(KeyStore store, @Nullable Pepper pepper, SecureRandom random, Clock clock) {
        this.store = store;
        this.pepper = pepper;
        this.random = random;
        this.clock = clock;
    }

    @Override
    public HashKey current(String realmId, KeyPurpose purpose) {
        Series series = new Series(realmId, purpose);
        HashKey known = current.get(series);
        if (known != null) {
            return known;
        }
        StoredKey stored = store.current(realmId, purpose).orElseGet(() -> firstOf(series));
        HashKey key = open(stored);
        current.put(series, key);
        versions.put(new Version(series, key.version()), key);
        return key;
    }

    @Override
    public Optional<HashKey> version(String realmId, KeyPurpose purpose, int number) {
        Version version = new Version(new Series(realmId, purpose), number);
        HashKey known = versions.get(version);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<HashKey> read = store.version(realmId, purpose, number).map(this::open);
        read.ifPresent(key -> versions.put(version, key));
        return read;
    }

    /** Forgets a realm that is gone. */
    void forget(String realmId) {
        current.keySet().removeIf(series -> series.realmId().equals(realmId));
        versions.keySet().removeIf(version -> version.series().realmId().equals(realmId));
    }

    /** Of two nodes that come here at once, one inserts, and both read what it inserted. */
    private StoredKey firstOf(Series series) {
        byte[] material = new byte[KEY_BYTES];
        random.nextBytes(material);
        store.insertIfAbsent(new StoredKey(
                series.realmId(),
                series.purpose(),
                1,
                pepper != null,
                pepper == null
                        ? Base64.getEncoder().encodeToString(material)
                        : pepper.wrap(context(series.realmId(), series.purpose(), 1), material),
                clock.instant()));
        return store.current(series.realmId(), series.purpose())
                .orElseThrow(() -> new IllegalStateException("the key just made is not there"));
    }

    private HashKey open(StoredKey stored) {
        byte[] material;
        if (!stored.wrapped()) {
            material = Base64.getDecoder().decode(stored.material());
        } else if (pepper == null) {
            throw new IllegalStateException(
                    "the MFA keys were wrapped with a pepper, and the option spi-mfa-keys--default--pepper is not set");
        } else {
            material = pepper.unwrap(context(stored.realmId(), stored.purpose(), stored.version()), stored.material());
        }
        return new HashKey(stored.version(), new SecretKeySpec(material, "HmacSHA256"));
    }

    private static String context(String realmId, KeyPurpose purpose, int version) {
        return realmId + "/" + purpose + "/" + version;
    }
}
