package dev.mfapack.risk;

import java.net.InetAddress;
import java.util.Set;

/** The operator's lists of networks. Never throws. */
@FunctionalInterface
public interface Reputation {

    Reputation NONE = address -> Observed.of(Set.of());

    Observed<Set<Listing>> of(InetAddress address);

    /** What a network is listed as. */
    enum Listing {
        /** Nobody gets in from here. */
        DENY,
        /** The operator's own networks: neither place nor listing speaks against them. Never stronger than {@link #DENY}. */
        ALLOW,
        /** Exits of Tor. */
        TOR,
        VPN,
        DATACENTER
    }
}
