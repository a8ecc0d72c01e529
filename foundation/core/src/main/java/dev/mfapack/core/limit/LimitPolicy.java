package dev.mfapack.core.limit;

import dev.mfapack.core.limit.Subject.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * How many messages may leave (F3, F4).
 *
 * <p>Immutable and thread-safe.
 *
 * @param perDestinationIn10Minutes messages to one number or address in any ten minutes, 1 to 10, default 3: the first, and a
 *     resend for each of the two that people do not get
 * @param perDestinationInADay messages to one number or address in any 24 hours, 1 to 50, default 10: somebody who logs in at
 *     each of three apps in the morning, at noon and in the evening
 * @param perPersonInAnHour messages to one person by one factor in any hour, 1 to 50, default 10: three numbers, each with
 *     its three messages, and one more
 * @param perNetworkInAnHour messages asked for from one /24 or /64 in any hour to numbers and addresses not verified before,
 *     whose codes did not come back, 1 to 1000, default 10: a pumping address is used for hundreds, and of people who bind a
 *     number one in ten gives up
 */
public record LimitPolicy(
        int perDestinationIn10Minutes, int perDestinationInADay, int perPersonInAnHour, int perNetworkInAnHour) {

    /** The policy of a realm that sets nothing. */
    public static final LimitPolicy DEFAULT = new LimitPolicy(3, 10, 10, 10);

    private static final String DESTINATION_10_MINUTES = "mfa.limit.destination-10-minutes";
    private static final String DESTINATION_DAY = "mfa.limit.destination-day";
    private static final String PERSON_HOUR = "mfa.limit.person-hour";
    private static final String NETWORK_HOUR = "mfa.limit.network-hour";

    /** The attributes that make up the policy. */
    public static final Set<String> ATTRIBUTES =
            Set.of(DESTINATION_10_MINUTES, DESTINATION_DAY, PERSON_HOUR, NETWORK_HOUR);

    private static final int MOST_IN_10_MINUTES = 10;
    private static final int MOST_OF_A_PERSON = 50;
    private static final int MOST_OF_A_NETWORK = 1000;

    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException when a value is out of its range; the message names value and range
     */
    public LimitPolicy {
        requireRange("messages to a destination in 10 minutes", perDestinationIn10Minutes, MOST_IN_10_MINUTES);
        requireRange("messages to a destination in a day", perDestinationInADay, MOST_OF_A_PERSON);
        requireRange("messages to a person in an hour", perPersonInAnHour, MOST_OF_A_PERSON);
        requireRange("messages from a network in an hour", perNetworkInAnHour, MOST_OF_A_NETWORK);
    }

    /** What a realm sets; what cannot be read is the strictest: one message. */
    public static LimitPolicy read(Settings settings) {
        return new LimitPolicy(
                settings.number(DESTINATION_10_MINUTES, DEFAULT.perDestinationIn10Minutes, 1, MOST_IN_10_MINUTES, 1),
                settings.number(DESTINATION_DAY, DEFAULT.perDestinationInADay, 1, MOST_OF_A_PERSON, 1),
                settings.number(PERSON_HOUR, DEFAULT.perPersonInAnHour, 1, MOST_OF_A_PERSON, 1),
                settings.number(NETWORK_HOUR, DEFAULT.perNetworkInAnHour, 1, MOST_OF_A_NETWORK, 1));
    }

    List<Rule> rules() {
        return List.of(
                new Rule(
                        LimitReason.DESTINATION_10_MIN,
                        Kind.DESTINATION,
                        perDestinationIn10Minutes,
                        TEN_MINUTES,
                        false),
                new Rule(LimitReason.DESTINATION_DAY, Kind.DESTINATION, perDestinationInADay, DAY, false),
                new Rule(LimitReason.PERSON_HOUR, Kind.PERSON, perPersonInAnHour, HOUR, false),
                new Rule(LimitReason.NETWORK_HOUR, Kind.NETWORK, perNetworkInAnHour, HOUR, true));
    }

    private static void requireRange(String what, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException("%s must lie between 1 and %d, but are %d".formatted(what, most, value));
        }
    }
}
