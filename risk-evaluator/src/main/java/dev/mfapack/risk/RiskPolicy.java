package dev.mfapack.risk;

import dev.mfapack.core.level.Level;
import java.util.OptionalInt;

/**
 * What a realm does with risk.
 *
 * @param mode see {@link Mode}; off by default
 * @param mfaFrom the score from which a second factor is asked; 0 to 100, default 50: about one real login in twenty
 * @param phishingResistantFrom the score from which a passkey is asked; at least {@code mfaFrom}, at most 100; default 80: about one real
 *     login in two hundred
 * @param stuffingPeople from how many people with a failed login from one network within an hour nobody gets in from there; empty,
 *     the default, for never. At least 10: an office has people who mistype on a Monday
 * @param learnDays on how many days a person must have logged in until their habits count as known; 1 to 30, default 3
 * @param learnPeople how many people must have logged in until the realm counts as known; 1 to 10,000, default 50
 */
public record RiskPolicy(
        Mode mode,
        double mfaFrom,
        double phishingResistantFrom,
        OptionalInt stuffingPeople,
        int learnDays,
        int learnPeople) {

    public static final RiskPolicy DEFAULT = new RiskPolicy(Mode.OFF, 50, 80, OptionalInt.empty(), 3, 50);

    /** The fewest people of one network that may be taken for stuffing. */
    public static final int FEWEST_STUFFING_PEOPLE = 10;

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
        check(mfaFrom >= 0 && mfaFrom <= 100, "a threshold is between 0 and 100");
        check(
                phishingResistantFrom >= mfaFrom && phishingResistantFrom <= 100,
                "the threshold of a passkey is not below that of a second factor, and at most 100");
        check(
                stuffingPeople.isEmpty() || stuffingPeople.getAsInt() >= FEWEST_STUFFING_PEOPLE,
                "people of one network are at least " + FEWEST_STUFFING_PEOPLE);
        check(learnDays >= 1 && learnDays <= 30, "days of learning are between 1 and 30");
        check(learnPeople >= 1 && learnPeople <= 10_000, "people of learning are between 1 and 10,000");
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
