package dev.mfapack.core.challenge;

import dev.mfapack.core.key.HashKey;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.UUID;

/**
 * The keyed hash under which a code is kept: HMAC-SHA-256 over challenge, everything in its {@link Binding}, and the code.
 * A code posted for another session, client, person or purpose therefore never matches.
 */
final class CodeHash {

    private CodeHash() {}

    static String of(HashKey key, UUID challengeId, Binding binding, String code) {
        return Base64.getEncoder().encodeToString(key.hmac(message(challengeId, binding, code)));
    }

    static boolean matches(HashKey key, Challenge challenge, Binding binding, String code) {
        byte[] expected = Base64.getDecoder().decode(challenge.codeHash());
        return MessageDigest.isEqual(expected, key.hmac(message(challenge.id(), binding, code)));
    }

    /** Each part with its length before it, so that no two different bindings give the same bytes. */
    private static byte[] message(UUID challengeId, Binding binding, String code) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (String part : new String[] {
                challengeId.toString(),
                binding.realmId(),
                binding.userId(),
                binding.sessionId(),
                binding.clientId(),
                binding.factor().id(),
                binding.purpose().name(),
                binding.target(),
                code
            }) {
                byte[] utf8 = part.getBytes(StandardCharsets.UTF_8);
                out.writeInt(utf8.length);
                out.write(utf8);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
