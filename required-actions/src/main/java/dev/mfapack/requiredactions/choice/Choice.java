package dev.mfapack.requiredactions.choice;

/**
 * A factor that is on offer, as the page shows it.
 *
 * @param type credential type
 * @param label message key of its name
 * @param hint message key of what it is
 */
public record Choice(String type, String label, String hint) {

    static Choice of(String type) {
        return switch (type) {
            case "webauthn-passwordless" -> new Choice(type, "mfaChoosePasskey", "mfaChoosePasskeyHint");
            case "webauthn" -> new Choice(type, "mfaChooseSecurityKey", "mfaChooseSecurityKeyHint");
            case "otp" -> new Choice(type, "mfaChooseApp", "mfaChooseAppHint");
            case "mfa-sms" -> new Choice(type, "mfaChooseSms", "mfaChooseSmsHint");
            case "mfa-email" -> new Choice(type, "mfaChooseEmail", "mfaChooseEmailHint");
            case "mfa-backup-codes" -> new Choice(type, "mfaChooseBackup", "mfaChooseBackupHint");
            // A factor of somebody else's is named as in the account console.
            default -> new Choice(type, type + "-display-name", type + "-help-text");
        };
    }
}
