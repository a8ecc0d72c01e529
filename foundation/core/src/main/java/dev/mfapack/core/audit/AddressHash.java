package dev.mfapack.core.audit;

import dev.mfapack.core.key.HashKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * An address as the audit log keeps it where the realm wants it so: HMAC-SHA-256 (RFC 2104) under a key of the realm's own
 * ({@code KeyPurpose.AUDIT}), with the key's version before it. There are few IPv4 addresses, and a hash without a key would
 * be undone by trying them all.
 */
public final class AddressHash {

    private static final String MARK = "hmac:";

    private AddressHash() {}

    /** {@code hmac:1:} and 43 characters. */
    public static String of(HashKey key, String address) {
        byte[] hash = key.hmac(address.getBytes(StandardCharsets.UTF_8));
        return MARK + key.version() + ":"
                + Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    }

    /** Whether this is a hash, and no address. */
    public static boolean isOne(String address) {
        return address.startsWith(MARK);
    }
}
