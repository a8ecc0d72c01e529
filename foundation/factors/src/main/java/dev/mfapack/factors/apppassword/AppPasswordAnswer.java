package dev.mfapack.factors.apppassword;

/** What became of what a program sent as a password. */
public sealed interface AppPasswordAnswer {

    /** It is one of the person's app passwords, for this service. */
    record Accepted(String credentialId) implements AppPasswordAnswer {}

    /** It names one of the person's app passwords, and is wrong, expired or for another service. One hash was computed. */
    record Refused() implements AppPasswordAnswer {}

    /** It names none of them; it may be something else. No hash was computed. */
    record None() implements AppPasswordAnswer {}
}
