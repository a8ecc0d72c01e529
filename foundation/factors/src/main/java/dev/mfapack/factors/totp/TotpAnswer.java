package dev.mfapack.factors.totp;

/** What became of a code of an authenticator app. */
public sealed interface TotpAnswer {

    /** It was right, in time, and for the first time. */
    record Accepted() implements TotpAnswer {}

    /** It is not the code, or was used before: nobody is told which. Counted. */
    record Wrong() implements TotpAnswer {}

    /** Not compared, because of the wrong answers before. Reads like a wrong one. */
    record Held() implements TotpAnswer {}

    /** It cannot be a code; neither compared nor counted. */
    record Malformed() implements TotpAnswer {}

    /** The person has no such app. */
    record Nothing() implements TotpAnswer {}
}
