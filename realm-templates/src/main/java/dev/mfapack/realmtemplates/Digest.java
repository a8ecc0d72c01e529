package dev.mfapack.realmtemplates;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** SHA-256 over a list of texts; where one text ends and the next begins counts, and so does whether there is one. */
final class Digest {

    private final MessageDigest sha256;

    private Digest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static Digest of(String... texts) {
        Digest digest = new Digest();
        for (String text : texts) {
            digest.add(text);
        }
        return digest;
    }

    Digest add(@Nullable String text) {
        if (text == null) {
            sha256.update((byte) '-');
        } else {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            sha256.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
            sha256.update(bytes);
        }
        return this;
    }

    Digest add(Change change) {
        return add(change.what()).add(change.where()).add(change.before()).add(change.after());
    }

    /** Lower-case hexadecimal digits; nothing can be added afterwards. */
    String hex() {
        return HexFormat.of().formatHex(sha256.digest());
    }
}
