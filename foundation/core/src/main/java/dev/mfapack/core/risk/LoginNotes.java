package dev.mfapack.core.risk;

/** Names under which a login, and the session that comes of it, tell other parts of the pack what was seen of them. None leaves the server. */
public final class LoginNotes {

    /** Of a login: ISO 3166-1 code of the country that it comes from, as far as a file of places tells. */
    public static final String COUNTRY = "mfa-country";

    /** Of a session: id of the decision about the login that it came of. */
    public static final String DECISION = "mfa-risk-decision";

    private LoginNotes() {}
}
