package dev.mfapack.risk;

import dev.mfapack.risk.Reputation.Listing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the operator lists the network as. The gravest counts: who comes by Tor comes from a datacenter as well. */
final class ReputationSignal implements RiskSignal {

    private static final List<Listing> GRAVEST_FIRST =
            List.of(Listing.DENY, Listing.ALLOW, Listing.TOR, Listing.DATACENTER, Listing.VPN);

    private static final Map<Listing, Input> INPUTS = Map.of(
            Listing.DENY, Input.TOR,
            Listing.ALLOW, Input.OWN_NETWORK,
            Listing.TOR, Input.TOR,
            Listing.DATACENTER, Input.DATACENTER,
            Listing.VPN, Input.VPN);

    @Override
    public String name() {
        return "network";
    }

    @Override
    public Observed<Finding> look(Situation situation) {
        if (situation.attempt().listings() instanceof Observed.Unknown<Set<Listing>> unknown) {
            return Observed.unknown(unknown.why());
        }
        for (Listing listing : GRAVEST_FIRST) {
            Input input = INPUTS.get(listing);
            if (input != null && Listed.as(situation, listing)) {
                Optional<Words> person =
                        listing == Listing.ALLOW ? Optional.empty() : Optional.of(Words.of("mfaRiskPersonNetwork"));
                return Observed.of(
                        new Finding(situation.parameters().weigh(input, 1), Words.of(Names.isListed(listing)), person));
            }
        }
        return Observed.of(new Finding(0, Words.of("mfaRiskListedNowhere"), Optional.empty()));
    }
}
