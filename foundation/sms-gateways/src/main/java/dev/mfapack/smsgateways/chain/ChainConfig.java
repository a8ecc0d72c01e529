package dev.mfapack.smsgateways.chain;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.keycloak.Config;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/**
 * Options of the chain.
 *
 * @param gateways ids of the gateways in their order; empty when the one that is configured is meant
 * @param window how many of a gateway's last messages are judged, once there are half as many: 2 to 1000
 * @param failureRate share of failed (or slow) ones, in percent, from which on the gateway is spared: 1 to 100
 * @param slow from when on a message counts as slow; judged only where another gateway follows
 * @param open how long the gateway is spared before one message tries it again
 */
record ChainConfig(List<String> gateways, int window, int failureRate, Duration slow, Duration open) {

    /** Five failures in a row are no accident any more, and five people have been sent on to another factor. */
    private static final int WINDOW = 10;

    private static final int FAILURE_RATE = 50;

    /** Half of the 8 s after which a message is given up, and long for somebody who looks at a page. */
    private static final int SLOW_SECONDS = 4;

    /** The wait before the first resend: whoever asks for a new code then tries the gateway again. */
    private static final int OPEN_SECONDS = 30;

    static final List<ProviderConfigProperty> PROPERTIES = ProviderConfigurationBuilder.create()
            .property()
            .name("gateways")
            .type(ProviderConfigProperty.STRING_TYPE)
            .helpText("Gateways in their order, separated by commas. Needed when more than one is configured.")
            .add()
            .property()
            .name("breaker-window")
            .type(ProviderConfigProperty.INTEGER_TYPE)
            .helpText("How many of a gateway's last messages are judged.")
            .defaultValue(WINDOW)
            .add()
            .property()
            .name("breaker-failure-rate")
            .type(ProviderConfigProperty.INTEGER_TYPE)
            .helpText("Percentage of them from which on the gateway is spared.")
            .defaultValue(FAILURE_RATE)
            .add()
            .property()
            .name("breaker-slow-seconds")
            .type(ProviderConfigProperty.INTEGER_TYPE)
            .helpText("From when on a message counts as slow, where another gateway follows.")
            .defaultValue(SLOW_SECONDS)
            .add()
            .property()
            .name("breaker-open-seconds")
            .type(ProviderConfigProperty.INTEGER_TYPE)
            .helpText("How long a gateway is spared.")
            .defaultValue(OPEN_SECONDS)
            .add()
            .build();

    /**
     * Reads the options.
     *
     * @throws IllegalArgumentException for a number out of range, or a gateway that is named twice
     */
    static ChainConfig from(Config.Scope options) {
        List<String> gateways = Arrays.stream(options.get("gateways", "").split(","))
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .toList();
        if (gateways.stream().distinct().count() < gateways.size()) {
            throw new IllegalArgumentException("mfa-sms-gateway chain: gateways names one twice");
        }
        return new ChainConfig(
                gateways,
                number(options, "breaker-window", WINDOW, 2, 1000),
                number(options, "breaker-failure-rate", FAILURE_RATE, 1, 100),
                Duration.ofSeconds(number(options, "breaker-slow-seconds", SLOW_SECONDS, 1, 60)),
                Duration.ofSeconds(number(options, "breaker-open-seconds", OPEN_SECONDS, 1, 3600)));
    }

    private static int number(Config.Scope options, String name, int otherwise, int least, int most) {
        String given = options.get(name);
        if (given == null || given.isBlank()) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(given.strip());
            if (least <= number && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Refused below, like one out of range.
        }
        throw new IllegalArgumentException(
                "mfa-sms-gateway chain: " + name + " must be a number from " + least + " to " + most);
    }
}
