package dev.mfapack.core.passkey;

import java.util.Optional;

/**
 * What an authenticator says about copies of a passkey (WebAuthn Level 3, section 6.1.3).
 *
 * @param eligible whether it may be copied to other devices; fixed for the passkey's life
 * @param backedUp whether it is copied now; may change
 */
public record BackupFlags(boolean eligible, boolean backedUp) {

    /** Behind the 32 bytes of the relying party's hash: WebAuthn Level 3, section 6.1. */
    private static final int FLAGS_AT = 32;

    private static final int BACKUP_ELIGIBLE = 0x08;
    private static final int BACKED_UP = 0x10;

    /** Those of authenticator data; empty when it is too short to have any. */
    public static Optional<BackupFlags> in(byte[] authenticatorData) {
        if (authenticatorData.length <= FLAGS_AT) {
            return Optional.empty();
        }
        byte flags = authenticatorData[FLAGS_AT];
        return Optional.of(new BackupFlags((flags & BACKUP_ELIGIBLE) != 0, (flags & BACKED_UP) != 0));
    }

    /** Whether there can be a passkey that says so: one that cannot be copied is not copied. */
    public boolean isSound() {
        return eligible || !backedUp;
    }

    /** Whether the same passkey can have said {@code before} at another time. */
    public boolean mayFollow(BackupFlags before) {
        return isSound() && eligible == before.eligible;
    }
}
