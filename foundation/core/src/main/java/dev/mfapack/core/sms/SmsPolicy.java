package dev.mfapack.core.sms;

import dev.mfapack.core.limit.Settings;
import dev.mfapack.core.phone.LineType;
import dev.mfapack.core.phone.PhoneNumber;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Where text messages may go, and what stops those that somebody has sent for the money (F1, F2, F6 to F9).
 *
 * <p>Immutable and thread-safe.
 *
 * @param countries ISO 3166 codes of countries that messages may go to, default none: then nothing is sent. Only the operator
 *     knows where the people are, and a list of all countries would be an invitation
 * @param lineTypes kinds of numbers that messages may go to, default MOBILE and FIXED_LINE_OR_MOBILE: no other can be relied
 *     on to take a text, and PREMIUM_RATE and SHARED_COST pay whoever owns them
 * @param perPrefixIn10Minutes messages to a block of 10,000 numbers in any ten minutes, and twice as many in any hour,
 *     to numbers not verified before, whose codes did not come back, 1 to 1000, default 20: of a block of numbers even a
 *     large realm has few people
 * @param neighboursIn10Minutes from how many messages to ten neighbouring numbers in any ten minutes on nothing more is sent
 *     to them, 2 to 11, default 5: bulk numbers are bought in rows, people's are not
 * @param warnBelowPercent below which share of codes that come back operators are told, 1 to 90, default 30: of people's codes
 *     nine in ten come back, of those in bad reception still half
 * @param blockBelowPercent below which share nothing is sent to the group for a while, 0 to 50, default 10: so low is only
 *     pumping, or a gateway that does not deliver. 0 switches blocks off
 * @param dailyCap messages of the realm in any 24 hours, 1 to 10,000,000, default 10,000: two a day for 5,000 people; at
 *     10 cents a message the worst day costs 1,000
 * @param reservedPercent share of the cap that is left to numbers verified before, 0 to 90, default 30: whoever burns the cap
 *     with fresh numbers does not stop the people who are there already
 */
public record SmsPolicy(
        Set<String> countries,
        Set<LineType> lineTypes,
        int perPrefixIn10Minutes,
        int neighboursIn10Minutes,
        int warnBelowPercent,
        int blockBelowPercent,
        int dailyCap,
        int reservedPercent) {

    /** The policy of a realm that sets nothing: nothing is sent. */
    public static final SmsPolicy DEFAULT =
            new SmsPolicy(Set.of(), Set.of(LineType.MOBILE, LineType.FIXED_LINE_OR_MOBILE), 20, 5, 30, 10, 10_000, 30);

    /** The attribute that lists the countries; without it nothing is sent (F1). */
    public static final String COUNTRIES = "mfa.sms.countries";

    private static final String LINE_TYPES = "mfa.sms.line-types";
    private static final String PREFIX = "mfa.sms.prefix-10-minutes";
    private static final String NEIGHBOURS = "mfa.sms.neighbours-10-minutes";
    private static final String WARN = "mfa.sms.conversion-warn-percent";
    private static final String BLOCK = "mfa.sms.conversion-block-percent";
    private static final String CAP = "mfa.sms.daily-cap";
    private static final String RESERVED = "mfa.sms.daily-reserved-percent";

    /** The attributes that make up the policy. */
    public static final Set<String> ATTRIBUTES =
            Set.of(COUNTRIES, LINE_TYPES, PREFIX, NEIGHBOURS, WARN, BLOCK, CAP, RESERVED);

    private static final int MOST_OF_A_PREFIX = 1000;
    private static final int LEAST_NEIGHBOURS = 2;
    private static final int MOST_NEIGHBOURS = 11;
    private static final int HIGHEST_WARNING = 90;
    private static final int HIGHEST_BLOCK = 50;
    private static final int HIGHEST_CAP = 10_000_000;
    private static final int HIGHEST_RESERVE = 90;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException when a value is out of its range; the message names value and range
     */
    public SmsPolicy {
        countries = Set.copyOf(countries);
        lineTypes = Set.copyOf(lineTypes);
        countries.stream().filter(country -> !PhoneNumber.isRegion(country)).forEach(country -> {
            throw new IllegalArgumentException("not a country: " + country);
        });
        requireRange("messages to a prefix in 10 minutes", perPrefixIn10Minutes, 1, MOST_OF_A_PREFIX);
        requireRange("neighbours in 10 minutes", neighboursIn10Minutes, LEAST_NEIGHBOURS, MOST_NEIGHBOURS);
        requireRange("conversion that warns", warnBelowPercent, 1, HIGHEST_WARNING);
        requireRange("conversion that blocks", blockBelowPercent, 0, HIGHEST_BLOCK);
        requireRange("daily cap", dailyCap, 1, HIGHEST_CAP);
        requireRange("reserved share", reservedPercent, 0, HIGHEST_RESERVE);
    }

    /** What a realm sets; what cannot be read is the strictest: one message, no country, the highest threshold. */
    public static SmsPolicy read(Settings settings) {
        return new SmsPolicy(
                countries(settings),
                lineTypes(settings),
                settings.number(PREFIX, DEFAULT.perPrefixIn10Minutes, 1, MOST_OF_A_PREFIX, 1),
                settings.number(
                        NEIGHBOURS, DEFAULT.neighboursIn10Minutes, LEAST_NEIGHBOURS, MOST_NEIGHBOURS, LEAST_NEIGHBOURS),
                settings.number(WARN, DEFAULT.warnBelowPercent, 1, HIGHEST_WARNING, HIGHEST_WARNING),
                settings.number(BLOCK, DEFAULT.blockBelowPercent, 0, HIGHEST_BLOCK, HIGHEST_BLOCK),
                settings.number(CAP, DEFAULT.dailyCap, 1, HIGHEST_CAP, 1),
                settings.number(RESERVED, DEFAULT.reservedPercent, 0, HIGHEST_RESERVE, HIGHEST_RESERVE));
    }

    private static Set<String> countries(Settings settings) {
        List<String> countries = settings.words(COUNTRIES);
        countries.stream()
                .filter(country -> !PhoneNumber.isRegion(country))
                .forEach(country -> settings.problem(COUNTRIES, "not a country: " + country));
        return Set.copyOf(countries.stream().filter(PhoneNumber::isRegion).toList());
    }

    private static Set<LineType> lineTypes(Settings settings) {
        List<String> words = settings.words(LINE_TYPES);
        if (words.isEmpty()) {
            return DEFAULT.lineTypes;
        }
        Set<LineType> types = EnumSet.noneOf(LineType.class);
        for (String word : words) {
            Arrays.stream(LineType.values())
                    .filter(type -> type.name().equals(word))
                    .findFirst()
                    .ifPresentOrElse(types::add, () -> settings.problem(LINE_TYPES, "not a kind of number: " + word));
        }
        return types;
    }

    private static void requireRange(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "%s must lie between %d and %d, but is %d".formatted(what, least, most, value));
        }
    }
}
