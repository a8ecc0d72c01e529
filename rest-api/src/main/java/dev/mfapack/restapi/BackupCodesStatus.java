package dev.mfapack.restapi;

import dev.mfapack.core.backupcode.BackupCodes;
import dev.mfapack.factors.backupcode.PersonsBackupCodes;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How many backup codes somebody has.
 *
 * @param left how many still work
 * @param createdAt when they were made, ISO 8601 in UTC
 */
record BackupCodesStatus(int left, @Nullable String createdAt) {

    /** Empty when the person has never made any. */
    static Optional<BackupCodesStatus> of(PersonalCall call) {
        OptionalInt left = PersonsBackupCodes.of(call.session(), call.realm(), call.person())
                .left();
        return left.isEmpty() ? Optional.empty() : Optional.of(new BackupCodesStatus(left.getAsInt(), createdAt(call)));
    }

    private static @Nullable String createdAt(PersonalCall call) {
        return call.person()
                .credentialManager()
                .getStoredCredentialsByTypeStream(BackupCodes.TYPE)
                .findFirst()
                .map(stored -> stored.getCreatedDate())
                .map(created -> Instant.ofEpochMilli(created).toString())
                .orElse(null);
    }
}
