package dev.mfapack.persistence;

import dev.mfapack.core.limit.Subject;
import dev.mfapack.core.sms.Place;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;
import java.util.UUID;

/**
 * The id of a row that is about one subject or place, the same on every node: half of a SHA-256. So rows are found by their
 * primary key alone, and two nodes that make the same row at once collide on it.
 */
final class RowId {

    private RowId() {}

    static String of(Subject subject) {
        return of(
                subject.realmId(),
                subject.kind().name(),
                subject.factor(),
                subject.value(),
                Objects.requireNonNullElse(subject.userId(), ""));
    }

    static String of(Place place) {
        return of(place.realmId(), place.kind().name(), place.value(), String.valueOf(place.known()));
    }

    static String of(String... parts) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
            ByteBuffer bytes = ByteBuffer.wrap(hash);
            return new UUID(bytes.getLong(), bytes.getLong()).toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
