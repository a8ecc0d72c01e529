package dev.mfapack.core.sms;

import dev.mfapack.core.key.HashKey;
import javax.crypto.spec.SecretKeySpec;

/** A key that everybody knows. */
final class TestKey {

    static final HashKey KEY = new HashKey(1, new SecretKeySpec(new byte[32], "HmacSHA256"));

    private TestKey() {}
}
