package dev.mfapack.factors.notice;

import dev.mfapack.core.backupcode.BackupCodes;
import dev.mfapack.core.notice.NoticeKind;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a person's account.
 *
 * @param kinds as what it can be told; the first that the realm sends is
 * @param by who did it, as far as that is known
 * @param factor credential type of the factor it happened to
 * @param credentialId which one; of a device, its id
 * @param left how many backup codes are left
 */
public record Happening(
        List<NoticeKind> kinds,
        By by,
        @Nullable String factor,
        @Nullable String credentialId,
        OptionalInt left) {

    /** Who did it. */
    public enum By {
        /** Somebody who had proven all that was asked. */
        PERSON,
        ADMINISTRATOR,
        /** Somebody who had proven less, or came from where the person never was. */
        PERHAPS_A_STRANGER
    }

    public Happening {
        kinds = List.copyOf(kinds);
    }

    /** {@code credentialId} is null where it is not known. */
    public static Happening factorAdded(String factor, @Nullable String credentialId, By by) {
        return of(NoticeKind.FACTOR_ADDED, by, factor, credentialId);
    }

    public static Happening factorRemoved(String factor, By by) {
        return of(NoticeKind.FACTOR_REMOVED, by, factor, null);
    }

    /** A code of theirs was used, and {@code left} are left. */
    public static Happening backupCodeUsed(String credentialId, int left) {
        List<NoticeKind> kinds = left <= BackupCodes.FEW
                ? List.of(NoticeKind.BACKUP_CODES_LOW, NoticeKind.BACKUP_CODE_USED)
                : List.of(NoticeKind.BACKUP_CODE_USED);
        return new Happening(kinds, By.PERSON, BackupCodes.TYPE, credentialId, OptionalInt.of(left));
    }

    static Happening secondFactorWrong(@Nullable String factor) {
        return of(NoticeKind.SECOND_FACTOR_WRONG, By.PERHAPS_A_STRANGER, factor, null);
    }

    static Happening newDevice(String deviceId) {
        return of(NoticeKind.NEW_DEVICE, By.PERHAPS_A_STRANGER, null, deviceId);
    }

    private static Happening of(NoticeKind kind, By by, @Nullable String factor, @Nullable String credentialId) {
        return new Happening(List.of(kind), by, factor, credentialId, OptionalInt.empty());
    }
}
