package dev.mfapack.risk;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Names of enums as they stand in message keys. */
final class Names {

    private static final Map<Feature, String> NEW = new EnumMap<>(Feature.class);
    private static final Map<Reputation.Listing, String> LISTED = new EnumMap<>(Reputation.Listing.class);

    static {
        Feature.ALL.forEach(feature -> NEW.put(feature, "mfaRiskNew-" + of(feature)));
        for (Reputation.Listing listing : Reputation.Listing.values()) {
            LISTED.put(listing, "mfaRiskListed-" + of(listing));
        }
    }

    private Names() {}

    static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Key of the words for a value of this feature that the person has never shown. */
    static String isNew(Feature feature) {
        return NEW.getOrDefault(feature, "");
    }

    /** Key of the words for a network on such a list. */
    static String isListed(Reputation.Listing listing) {
        return LISTED.getOrDefault(listing, "");
    }
}
