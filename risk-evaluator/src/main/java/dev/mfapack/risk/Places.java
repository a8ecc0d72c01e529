package dev.mfapack.risk;

import java.net.InetAddress;

/** Where addresses are, and whose. Never throws, never waits for a network: what cannot be looked up is unknown, with the reason. */
public interface Places {

    Observed<Place> place(InetAddress address);

    Observed<Provider> provider(InetAddress address);

    /** Where the operator has no file. */
    Places NONE = new Places() {
        @Override
        public Observed<Place> place(InetAddress address) {
            return Observed.unknown(Why.NOT_CONFIGURED);
        }

        @Override
        public Observed<Provider> provider(InetAddress address) {
            return Observed.unknown(Why.NOT_CONFIGURED);
        }
    };
}
