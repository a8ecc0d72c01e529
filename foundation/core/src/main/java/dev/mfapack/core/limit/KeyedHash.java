package dev.mfapack.core.limit;

import dev.mfapack.core.key.HashKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Numbers and addresses as the limiter keeps them: HMAC-SHA-256 under a realm's own key ({@code KeyPurpose.LIMIT}), so that
 * a copy of the tables tells no number. With a new key the counts begin anew.
 */
public final class KeyedHash {

    private KeyedHash() {}

    /**
     * 43 characters for the whole of a number or an address.
     *
     * @param destination as it is stored with the credential: two ways to write it would be counted apart
     */
    public static String ofDestination(HashKey key, String destination) {
        return of(key, "destination", destination);
    }

    /**
     * 43 characters for {@code value}.
     *
     * @param what sets apart what happens to be written alike
     */
    public static String of(HashKey key, String what, String value) {
        byte[] hash = key.hmac((what + "\n" + value).getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    }
}
