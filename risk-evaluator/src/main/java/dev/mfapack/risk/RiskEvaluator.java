package dev.mfapack.risk;

import dev.mfapack.core.level.Level;
import dev.mfapack.core.risk.RiskPolicy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Says how risky a login is, and learns from those that succeed. Thread-safe; the same inputs and stores give the same score on every
 * node.
 */
public final class RiskEvaluator {

    private final Profiles profiles;
    private final GlobalCounts counts;
    private final Velocity velocity;
    private final Together together;
    private final ValueHashes hashes;
    private final Parameters parameters;
    private final List<RiskSignal> others;

    /**
     * An evaluator with the shipped parameters.
     *
     * @param together for what one login reads
     * @param others signals from outside the pack, with names of their own
     */
    public RiskEvaluator(
            Profiles profiles,
            GlobalCounts counts,
            Velocity velocity,
            Together together,
            ValueHashes hashes,
            List<RiskSignal> others) {
        this(profiles, counts, velocity, together, hashes, others, Parameters.SHIPPED);
    }

    RiskEvaluator(
            Profiles profiles,
            GlobalCounts counts,
            Velocity velocity,
            Together together,
            ValueHashes hashes,
            List<RiskSignal> others,
            Parameters parameters) {
        this.profiles = profiles;
        this.counts = counts;
        this.velocity = velocity;
        this.together = together;
        this.hashes = hashes;
        this.parameters = parameters;
        this.others = List.copyOf(others);
        Set<String> names = new HashSet<>();
        for (RiskSignal signal : Signals.OWN) {
            names.add(signal.name());
        }
        for (RiskSignal signal : others) {
            if (!names.add(signal.name())) {
                throw new IllegalArgumentException("two signals have one name");
            }
        }
    }

    /**
     * Evaluates a login whose first factor was right. Changes nothing and never throws for what a port or a signal does.
     *
     * @throws IllegalStateException when the realm's key cannot be read
     */
    public Assessment evaluate(LoginAttempt attempt, RiskPolicy policy) {
        ValueHash hash = hashes.current(attempt.realmId());
        Hashed hashed = new Hashed(Values.of(attempt), hash, hashes.previous(attempt.realmId()));
        int day = Days.of(attempt.time());
        Velocity.Key key = new Velocity.Key(
                attempt.realmId(),
                hash.ofPerson(attempt.userId()),
                hashed.of(Feature.NETWORK),
                hashed.of(Feature.PROVIDER));
        Remembered remembered = together.call(() -> new Remembered(
                profiles.load(attempt.realmId(), attempt.userId()),
                counts.read(attempt.realmId(), day, hashed.shared()),
                velocity.read(key, attempt.time())));
        Observed<Profile> profile = profile(remembered.profile, hashed);
        Observed<GlobalCounts.View> view = remembered.view;
        Observed<Velocity.Rates> rates = remembered.rates;
        Ratios ratios = new Ratios(hashed, profile, view, day, parameters);
        Situation situation = new Situation(attempt, profile, rates, ratios, parameters);

        List<Contribution> contributions = contributions(situation, profile, view);
        double score = score(contributions);
        Level asked = policy.level(score);
        Level level = asked == Level.BASIC && isFaulty(contributions) ? Level.MFA : asked;
        return new Assessment(
                score,
                level,
                refusal(attempt, rates, policy),
                contributions,
                parameters.version(),
                learning(profile, view, day, policy),
                lesson(situation, hashed, level));
    }

    private record Remembered(
            Observed<Profiles.Stored> profile, Observed<GlobalCounts.View> view, Observed<Velocity.Rates> rates) {}

    private List<Contribution> contributions(
            Situation situation, Observed<Profile> profile, Observed<GlobalCounts.View> view) {
        List<Contribution> contributions = new ArrayList<>(Signals.OWN.size() + others.size() + 2);
        for (RiskSignal signal : Signals.OWN) {
            contributions.add(ask(signal, situation, Double.MAX_VALUE));
        }
        for (RiskSignal signal : others) {
            contributions.add(ask(signal, situation, RiskSignal.MOST));
        }
        profile.reason().ifPresent(why -> contributions.add(Contribution.unknown("profile", why)));
        view.reason().ifPresent(why -> contributions.add(Contribution.unknown("realm", why)));
        contributions.sort(WEIGHTIEST_FIRST);
        return contributions;
    }

    private static final Comparator<Contribution> WEIGHTIEST_FIRST =
            Comparator.comparingDouble(it -> -Math.abs(it.weight()));

    private double score(List<Contribution> contributions) {
        double logOdds = 0;
        for (Contribution contribution : contributions) {
            logOdds += contribution.weight();
        }
        return Score.of(parameters.intercept() + logOdds);
    }

    /** The level asked for never falls because something broke: who might have been asked is asked. */
    private static boolean isFaulty(List<Contribution> contributions) {
        for (Contribution contribution : contributions) {
            if (contribution.isFault()) {
                return true;
            }
        }
        return false;
    }

    /**
     * What the score of this login is a weighted sum of, by name and without the weights: for tuning and for models that are trained
     * outside. What is unknown is not there.
     */
    public Map<String, Double> inputs(LoginAttempt attempt) {
        Map<String, Double> inputs = new TreeMap<>();
        Parameters recording = new Parameters(parameters.version(), 0, Map.of()) {
            @Override
            double weigh(Input input, double value) {
                inputs.merge(input.name(), value, Double::sum);
                return 0;
            }
        };
        new RiskEvaluator(profiles, counts, velocity, together, hashes, List.of(), recording)
                .evaluate(attempt, RiskPolicy.DEFAULT);
        return inputs;
    }

    private static Observed<Profile> profile(Observed<Profiles.Stored> stored, Hashed hashed) {
        if (stored instanceof Observed.Unknown<Profiles.Stored> unknown) {
            return Observed.unknown(unknown.why());
        }
        Observed<Profile> profile = Profile.read(stored.or(Profiles.Stored.NONE).blob());
        boolean readable = profile.seen()
                .filter(it -> !it.isMadeWith(hashed.keyId(), hashed.previousKeyId()))
                .isEmpty();
        return readable ? profile : Observed.unknown(Why.OTHER_KEY);
    }

    /** @param most how far the signal may move the score to either side */
    private static Contribution ask(RiskSignal signal, Situation situation, double most) {
        try {
            Observed<RiskSignal.Finding> looked = signal.look(situation);
            return looked instanceof Observed.Seen<RiskSignal.Finding> seen
                    ? contribution(signal, seen.value(), most)
                    : Contribution.unknown(signal.name(), ((Observed.Unknown<RiskSignal.Finding>) looked).why());
        } catch (RuntimeException e) {
            return Contribution.unknown(signal.name(), Why.SIGNAL_FAILED);
        }
    }

    private static Contribution contribution(RiskSignal signal, RiskSignal.Finding finding, double most) {
        double weight = Math.max(-most, Math.min(finding.contribution(), most));
        return new Contribution(
                signal.name(), weight, Optional.empty(), Optional.of(finding.operator()), finding.person());
    }

    private static Optional<HardEvidence> refusal(
            LoginAttempt attempt, Observed<Velocity.Rates> rates, RiskPolicy policy) {
        Set<Reputation.Listing> listings = attempt.listings().or(Set.of());
        if (listings.contains(Reputation.Listing.DENY)) {
            return Optional.of(HardEvidence.DENIED_NETWORK);
        }
        boolean stuffing = policy.stuffingPeople().isPresent()
                && rates.or(Velocity.Rates.NONE).networkPeopleFailed()
                        >= policy.stuffingPeople().getAsInt()
                && !listings.contains(Reputation.Listing.ALLOW);
        return stuffing ? Optional.of(HardEvidence.STUFFING) : Optional.empty();
    }

    private static Learning learning(
            Observed<Profile> profile, Observed<GlobalCounts.View> view, int day, RiskPolicy policy) {
        double days = profile.or(Profile.EMPTY).days(day);
        double people = view.or(GlobalCounts.View.EMPTY).people();
        return new Learning(days < policy.learnDays(), people < policy.learnPeople(), days);
    }

    private static Lesson lesson(Situation situation, Hashed hashed, Level level) {
        LoginAttempt attempt = situation.attempt();
        return new Lesson(
                attempt.time(),
                hashed.keyId(),
                hashed.values(),
                hashed.previousKeyId(),
                hashed.previous(),
                attempt.place().seen().flatMap(Place::point).map(RiskEvaluator::coarse),
                situation.hour(),
                level);
    }

    private static Place.Point coarse(Place.Point point) {
        return new Place.Point(
                Tenths.degrees(Tenths.of(point.latitude())), Tenths.degrees(Tenths.of(point.longitude())));
    }

    /**
     * Learns from a login that succeeded as a whole; to be called once for each, and never for one that failed or was abandoned.
     *
     * @param lesson of the assessment of this login
     */
    public Learned learn(String realmId, String userId, Lesson lesson, Completion completion) {
        if (completion.enrolled()) {
            return Learned.FACTOR_ENROLLED;
        }
        if (lesson.level() != Level.BASIC && !completion.secondFactor()) {
            return Learned.NOT_PROVEN;
        }
        double weight = lesson.level() == Level.BASIC ? 1 : RISKY;
        // Somebody else may have been faster once; twice in a row is no coincidence, and one login less is no loss.
        for (int tries = 0; tries < 2; tries++) {
            Observed<Profiles.Stored> stored = profiles.load(realmId, userId);
            if (!(stored instanceof Observed.Seen<Profiles.Stored> row)) {
                return Learned.STORE_FAILED;
            }
            Observed<Profile> profile = Profile.read(row.value().blob());
            if (profile.reason().filter(why -> why == Why.OTHER_VERSION).isPresent()) {
                return Learned.OTHER_VERSION;
            }
            Profile before = profile.or(Profile.EMPTY);
            byte[] after = before.with(lesson, weight).write();
            if (profiles.save(realmId, userId, row.value().version(), after)) {
                counts.add(realmId, before.logins() == 0, Days.of(lesson.time()), before.newOnThatDay(lesson), weight);
                return Learned.LEARNED;
            }
        }
        return Learned.STORE_FAILED;
    }

    /** A risky login that proved a second factor counts half: a thief who has got that far must come twice to be at home. */
    private static final double RISKY = 0.5;
}
