package dev.mfapack.core.passkey;

/** Why a ceremony was refused. The words are part of the API and of the audit log: never changed, only added to. */
public enum PasskeyProblem {
    /** There is no such ceremony, or it is over. */
    CHALLENGE_UNKNOWN("challenge-unknown", "There is no such ceremony, or its 60 seconds are over: begin a new one."),
    /** It was answered before, rightly or wrongly. */
    CHALLENGE_USED("challenge-used", "This ceremony was answered before: begin a new one."),
    /** It was begun by another person, by another client, or for another kind of ceremony. */
    CHALLENGE_OF_ANOTHER(
            "challenge-of-another", "This ceremony was begun for another person, client or purpose: begin a new one."),
    /** The answer is to another challenge. */
    CHALLENGE_MISMATCH("challenge-mismatch", "The client data answer another challenge than this ceremony's."),
    /** Section 7.1 step 7, section 7.2 step 10: {@code webauthn.create} or {@code webauthn.get}. */
    WRONG_TYPE("wrong-type", "The client data are of another type than this ceremony."),
    WRONG_ORIGIN("wrong-origin", "The client data come from an origin that this ceremony does not take."),
    CROSS_ORIGIN("cross-origin", "The ceremony ran in a frame of another site."),
    WRONG_RP_ID("wrong-rp-id", "The authenticator answered for another relying party."),
    USER_NOT_PRESENT("user-not-present", "The authenticator did not see its user."),
    USER_NOT_VERIFIED("user-not-verified", "The authenticator did not verify its user, and the realm asks for that."),
    SIGNATURE("signature", "The signature does not match."),
    /** Section 6.1.1: the authenticator may have been cloned. */
    SIGN_COUNT("sign-count", "The signature counter has not grown: the authenticator may have been cloned."),
    /** Section 6.1.3: what cannot be copied says that it is copied. */
    BACKUP_STATE("backup-state", "The passkey says that it is backed up, and that it cannot be."),
    /** Section 6.1.3: fixed for life. */
    BACKUP_ELIGIBILITY_CHANGED(
            "backup-eligibility-changed", "The passkey says otherwise than before whether it can be backed up."),
    UNKNOWN_CREDENTIAL("unknown-credential", "This passkey is not known here."),
    ALREADY_REGISTERED("already-registered", "This passkey is registered already."),
    ALGORITHM("algorithm", "The realm does not take this algorithm."),
    ATTESTATION("attestation", "The attestation is not one that the realm takes."),
    MODEL("model", "The realm does not take this model of authenticator."),
    ATTACHMENT("attachment", "The realm asks for another kind of authenticator."),
    /** The realm takes no passkeys that are copied between devices. */
    SYNCED("synced", "The realm takes no passkeys that can be copied to other devices."),
    LABEL_TAKEN("label-taken", "The person has a passkey of this name already."),
    /** A passkey proves too little in this realm, or its login takes none. */
    NOT_OFFERED("not-offered", "The login of this realm takes no passkey as a proof of its highest level."),
    ACCOUNT_UNAVAILABLE("account-unavailable", "This account cannot log in now."),
    MALFORMED("malformed", "The answer cannot be read as WebAuthn Level 3 describes it.");

    private final String word;
    private final String detail;

    PasskeyProblem(String word, String detail) {
        this.word = word;
        this.detail = detail;
    }

    /** Small letters and dashes. */
    public String word() {
        return word;
    }

    /** For the developer of the app. */
    public String detail() {
        return detail;
    }
}
