package dev.mfapack.persistence;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the flow installer replaced in a realm, so that it can be put back.
 *
 * @param id random id
 * @param realmId where
 * @param number counts the realm's snapshots from 1
 * @param createdAt when the flows were applied
 * @param createdBy user id of the administrator
 * @param packVersion version of the pack that applied them
 * @param content the installer's own JSON
 * @param rolledBackAt when it was put back; null as long as it was not
 */
public record FlowSnapshot(
        UUID id,
        String realmId,
        int number,
        Instant createdAt,
        String createdBy,
        String packVersion,
        String content,
        @Nullable Instant rolledBackAt) {}
