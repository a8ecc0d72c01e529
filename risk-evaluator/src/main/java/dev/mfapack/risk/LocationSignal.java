package dev.mfapack.risk;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Country, region, provider, network and address, against the person's habits. */
final class LocationSignal implements RiskSignal {

    /** In the order of the features: a sum of floating numbers is the same on every node only in the same order. */
    private static final Map<Feature, Input> INPUTS = new EnumMap<>(Map.of(
            Feature.ADDRESS, Input.ADDRESS,
            Feature.NETWORK, Input.NETWORK,
            Feature.PROVIDER, Input.PROVIDER,
            Feature.REGION, Input.REGION,
            Feature.COUNTRY, Input.COUNTRY));

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
        double sum = situation.parameters().sum(INPUTS, situation.ratios());
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

    private static Words words(Situation situation) {
        String country = situation.attempt().place().map(Place::country).or("?");
        if (situation.profile().or(Profile.EMPTY).logins() == 0) {
            return Words.of("mfaRiskPlaceFirst", country);
        }
        Ratios ratios = situation.ratios();
        for (Feature feature : COARSEST_FIRST) {
            if (ratios.why(feature) == null && ratios.own(feature) == 0) {
                return Words.of("mfaRiskNew-" + Names.of(feature), country);
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
