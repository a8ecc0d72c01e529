package dev.mfapack.factors.dispatch;

import java.util.List;
import org.keycloak.Config;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/**
 * How many messages one node sends side by side, and how many may wait.
 *
 * @param threads 1 to 64, default 8: a gateway that answers in half a second takes 16 messages a second from each node this way
 * @param queue 1 to 100,000, default 1000, a minute of that rate: whoever comes later is better served by another factor than by a
 *     code that comes too late
 * @param overflow what becomes of a message that finds the queue full
 */
record DispatchConfig(int threads, int queue, Overflow overflow) {

    /** What becomes of a message for which there is no room. */
    enum Overflow {
        /** It fails, and the page offers another factor at once. The default. */
        REFUSE,
        /** It stays in the outbox until some node has room, as long as its code lives: for a peak that is known to be short. */
        WAIT
    }

    static final List<ProviderConfigProperty> PROPERTIES = ProviderConfigurationBuilder.create()
            .property()
            .name("threads")
            .type(ProviderConfigProperty.INTEGER_TYPE)
            .helpText("Messages that one node sends side by side, 1 to 64.")
            .defaultValue(8)
            .add()
            .property()
            .name("queue")
            .type(ProviderConfigProperty.INTEGER_TYPE)
            .helpText("Messages of one node that may wait, 1 to 100000.")
            .defaultValue(1000)
            .add()
            .property()
            .name("overflow")
            .type(ProviderConfigProperty.STRING_TYPE)
            .helpText("What becomes of a message that finds the queue full: refuse or wait.")
            .defaultValue("refuse")
            .add()
            .build();

    /**
     * As the operator gave them.
     *
     * @throws IllegalArgumentException when a value is out of its range; the message names value and range
     */
    static DispatchConfig from(Config.Scope options) {
        return new DispatchConfig(
                range("threads", options.get("threads", "8"), 64),
                range("queue", options.get("queue", "1000"), 100_000),
                overflow(options.get("overflow", "refuse")));
    }

    private static Overflow overflow(String given) {
        return switch (given) {
            case "refuse" -> Overflow.REFUSE;
            case "wait" -> Overflow.WAIT;
            default -> throw new IllegalArgumentException("mfa-dispatch default: overflow must be refuse or wait");
        };
    }

    private static int range(String option, String given, int most) {
        try {
            int value = Integer.parseInt(given.strip());
            if (value >= 1 && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Told below, with the range.
        }
        throw new IllegalArgumentException(
                "mfa-dispatch default: %s must lie between 1 and %d, but is %s".formatted(option, most, given));
    }
}
