package dev.mfapack.core.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** A short name of a realm's policy as it stands, by which a later look sees that it has changed. */
public final class PolicyFingerprint {

    private static final String PREFIX = "mfa.";
    private static final int LENGTH = 16;

    private PolicyFingerprint() {}

    /** {@code policy-} and 16 hexadecimal digits, of those of a realm's attributes that begin with {@code mfa.}. */
    public static String of(Map<String, String> attributes) {
        StringBuilder policy = new StringBuilder();
        new TreeMap<>(attributes).forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                // Lengths keep a value that holds another attribute's line from looking like that attribute.
                policy.append(name)
                        .append('=')
                        .append(value.length())
                        .append(':')
                        .append(value)
                        .append('\n');
            }
        });
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(policy.toString().getBytes(StandardCharsets.UTF_8));
            return "policy-" + HexFormat.of().formatHex(digest).substring(0, LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
