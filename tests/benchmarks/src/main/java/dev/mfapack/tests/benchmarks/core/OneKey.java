package dev.mfapack.tests.benchmarks.core;

import dev.mfapack.core.key.HashKey;
import dev.mfapack.core.key.KeyPurpose;
import dev.mfapack.core.key.KeyRing;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;

/** The same key for everything, at hand at once, as the server has it from its second use on. */
final class OneKey implements KeyRing {

    private final HashKey key;

    OneKey(SecureRandom random) {
        byte[] material = new byte[32];
        random.nextBytes(material);
        key = new HashKey(1, new SecretKeySpec(material, "HmacSHA256"));
    }

    @Override
    public HashKey current(String realmId, KeyPurpose purpose) {
        return key;
    }

    @Override
    public Optional<HashKey> version(String realmId, KeyPurpose purpose, int version) {
        return Optional.of(key);
    }
}
