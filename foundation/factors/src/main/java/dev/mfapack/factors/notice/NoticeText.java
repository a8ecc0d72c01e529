package dev.mfapack.factors.notice;

import dev.mfapack.core.apppassword.AppPasswords;
import dev.mfapack.core.backupcode.BackupCodes;
import dev.mfapack.core.challenge.Factor;
import dev.mfapack.core.notice.NoticeKind;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.credential.WebAuthnCredentialModel;

/** Message keys of notices. A factor is told by its type alone: the name that somebody gave it may be a stranger's words. */
final class NoticeText {

    private static final Map<String, String> FACTORS = Map.of(
            WebAuthnCredentialModel.TYPE_PASSWORDLESS,
            "mfaChoosePasskey",
            WebAuthnCredentialModel.TYPE_TWOFACTOR,
            "mfaChooseSecurityKey",
            OTPCredentialModel.TYPE,
            "mfaChooseApp",
            Factor.SMS.id(),
            "mfaChooseSms",
            Factor.EMAIL.id(),
            "mfaChooseEmail",
            BackupCodes.TYPE,
            "mfaChooseBackup",
            AppPasswords.TYPE,
            "mfaNoticeAppPassword");

    private NoticeText() {}

    static String subject(NoticeKind kind) {
        return switch (kind) {
            case FACTOR_ADDED -> "mfaNoticeAddedSubject";
            case FACTOR_REMOVED -> "mfaNoticeRemovedSubject";
            case BACKUP_CODE_USED -> "mfaNoticeCodeUsedSubject";
            case BACKUP_CODES_LOW -> "mfaNoticeCodesLowSubject";
            case SECOND_FACTOR_WRONG -> "mfaNoticeWrongSubject";
            case NEW_DEVICE -> "mfaNoticeDeviceSubject";
        };
    }

    /** What happened, with the realm's name and the factor's in it. */
    static String what(NoticeKind kind) {
        return switch (kind) {
            case FACTOR_ADDED -> "mfaNoticeAdded";
            case FACTOR_REMOVED -> "mfaNoticeRemoved";
            case BACKUP_CODE_USED, BACKUP_CODES_LOW -> "mfaNoticeCodeUsed";
            case SECOND_FACTOR_WRONG -> "mfaNoticeWrong";
            case NEW_DEVICE -> "mfaNoticeDevice";
        };
    }

    static String factor(@Nullable String type) {
        return type == null ? "mfaNoticeSomeFactor" : FACTORS.getOrDefault(type, "mfaNoticeSomeFactor");
    }
}
