package dev.mfapack.risk;

import java.util.Set;

/** What the operator's lists say of a login. */
final class Listed {

    private Listed() {}

    static boolean as(Situation situation, Reputation.Listing listing) {
        return situation.attempt().listings().or(Set.of()).contains(listing);
    }

    static boolean isOwn(Situation situation) {
        return as(situation, Reputation.Listing.ALLOW);
    }
}
