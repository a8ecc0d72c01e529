package dev.mfapack.restapi;

import dev.mfapack.persistence.Recovery;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A recovery, as administrators see it. The link is known to nobody but the person.
 *
 * @param id random id
 * @param user id of the person
 * @param state how far it has come: the name of a {@link Recovery.State} in small letters
 * @param requestedBy id of the administrator who asked for it
 * @param approvedBy id of the second administrator
 * @param requestedAt ISO 8601 in UTC
 * @param expiresAt ISO 8601 in UTC
 */
record RecoveryView(
        String id,
        String user,
        String state,
        String requestedBy,
        @Nullable String approvedBy,
        String requestedAt,
        String expiresAt) {

    static RecoveryView of(Recovery recovery) {
        return new RecoveryView(
                recovery.id(),
                recovery.userId(),
                recovery.state().name().toLowerCase(Locale.ROOT),
                recovery.requestedBy(),
                recovery.approvedBy(),
                recovery.requestedAt().toString(),
                recovery.expiresAt().toString());
    }
}
