package dev.mfapack.factors.keys;

import dev.mfapack.core.key.HashKey;
import dev.mfapack.core.key.KeyPurpose;
import dev.mfapack.persistence.KeyRingProvider;
import dev.mfapack.persistence.KeyStore;
import dev.mfapack.persistence.StoredKey;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Keys of the table {@code MFA_KEY}, held in memory for a minute: long enough to spare nearly every read, short enough that
 * every node notices a rotation, or a realm that was deleted and imported again under its old id.
 */
final class DatabaseKeyRing implements KeyRingProvider {

    private static final int KEY_BYTES = 32;
    private static final Duration HELD = Duration.ofMinutes(1);

    private record Series(String realmId, KeyPurpose purpose) {}

    private record Version(Series series, int number) {}

    private record Held(HashKey key, Instant until) {}

    private final KeyStore store;
    private final Peppers peppers;
    private final SecureRandom random;
    private final Clock clock;
    private final Map<Series, Held> current = new ConcurrentHashMap<>();
    private final Map<Version, Held> versions = new ConcurrentHashMap<>();

    DatabaseKeyRing(KeyStore store, Peppers peppers, SecureRandom random, Clock clock) {
        this.store = store;
        this.peppers = peppers;
        this.random = random;
        this.clock = clock;
    }

    @Override
    public boolean isWrapped(String realmId) {
        return peppers.of(realmId).isPresent();
    }

    @Override
    public HashKey current(String realmId, KeyPurpose purpose) {
        Series series = new Series(realmId, purpose);
        Optional<HashKey> known = held(current.get(series));
        if (known.isPresent()) {
            return known.get();
        }
        StoredKey stored = store.current(realmId, purpose).orElseGet(() -> firstOf(series));
        HashKey key = open(stored);
        current.put(series, hold(key));
        versions.put(new Version(series, key.version()), hold(key));
        return key;
    }

    @Override
    public Optional<HashKey> version(String realmId, KeyPurpose purpose, int number) {
        Version version = new Version(new Series(realmId, purpose), number);
        Optional<HashKey> known = held(versions.get(version));
        if (known.isPresent()) {
            return known;
        }
        Optional<HashKey> read = store.version(realmId, purpose, number).map(this::open);
        read.ifPresent(key -> versions.put(version, hold(key)));
        return read;
    }

    /** Forgets a realm that is gone. */
    void forget(String realmId) {
        current.keySet().removeIf(series -> series.realmId().equals(realmId));
        versions.keySet().removeIf(version -> version.series().realmId().equals(realmId));
    }

    private Held hold(HashKey key) {
        return new Held(key, clock.instant().plus(HELD));
    }

    private Optional<HashKey> held(@Nullable Held held) {
        return Optional.ofNullable(held)
                .filter(fresh -> clock.instant().isBefore(fresh.until()))
                .map(Held::key);
    }

    /** Of two nodes that come here at once, one inserts, and both read what it inserted. */
    private StoredKey firstOf(Series series) {
        byte[] material = new byte[KEY_BYTES];
        random.nextBytes(material);
        Optional<Pepper> pepper = peppers.of(series.realmId());
        store.insertIfAbsent(new StoredKey(
                series.realmId(),
                series.purpose(),
                1,
                pepper.isPresent(),
                pepper.map(it -> it.wrap(context(series.realmId(), series.purpose(), 1), material))
                        .orElseGet(() -> Base64.getEncoder().encodeToString(material)),
                clock.instant()));
        return store.current(series.realmId(), series.purpose())
                .orElseThrow(() -> new IllegalStateException("the key just made is not there"));
    }

    private HashKey open(StoredKey stored) {
        byte[] material = stored.wrapped()
                ? pepperOf(stored)
                        .unwrap(context(stored.realmId(), stored.purpose(), stored.version()), stored.material())
                : Base64.getDecoder().decode(stored.material());
        return new HashKey(stored.version(), new SecretKeySpec(material, "HmacSHA256"));
    }

    private Pepper pepperOf(StoredKey stored) {
        return peppers.of(stored.realmId())
                .orElseThrow(() -> new IllegalStateException("the MFA keys were wrapped with a pepper, and neither"
                        + " spi-mfa-keys--default--pepper nor spi-mfa-keys--default--pepper-vault-entry is set"));
    }

    private static String context(String realmId, KeyPurpose purpose, int version) {
        return realmId + "/" + purpose + "/" + version;
    }
}
