package dev.mfapack.risk;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Country, region, provider, network and address, against the person's habits.
 *
 * <p>A new address says the more, the sooner it comes after the last login: of logins within a minute 2 % come from a new address, of
 * those after a month 74 % (Wiefling et al., TOPS 2022), and the logarithm of that share falls about evenly with the logarithm of the
 * time.
 */
final class LocationSignal implements RiskSignal {

    private static final List<Input> INPUTS =
            List.of(Input.ADDRESS, Input.NETWORK, Input.PROVIDER, Input.REGION, Input.COUNTRY);

    private static final List<Feature> COARSEST_FIRST =
            List.of(Feature.COUNTRY, Feature.REGION, Feature.PROVIDER, Feature.NETWORK, Feature.ADDRESS);

    @Override
    public String name() {
        return "location";
    }

    @Override
    public Observed<Finding> look(Situation situation) {
        Why blind = blind(situation);
        if (blind != null) {
            return Observed.unknown(blind);
        }
        Parameters parameters = situation.parameters();
        double sum =
                parameters.sum(INPUTS, situation.ratios()) + parameters.weigh(Input.ADDRESS_SO_SOON, soSoon(situation));
        double contribution = Listed.isOwn(situation) ? Math.min(sum, 0) : sum;
        return Observed.of(new Finding(contribution, words(situation), forPerson(situation)));
    }

    /** Without an address there is nothing to look at; without a place the address itself still tells something, unless a file broke. */
    private static @Nullable Why blind(Situation situation) {
        for (Feature feature : COARSEST_FIRST) {
            Why why = situation.ratios().why(feature);
            if (why != null && why.isFault()) {
                return why;
            }
        }
        return situation.ratios().why(Feature.ADDRESS);
    }

    /** Logarithm of how many times sooner than {@link #LATE} it comes; 0 for an address that is known. */
    private static double soSoon(Situation situation) {
        Profile profile = situation.profile().or(Profile.EMPTY);
        if (profile.logins() == 0 || !isNew(situation.ratios(), Feature.ADDRESS)) {
            return 0;
        }
        long seconds = situation.attempt().time().getEpochSecond()
                - profile.pace().last().getEpochSecond();
        return Math.max(0, Math.log(LATE / Math.max(seconds, SOON)));
    }

    /** After a month, in seconds, an address is as good as always another one. */
    private static final double LATE = 30.0 * Days.SECONDS;

    /** Within a minute, in seconds, nobody changes addresses; and clocks of nodes differ. */
    private static final long SOON = 60;

    private static Words words(Situation situation) {
        String country = situation.attempt().place().map(Place::country).or("?");
        if (situation.profile().or(Profile.EMPTY).logins() == 0) {
            return Words.of("mfaRiskPlaceFirst", country);
        }
        Ratios ratios = situation.ratios();
        for (Feature feature : COARSEST_FIRST) {
            if (ratios.why(feature) == null && ratios.own(feature) == 0) {
                return Words.of(Names.isNew(feature), country);
            }
        }
        return Words.of("mfaRiskPlaceKnown", country);
    }

    private static Optional<Words> forPerson(Situation situation) {
        Ratios ratios = situation.ratios();
        boolean elsewhere = situation.profile().or(Profile.EMPTY).logins() > 0
                && (isNew(ratios, Feature.COUNTRY) || isNew(ratios, Feature.REGION) || isNew(ratios, Feature.PROVIDER));
        return elsewhere ? Optional.of(Words.of("mfaRiskPersonPlace")) : Optional.empty();
    }

    private static boolean isNew(Ratios ratios, Feature feature) {
        return ratios.why(feature) == null && ratios.own(feature) == 0;
    }
}
