package dev.mfapack.core.risk;

import dev.mfapack.core.level.Level;
import dev.mfapack.core.limit.Settings;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a realm does with risk.
 *
 * @param mode {@code mfa.risk.mode}: see {@link Mode}; {@code off} by default
 * @param mfaFrom {@code mfa.risk.mfa-from}: the score from which a second factor is asked; 0 to 100, default 50: about one real login
 *     in twenty
 * @param phishingResistantFrom {@code mfa.risk.phr-from}: the score from which a passkey is asked; at least {@code mfaFrom}, at most
 *     100; default 80: about one real login in two hundred
 * @param stuffingPeople {@code mfa.risk.stuffing-people}: from how many people with a failed login from one network within an hour
 *     nobody gets in from there; empty, the default, for never. 10 to 10,000: an office has people who mistype on a Monday
 * @param learnDays {@code mfa.risk.learn-days}: on how many days a person must have logged in until their habits count as known; 1 to
 *     30, default 3
 * @param learnPeople {@code mfa.risk.learn-people}: how many people must have logged in until the realm counts as known; 1 to 10,000,
 *     default 50
 * @param zone {@code mfa.risk.zone}: time zone of people whose profile has no {@code zoneinfo}; default UTC
 */
public record RiskPolicy(
        Mode mode,
        double mfaFrom,
        double phishingResistantFrom,
        OptionalInt stuffingPeople,
        int learnDays,
        int learnPeople,
        ZoneId zone) {

    /** The policy of a realm that sets nothing. */
    public static final RiskPolicy DEFAULT =
            new RiskPolicy(Mode.OFF, 50, 80, OptionalInt.empty(), 3, 50, ZoneOffset.UTC);

    /** The fewest people of one network that may be taken for stuffing. */
    public static final int FEWEST_STUFFING_PEOPLE = 10;

    private static final int MOST_STUFFING_PEOPLE = 10_000;
    private static final int HIGHEST_SCORE = 100;
    private static final int MOST_DAYS = 30;
    private static final int MOST_PEOPLE = 10_000;
    private static final int NOT_SET = -1;

    private static final String MODE = "mfa.risk.mode";
    private static final String MFA_FROM = "mfa.risk.mfa-from";
    private static final String PHR_FROM = "mfa.risk.phr-from";
    private static final String STUFFING = "mfa.risk.stuffing-people";
    private static final String LEARN_DAYS = "mfa.risk.learn-days";
    private static final String LEARN_PEOPLE = "mfa.risk.learn-people";
    private static final String ZONE = "mfa.risk.zone";

    /** The attributes that make up the policy. */
    public static final Set<String> ATTRIBUTES =
            Set.of(MODE, MFA_FROM, PHR_FROM, STUFFING, LEARN_DAYS, LEARN_PEOPLE, ZONE);

    /** Whether the assessment counts. */
    public enum Mode {
        /** Nothing is looked at, nothing is kept. */
        OFF,
        /** Everything is looked at, learned and recorded; nobody is asked for more. */
        SHADOW,
        /** The level is asked for. */
        ENFORCE
    }

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException when a value is out of its range
     */
    public RiskPolicy {
        check(mfaFrom >= 0 && mfaFrom <= HIGHEST_SCORE, "a threshold is between 0 and 100");
        check(
                phishingResistantFrom >= mfaFrom && phishingResistantFrom <= HIGHEST_SCORE,
                "the threshold of a passkey is not below that of a second factor, and at most 100");
        check(
                stuffingPeople.isEmpty() || stuffingPeople.getAsInt() >= FEWEST_STUFFING_PEOPLE,
                "people of one network are at least " + FEWEST_STUFFING_PEOPLE);
        check(learnDays >= 1 && learnDays <= MOST_DAYS, "days of learning are between 1 and 30");
        check(learnPeople >= 1 && learnPeople <= MOST_PEOPLE, "people of learning are between 1 and 10,000");
    }

    /** What a realm sets. What cannot be read asks for most: a slip of the pen must not let more through. */
    public static RiskPolicy read(Settings settings) {
        int mfaFrom = settings.number(MFA_FROM, (int) DEFAULT.mfaFrom, 0, HIGHEST_SCORE, 0);
        int phrFrom = settings.number(
                PHR_FROM, Math.max(mfaFrom, (int) DEFAULT.phishingResistantFrom), 0, HIGHEST_SCORE, mfaFrom);
        if (phrFrom < mfaFrom) {
            settings.problem(PHR_FROM, "must not be below " + MFA_FROM);
        }
        int stuffing = settings.number(
                STUFFING, NOT_SET, FEWEST_STUFFING_PEOPLE, MOST_STUFFING_PEOPLE, FEWEST_STUFFING_PEOPLE);
        return new RiskPolicy(
                mode(settings),
                mfaFrom,
                Math.max(mfaFrom, phrFrom),
                stuffing == NOT_SET ? OptionalInt.empty() : OptionalInt.of(stuffing),
                settings.number(LEARN_DAYS, DEFAULT.learnDays, 1, MOST_DAYS, MOST_DAYS),
                settings.number(LEARN_PEOPLE, DEFAULT.learnPeople, 1, MOST_PEOPLE, MOST_PEOPLE),
                zone(settings));
    }

    private static Mode mode(Settings settings) {
        return switch (String.join(",", settings.words(MODE))) {
            case "", "off" -> Mode.OFF;
            case "shadow" -> Mode.SHADOW;
            case "enforce" -> Mode.ENFORCE;
            default -> {
                settings.problem(MODE, "must be off, shadow or enforce");
                yield Mode.ENFORCE;
            }
        };
    }

    private static ZoneId zone(Settings settings) {
        String name = String.join(",", settings.words(ZONE));
        try {
            return name.isEmpty() ? DEFAULT.zone : ZoneId.of(name);
        } catch (DateTimeException e) {
            settings.problem(ZONE, "must be a time zone such as Europe/Berlin");
            return DEFAULT.zone;
        }
    }

    /** The level that a score asks for. */
    public Level level(double score) {
        if (score >= phishingResistantFrom) {
            return Level.PHISHING_RESISTANT;
        }
        return score >= mfaFrom ? Level.MFA : Level.BASIC;
    }

    private static void check(boolean fine, String message) {
        if (!fine) {
            throw new IllegalArgumentException(message);
        }
    }
}
