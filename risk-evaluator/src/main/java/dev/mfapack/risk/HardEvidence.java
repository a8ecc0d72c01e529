package dev.mfapack.risk;

/** What a login may be refused for: never a score. Names are part of stored decisions. */
public enum HardEvidence {
    /** The network is on the operator's list {@link Reputation.Listing#DENY}. */
    DENIED_NETWORK,
    /** More people than the realm allows had failures from this network within the hour. */
    STUFFING
}
