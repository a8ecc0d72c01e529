package dev.mfapack.core.audit;

/** What happened. Names are part of the log's format: never renamed, only added. */
public enum AuditType {
    CHALLENGE_BEGUN,
    CHALLENGE_RESENT,
    CHALLENGE_SENT,
    CHALLENGE_SEND_FAILED,
    CHALLENGE_VERIFIED,
    CHALLENGE_FAILED,
    CHALLENGE_EXPIRED,
    CHALLENGE_EXHAUSTED,
    /** A message was refused because there were too many. */
    THROTTLED,
    LOCKED,
    /** An administrator took a lock or a block away. */
    LIFTED,
    /** A text message was refused by the rules against fraud. */
    SMS_REFUSED,
    FACTOR_ENROLLED,
    /** Somebody who must bind a factor does so another time. */
    ENROLMENT_PUT_OFF,
    FACTOR_CHANGED,
    /** The person chose which factor is asked for first. */
    FACTOR_PREFERRED,
    FACTOR_REMOVED,
    /** A hundred wrong answers in a row: the factor counts no more until it is bound anew. */
    FACTOR_DISABLED,
    BACKUP_CODE_USED,
    APP_PASSWORD_CREATED,
    APP_PASSWORD_USED,
    APP_PASSWORD_REVOKED,
    DESTINATION_ADDED,
    DESTINATION_CHANGED,
    DESTINATION_REMOVED,
    CREDENTIALS_IMPORTED,
    LEVEL_DECIDED,
    LEVEL_BEYOND_REACH,
    LEVEL_DENIED,
    LEVEL_SHADOWED,
    /** A session has come to a higher level than it had. */
    LEVEL_RAISED,
    /** An app has asked for more, or for a fresher proof, than the session has. */
    STEP_UP,
    SESSION_BOUND,
    SESSION_BROKEN,
    /** A mail that tells a person what happened was handed over. */
    NOTICE_SENT,
    /** It could not be, or reached nobody who counts. */
    NOTICE_FAILED,
    /** A person said of something that it wasn't them. */
    REPUDIATED,
    DEVICE_REMEMBERED,
    DEVICE_REVOKED,
    RISK_ASSESSED,
    /** An administrator said what a login was, or the person that it wasn't theirs. */
    RISK_LABELLED,
    APPROVAL_REQUESTED,
    APPROVAL_GRANTED,
    APPROVAL_REFUSED,
    APPROVAL_EXPIRED,
    APPROVAL_CONSUMED,
    APPROVAL_CANCELLED,
    /** An administrator wants somebody who has lost their factors to bind new ones. */
    RECOVERY_REQUESTED,
    /** A second administrator agrees. */
    RECOVERY_APPROVED,
    RECOVERY_CANCELLED,
    /** The link was sent, or could not be. */
    RECOVERY_LINK_SENT,
    /** The link was used, or one that works no more. */
    RECOVERY_LINK_USED,
    /** A new factor is bound, and the old ones have ended. */
    RECOVERY_COMPLETED,
    BREAK_GLASS,
    POLICY_CHANGED,
    FLOWS_APPLIED,
    FLOWS_ROLLED_BACK,
    LOGIN,
    LOGIN_FAILED,
    /** Somebody was removed, and a pseudonym stands in their place in the log. */
    PERSON_ERASED,
    /** Records older than the realm keeps them were deleted. */
    AUDIT_PRUNED,
    AUDIT_EXPORTED,
    /** A node remembers more of the chain than the database holds. */
    AUDIT_TAMPERED
}
