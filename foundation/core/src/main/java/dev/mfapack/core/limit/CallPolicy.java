package dev.mfapack.core.limit;

import java.util.Set;

/**
 * How many calls of the REST API that change something are taken in any minute.
 *
 * <p>Immutable and thread-safe.
 *
 * @param perPerson for one person, 1 to 1,000, default 30: who binds five factors one after the other makes twenty calls, and
 *     not within a minute
 * @param perClient by one app, 1 to 100,000, default 6,000: a hundred people of an app who all do something each second
 * @param perNetwork from one /24 or /64, 1 to 100,000, default 600: ten people behind one address who all do something each
 *     second. An app that calls from a server of its own for all of its people has one network, and needs more
 */
public record CallPolicy(int perPerson, int perClient, int perNetwork) {

    /** The policy of a realm that sets nothing. */
    public static final CallPolicy DEFAULT = new CallPolicy(30, 6_000, 600);

    private static final String PERSON = "mfa.api.calls-person-minute";
    private static final String CLIENT = "mfa.api.calls-client-minute";
    private static final String NETWORK = "mfa.api.calls-network-minute";

    /** The attributes that make up the policy. */
    public static final Set<String> ATTRIBUTES = Set.of(PERSON, CLIENT, NETWORK);

    private static final int MOST_OF_A_PERSON = 1_000;
    private static final int MOST_OF_MANY = 100_000;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException when a value is out of its range; the message names value and range
     */
    public CallPolicy {
        requireRange("calls for a person in a minute", perPerson, MOST_OF_A_PERSON);
        requireRange("calls by a client in a minute", perClient, MOST_OF_MANY);
        requireRange("calls from a network in a minute", perNetwork, MOST_OF_MANY);
    }

    /** What a realm sets; what cannot be read is the strictest: one call. */
    public static CallPolicy read(Settings settings) {
        return new CallPolicy(
                settings.number(PERSON, DEFAULT.perPerson, 1, MOST_OF_A_PERSON, 1),
                settings.number(CLIENT, DEFAULT.perClient, 1, MOST_OF_MANY, 1),
                settings.number(NETWORK, DEFAULT.perNetwork, 1, MOST_OF_MANY, 1));
    }

    private static void requireRange(String what, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException("%s must lie between 1 and %d, but are %d".formatted(what, most, value));
        }
    }
}
