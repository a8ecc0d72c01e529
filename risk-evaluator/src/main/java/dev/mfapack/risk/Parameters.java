package dev.mfapack.risk;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The numbers of the scorer. Another set has another version, which every decision names. */
class Parameters {

    /** What the pack ships: where each number comes from is told in docs/adr/0007. */
    static final Parameters SHIPPED = shipped();

    private final String version;
    private final double intercept;
    private final Map<Input, Double> weights = new EnumMap<>(Input.class);

    Parameters(String version, double intercept, Map<Input, Double> weights) {
        this.version = version;
        this.intercept = intercept;
        this.weights.putAll(weights);
    }

    String version() {
        return version;
    }

    double intercept() {
        return intercept;
    }

    /** What an input adds to the score. */
    double weigh(Input input, double value) {
        Double weight = weights.get(input);
        return weight == null ? 0 : weight * value;
    }

    /** Weighted sum of ratios, in their order: a sum of floating numbers is the same on every node only in the same order. */
    double sum(List<Input> inputs, Ratios ratios) {
        double sum = 0;
        for (Input input : inputs) {
            sum += weigh(input, ratios.of(input.feature()));
        }
        return sum;
    }

    /** How many of a person's days are taken for anybody's, see {@link Ratios}. */
    double prior(Feature feature) {
        return 0.5;
    }

    private static Parameters shipped() {
        Map<Input, Double> weights = new EnumMap<>(Input.class);
        weights.put(Input.ADDRESS, 0.38);
        weights.put(Input.NETWORK, 0.05);
        weights.put(Input.PROVIDER, 0.26);
        weights.put(Input.REGION, 0.1);
        weights.put(Input.COUNTRY, 0.15);
        weights.put(Input.USER_AGENT, 0.33);
        weights.put(Input.BROWSER_VERSION, 0.05);
        weights.put(Input.BROWSER, 0.1);
        weights.put(Input.SYSTEM_VERSION, 0.09);
        weights.put(Input.SYSTEM, 0.1);
        weights.put(Input.DEVICE_KIND, 0.05);
        weights.put(Input.CLIENT_HINTS, 0.05);
        weights.put(Input.ADDRESS_SO_SOON, 0.39);
        weights.put(Input.DEVICE_KNOWN, -4.0);
        weights.put(Input.DEVICE_NEW, 2.51);
        weights.put(Input.HOUR, 0.2);
        weights.put(Input.TRAVEL, 0.8);
        weights.put(Input.TOR, 2.5);
        weights.put(Input.VPN, 0.7);
        weights.put(Input.DATACENTER, 1.5);
        weights.put(Input.OWN_NETWORK, -2.0);
        weights.put(Input.PERSON_FAILURES, 0.6);
        weights.put(Input.PERSON_LOGINS, 0.3);
        weights.put(Input.NETWORK_FAILURES, 0.4);
        weights.put(Input.NETWORK_PEOPLE, 0.8);
        weights.put(Input.PROVIDER_FAILURES, 0.1);
        weights.put(Input.PASSWORD_RESET, 0.7);
        weights.put(Input.FACTOR_CHANGED, 0.7);
        weights.put(Input.REPORTED, 1.5);
        return new Parameters("2", -2.5, weights);
    }
}
