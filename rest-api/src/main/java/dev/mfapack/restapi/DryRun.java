package dev.mfapack.restapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mfapack.core.level.Level;
import dev.mfapack.core.risk.RiskPolicy;
import dev.mfapack.persistence.RiskDecision;
import dev.mfapack.persistence.RiskDecision.Label;
import dev.mfapack.risk.Why;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a policy in mode {@code enforce} would have made of decisions that are kept. Goes by their scores, each of which was made of
 * nothing but what was before it. Takes as much memory for a million decisions as for none. Not thread-safe.
 */
final class DryRun {

    private static final int HIGHEST_SCORE = 100;

    /** Enough to see a curve by; the ends, where few logins are, more closely. */
    private static final int[] THRESHOLDS = {10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 99};

    private static final int MOST_HIT = 10;

    /** People that are told apart, at some 300 bytes each: 3 MB. Beyond, numbers of people are bounds. */
    private static final int MOST_PEOPLE = 10_000;

    /**
     * What came out.
     *
     * @param decisions all of them
     * @param first time of the first one; null when there is none
     * @param last time of the last one
     * @param logins those that nobody called an attack
     * @param attacks those that somebody called an attack
     * @param learning logins while the person or the realm was being learned
     * @param faulty logins with something broken: asked for a second factor whatever their score
     * @param refused logins and attacks that hard evidence refused when they happened: neither asked nor missed here
     * @param models versions of the scorer that made the scores; those of different ones do not compare
     * @param policy what the policy that is tried comes to
     * @param thresholds what others would
     * @param hitMost who would have been asked most often
     * @param notTold attributes of the request that this tells nothing about
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Result(
            long decisions,
            @Nullable String first,
            @Nullable String last,
            long logins,
            long attacks,
            long learning,
            long faulty,
            long refused,
            SortedSet<String> models,
            Tried policy,
            List<Threshold> thresholds,
            List<Hit> hitMost,
            List<String> notTold) {}

    /**
     * The policy that is tried.
     *
     * @param mfaFrom score from which a second factor is asked
     * @param phrFrom score from which a passkey is asked
     * @param asked logins that would have been asked for a second factor or a passkey
     * @param passkey those among them that would have been asked for a passkey
     * @param attacksCaught attacks that would have been asked for a second factor or a passkey, or were refused
     */
    record Tried(double mfaFrom, double phrFrom, long asked, long passkey, long attacksCaught, long attacksMissed) {}

    /**
     * One score as a threshold.
     *
     * @param asked logins that would have been asked if a second factor were asked from this score
     * @param passkey logins that would have been asked for a passkey if that were asked from this score
     * @param attacksCaught attacks that would have been asked if a second factor were asked from this score, or were refused
     */
    record Threshold(int score, long asked, long passkey, long attacksCaught, long attacksMissed) {}

    /**
     * Somebody.
     *
     * @param person id
     * @param atLeast how many logins would have been asked
     * @param atMost the same number, but for more than {@link #MOST_PEOPLE} people
     */
    record Hit(String person, long atLeast, long atMost) {}

    private final RiskPolicy policy;
    private final Scores logins = new Scores();
    private final Scores attacks = new Scores();
    private final MostFrequent asked = new MostFrequent(MOST_PEOPLE);
    private final SortedSet<String> models = new TreeSet<>();
    private Optional<Instant> first = Optional.empty();
    private Optional<Instant> last = Optional.empty();
    private long learning;
    private long faulty;

    DryRun(RiskPolicy policy) {
        this.policy = policy;
    }

    /** To be called with the earliest first. */
    void add(RiskDecision decision) {
        boolean isAttack =
                decision.verdict().filter(it -> it.label() == Label.ATTACK).isPresent();
        (isAttack ? attacks : logins).add(decision);
        if (!isAttack && isAsked(decision)) {
            asked.add(decision.userId());
        }
        models.add(decision.model());
        first = first.or(() -> Optional.of(decision.time()));
        last = Optional.of(decision.time());
        learning += decision.learning().realm() || decision.learning().days() < policy.learnDays() ? 1 : 0;
        faulty += isFaulty(decision) ? 1 : 0;
    }

    private boolean isAsked(RiskDecision decision) {
        return decision.refusal().isEmpty() && (isFaulty(decision) || policy.level(decision.score()) != Level.BASIC);
    }

    /** Whether something was broken that the score needed; the stored level cannot tell, since it went by another policy. */
    private static boolean isFaulty(RiskDecision decision) {
        return decision.contributions().stream()
                .anyMatch(it -> it.unknown().filter(Why::isFault).isPresent());
    }

    Result result(List<String> notTold) {
        Threshold mfa = threshold((int) Math.ceil(policy.mfaFrom()));
        Threshold phr = threshold((int) Math.ceil(policy.phishingResistantFrom()));
        return new Result(
                logins.all() + attacks.all(),
                first.map(Instant::toString).orElse(null),
                last.map(Instant::toString).orElse(null),
                logins.all(),
                attacks.all(),
                learning,
                faulty,
                logins.refused + attacks.refused,
                models,
                new Tried(
                        policy.mfaFrom(),
                        policy.phishingResistantFrom(),
                        mfa.asked,
                        phr.passkey,
                        mfa.attacksCaught,
                        mfa.attacksMissed),
                IntStream.of(THRESHOLDS).mapToObj(this::threshold).toList(),
                asked.most(MOST_HIT).stream()
                        .map(it -> new Hit(it.what(), it.atLeast(), it.atMost()))
                        .toList(),
                notTold);
    }

    private Threshold threshold(int score) {
        long caught = attacks.refused + attacks.asked(score);
        return new Threshold(score, logins.asked(score), logins.passkey(score), caught, attacks.all() - caught);
    }

    /** How many there are of each whole score. The thresholds of a policy are whole, so that no more is needed. */
    private static final class Scores {

        private final long[] sound = new long[HIGHEST_SCORE + 1];
        private final long[] broken = new long[HIGHEST_SCORE + 1];
        private long refused;

        void add(RiskDecision decision) {
            if (decision.refusal().isPresent()) {
                refused++;
            } else {
                (isFaulty(decision) ? broken : sound)[(int) decision.score()]++;
            }
        }

        long all() {
            return refused + from(sound, 0) + from(broken, 0);
        }

        long asked(int score) {
            return from(sound, score) + from(broken, 0);
        }

        long passkey(int score) {
            return from(sound, score) + from(broken, score);
        }

        private static long from(long[] counts, int score) {
            return IntStream.range(score, counts.length)
                    .mapToLong(at -> counts[at])
                    .sum();
        }
    }
}
