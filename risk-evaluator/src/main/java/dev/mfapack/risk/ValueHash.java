package dev.mfapack.risk;

import dev.mfapack.core.key.HashKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/**
 * HMAC-SHA-256 of values, cut to 64 bits: with fewer than a million values to a feature two of them meet once in thirty million
 * realms. The feature is part of what is hashed, so that equal texts of two features do not look alike.
 */
public final class ValueHash {

    private static final int MOST_KEPT = 1 << 12;

    /** Stands where features have their code. */
    private static final byte PERSON = 0;

    private final int keyId;
    private final Mac keyed;
    private final @Nullable Kept[] kept = new Kept[MOST_KEPT];

    public ValueHash(HashKey key) {
        this.keyId = key.version();
        this.keyed = keyed(key);
    }

    /** Version of the key, which stands beside everything that is made with it. */
    public int keyId() {
        return keyId;
    }

    /** The hash of a value. */
    public long of(Feature feature, String value) {
        return kept((byte) feature.code(), value);
    }

    /** The hash of a person's id, or of a name that was typed. */
    public long ofPerson(String person) {
        return kept(PERSON, person);
    }

    private long kept(byte kind, String text) {
        int mixed = text.hashCode();
        int slot = (mixed ^ mixed >>> 16) * 31 + kind & MOST_KEPT - 1;
        Kept last = kept[slot];
        if (last != null && last.kind == kind && last.text.equals(text)) {
            return last.hash;
        }
        long hash = hash(kind, text);
        if (text.length() <= UserAgent.LONGEST) {
            // Racy on purpose: a record is published whole, and what is lost is only made again.
            kept[slot] = new Kept(kind, text, hash);
        }
        return hash;
    }

    private long hash(byte kind, String value) {
        try {
            Mac mac = (Mac) keyed.clone();
            mac.update(kind);
            return ByteBuffer.wrap(mac.doFinal(value.getBytes(StandardCharsets.UTF_8)))
                    .getLong();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the platform's HmacSHA256 can be cloned", e);
        }
    }

    private static Mac keyed(HashKey key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key.key());
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    @Override
    public String toString() {
        return "ValueHash[key " + keyId + "]";
    }

    /**
     * What is hashed again and again: countries, providers, browsers, and the person, when the login is judged and when it is counted.
     * Texts never leave the memory of the process.
     */
    private record Kept(byte kind, String text, long hash) {}
}
