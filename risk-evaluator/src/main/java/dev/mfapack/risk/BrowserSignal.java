package dev.mfapack.risk;

import java.util.List;
import java.util.Optional;

/** Browser, operating system and kind of device, against the person's habits. */
final class BrowserSignal implements RiskSignal {

    private static final List<Input> INPUTS = List.of(
            Input.USER_AGENT,
            Input.BROWSER_VERSION,
            Input.BROWSER,
            Input.SYSTEM_VERSION,
            Input.SYSTEM,
            Input.DEVICE_KIND,
            Input.CLIENT_HINTS);

    private static final List<Feature> COARSEST_FIRST = List.of(
            Feature.DEVICE_KIND,
            Feature.SYSTEM,
            Feature.BROWSER,
            Feature.SYSTEM_VERSION,
            Feature.BROWSER_VERSION,
            Feature.USER_AGENT);

    @Override
    public String name() {
        return "browser";
    }

    @Override
    public Observed<Finding> look(Situation situation) {
        Why blind = situation.ratios().why(Feature.USER_AGENT);
        if (blind != null) {
            return Observed.unknown(blind);
        }
        return Observed.of(new Finding(
                situation.parameters().sum(INPUTS, situation.ratios()), words(situation), Optional.empty()));
    }

    private static Words words(Situation situation) {
        String what = situation
                .attempt()
                .userAgent()
                .map(it -> it.browser() + ", " + it.system())
                .or("?");
        if (situation.profile().or(Profile.EMPTY).logins() == 0) {
            return Words.of("mfaRiskBrowserFirst", what);
        }
        for (Feature feature : COARSEST_FIRST) {
            if (situation.ratios().own(feature) == 0) {
                return Words.of(Names.isNew(feature), what);
            }
        }
        return Words.of("mfaRiskBrowserKnown", what);
    }
}
