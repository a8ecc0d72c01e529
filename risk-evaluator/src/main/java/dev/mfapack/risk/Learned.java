package dev.mfapack.risk;

/** What became of a lesson. */
public enum Learned {
    LEARNED,
    /** A factor was bound in this login: whoever bound it may be a stranger. */
    FACTOR_ENROLLED,
    /** The login was risky, and no second factor proven. */
    NOT_PROVEN,
    /** Another version of the pack wrote the profile, and is still in use. */
    OTHER_VERSION,
    STORE_FAILED
}
