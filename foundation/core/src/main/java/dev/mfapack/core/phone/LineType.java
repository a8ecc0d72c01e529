package dev.mfapack.core.phone;

/** What kind of line a telephone number belongs to, as its country's numbering plan says. */
public enum LineType {
    MOBILE,
    /** The plan does not tell one from the other, as in the United States. */
    FIXED_LINE_OR_MOBILE,
    FIXED_LINE,
    VOIP,
    PERSONAL_NUMBER,
    PAGER,
    SHARED_COST,
    TOLL_FREE,
    PREMIUM_RATE,
    /** A company's universal access number. */
    UAN,
    VOICEMAIL,
    UNKNOWN
}
