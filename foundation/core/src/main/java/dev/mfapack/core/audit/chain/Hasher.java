package dev.mfapack.core.audit.chain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 over a list of parts that cannot be mistaken for another list: each part is a byte 0 when it is absent, else a byte
 * 1, its length in four bytes, and its bytes; a text's bytes are UTF-8. The first part names what is hashed.
 *
 * <p>One list at a time; not safe for use by several threads.
 */
final class Hasher {

    static final int BYTES = 32;

    private static final int HEAD = 5;

    private final MessageDigest digest;
    private byte[] buffer = new byte[512];
    private int filled;

    Hasher() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    Hasher add(@Nullable String part) {
        if (part == null) {
            return absent();
        }
        return add(part.getBytes(StandardCharsets.UTF_8));
    }

    Hasher add(long part) {
        return add(Long.toString(part));
    }

    Hasher add(byte[] part) {
        int length = part.length;
        makeRoom(HEAD + length);
        buffer[filled] = 1;
        buffer[filled + 1] = (byte) (length >>> 24);
        buffer[filled + 2] = (byte) (length >>> 16);
        buffer[filled + 3] = (byte) (length >>> 8);
        buffer[filled + 4] = (byte) length;
        System.arraycopy(part, 0, buffer, filled + HEAD, length);
        filled += HEAD + length;
        return this;
    }

    Hasher absent() {
        makeRoom(1);
        buffer[filled++] = 0;
        return this;
    }

    /** The hash; what follows is another list. */
    byte[] finish() {
        digest.update(buffer, 0, filled);
        filled = 0;
        return digest.digest();
    }

    private void makeRoom(int bytes) {
        if (filled + bytes > buffer.length) {
            digest.update(buffer, 0, filled);
            filled = 0;
            if (bytes > buffer.length) {
                buffer = new byte[bytes];
            }
        }
    }
}
