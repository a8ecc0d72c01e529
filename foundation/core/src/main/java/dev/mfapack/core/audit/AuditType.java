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
    LOCKED,
    FACTOR_ENROLLED,
    FACTOR_REMOVED,
    LEVEL_DECIDED,
    LEVEL_BEYOND_REACH,
    LEVEL_DENIED,
    LEVEL_SHADOWED,
    BREAK_GLASS,
    POLICY_CHANGED,
    FLOWS_APPLIED,
    FLOWS_ROLLED_BACK,
    LOGIN
}
