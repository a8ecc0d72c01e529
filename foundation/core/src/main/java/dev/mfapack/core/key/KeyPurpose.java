package dev.mfapack.core.key;

/** What a key is for. No key serves two purposes. */
public enum KeyPurpose {
    /** Keyed hashes of codes. */
    CODE_HASH,
    /** Sealing messages that wait to be sent. */
    OUTBOX,
    /** Keyed hashes of the numbers and addresses that the limiter counts by. */
    LIMIT,
    /** Sealing what a session holds until its next step, such as what a page shows once and must show again. */
    SHOWN_ONCE,
    /** Keyed hashes of what a login shows, such as addresses and browsers. */
    RISK,
    /** Keyed hashes of addresses in the audit log. */
    AUDIT,
    /** Keyed hashes of the links in notices. */
    NOTICE_LINK,
    /** Sealing addresses that a person had until lately. */
    FORMER_ADDRESS,
    /** Keyed hashes of the browsers that a person has used. */
    SEEN_DEVICE
}
