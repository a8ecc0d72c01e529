package dev.mfapack.factors.backupcode;

/** What became of a backup code that was typed. */
public sealed interface BackupCodeAnswer {

    /**
     * It was right, and is spent now.
     *
     * @param credentialId the codes it belongs to
     * @param left how many of them still work
     */
    record Accepted(String credentialId, int left) implements BackupCodeAnswer {}

    /** It is no code of this person's, or was spent before: nobody is told which. */
    record Wrong() implements BackupCodeAnswer {}

    /** It was not compared: too many wrong ones before it. */
    record Held() implements BackupCodeAnswer {}

    /** It cannot be a code; neither compared nor counted. */
    record Malformed() implements BackupCodeAnswer {}
}
