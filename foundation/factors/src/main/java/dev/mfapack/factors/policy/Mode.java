package dev.mfapack.factors.policy;

/** What becomes of the decision. Whatever it is, what the app itself asks for holds. */
public enum Mode {
    /** It holds. */
    ENFORCING,
    /** It is recorded and holds nobody up. */
    SHADOW,
    /** It is not made. */
    OFF
}
