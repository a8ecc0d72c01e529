package dev.mfapack.risk;

/** What the score is a weighted sum of. */
enum Input {
    ADDRESS,
    NETWORK,
    PROVIDER,
    REGION,
    COUNTRY,
    USER_AGENT,
    BROWSER_VERSION,
    BROWSER,
    SYSTEM_VERSION,
    SYSTEM,
    DEVICE_KIND,
    CLIENT_HINTS,
    /** The browser is known by its cookie. */
    DEVICE_KNOWN,
    /** It sent no cookie, or one that nobody knows, though the person has been seen with a known one. */
    DEVICE_NEW,
    /** Ratio of the hour of the day. */
    HOUR,
    /** Faster than anybody travels. */
    TRAVEL,
    TOR,
    VPN,
    DATACENTER,
    /** The operator's own network. */
    OWN_NETWORK,
    PERSON_FAILURES,
    PERSON_LOGINS,
    NETWORK_FAILURES,
    NETWORK_PEOPLE,
    PROVIDER_FAILURES,
    PASSWORD_RESET,
    FACTOR_CHANGED,
    REPORTED
}
