package dev.mfapack.persistence;

import dev.mfapack.core.notice.NoticeSubject;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A notice whose link can be used.
 *
 * @param id random id, part of the link
 * @param subject what it is about
 * @param linkHash keyed hash of the link and the subject
 * @param keyVersion version of the key that made the hash
 * @param createdAt when it happened
 * @param expiresAt from when on the link is worth nothing
 * @param isUsed whether it was used
 * @param decisionId the decision about the risk of the login in which it happened; null when there is none
 */
public record StoredNotice(
        UUID id,
        NoticeSubject subject,
        String linkHash,
        int keyVersion,
        Instant createdAt,
        Instant expiresAt,
        boolean isUsed,
        @Nullable String decisionId) {

    /** Leaves the hash out. */
    @Override
    public String toString() {
        return "StoredNotice[" + id + ", " + subject.kind() + "]";
    }
}
