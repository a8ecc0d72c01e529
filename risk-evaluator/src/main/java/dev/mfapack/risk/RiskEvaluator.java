package dev.mfapack.risk;

import dev.mfapack.core.level.Level;
import dev.mfapack.core.risk.RiskPolicy;
import java.util.ArrayList;
import java.util.Comparator;
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
    private final ValueHashes hashes;
    private final Parameters parameters;
    private final List<RiskSignal> signals;
    private final Set<String> own;

    /**
     * An evaluator with the shipped parameters.
     *
     * @param others signals from outside the pack, with names of their own
     */
    public RiskEvaluator(
            Profiles profiles, GlobalCounts counts, Velocity velocity, ValueHashes hashes, List<RiskSignal> others) {
        this(profiles, counts, velocity, hashes, others, Parameters.SHIPPED);
    }

    RiskEvaluator(
            Profiles profiles,
            GlobalCounts counts,
            Velocity velocity,
            ValueHashes hashes,
            List<RiskSignal> others,
            Parameters parameters) {
        this.profiles = profiles;
        this.counts = counts;
        this.velocity = velocity;
        this.hashes = hashes;
        this.parameters = parameters;
        this.own = Set.copyOf(Signals.OWN.stream().map(RiskSignal::name).toList());
        this.signals = new ArrayList<>(Signals.OWN);
        this.signals.addAll(others);
        if (signals.stream().map(RiskSignal::name).distinct().count() < signals.size()) {
            throw new IllegalArgumentException("two signals have one name");
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
        Observed<Profile> profile = profile(attempt, hashed);
        Observed<GlobalCounts.View> view = counts.read(attempt.realmId(), day, hashed.shared());
        Velocity.Key key =
                Velocity.Key.of(hash, attempt.realmId(), attempt.userId(), attempt.address(), attempt.provider());
        Observed<Velocity.Rates> rates = velocity.read(key, attempt.time());
        Ratios ratios = new Ratios(hashed, profile, view, day, parameters);
        Situation situation = new Situation(attempt, profile, rates, ratios, parameters);

        List<Contribution> contributions = new ArrayList<>(
                signals.stream().map(signal -> ask(signal, situation)).toList());
        profile.reason().ifPresent(why -> contributions.add(Contribution.unknown("profile", why)));
        view.reason().ifPresent(why -> contributions.add(Contribution.unknown("realm", why)));
        contributions.sort(Comparator.comparingDouble(it -> -Math.abs(it.weight())));
        double score = Score.of(parameters.intercept()
                + contributions.stream().mapToDouble(Contribution::weight).sum());
        Learning learning = learning(profile, view, day, policy);
        Level level = policy.level(score);
        Assessment assessment = new Assessment(
                score,
                level,
                refusal(attempt, rates, policy),
                contributions,
                parameters.version(),
                learning,
                lesson(attempt, hashed, level));
        return assessment.isFaulty() && level == Level.BASIC ? raised(assessment) : assessment;
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
        new RiskEvaluator(profiles, counts, velocity, hashes, List.of(), recording)
                .evaluate(attempt, RiskPolicy.DEFAULT);
        return inputs;
    }

    private Observed<Profile> profile(LoginAttempt attempt, Hashed hashed) {
        Observed<Profiles.Stored> stored = profiles.load(attempt.realmId(), attempt.userId());
        if (stored instanceof Observed.Unknown<Profiles.Stored> unknown) {
            return Observed.unknown(unknown.why());
        }
        Observed<Profile> profile = Profile.read(stored.or(Profiles.Stored.NONE).blob());
        boolean readable = profile.seen()
                .filter(it -> !it.isMadeWith(hashed.keyId(), hashed.previousKeyId()))
                .isEmpty();
        return readable ? profile : Observed.unknown(Why.OTHER_KEY);
    }

    private Contribution ask(RiskSignal signal, Situation situation) {
        try {
            Observed<RiskSignal.Finding> looked = signal.look(situation);
            return looked instanceof Observed.Seen<RiskSignal.Finding> seen
                    ? contribution(signal, seen.value())
                    : Contribution.unknown(signal.name(), ((Observed.Unknown<RiskSignal.Finding>) looked).why());
        } catch (RuntimeException e) {
            return Contribution.unknown(signal.name(), Why.SIGNAL_FAILED);
        }
    }

    private Contribution contribution(RiskSignal signal, RiskSignal.Finding finding) {
        double weight = own.contains(signal.name())
                ? finding.contribution()
                : Math.max(-RiskSignal.MOST, Math.min(finding.contribution(), RiskSignal.MOST));
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

    private static Lesson lesson(LoginAttempt attempt, Hashed hashed, Level level) {
        return new Lesson(
                attempt.time(),
                hashed.keyId(),
                hashed.values(),
                hashed.previousKeyId(),
                hashed.previous(),
                attempt.place().seen().flatMap(Place::point).map(RiskEvaluator::coarse),
                localHour(attempt),
                level);
    }

    private static Place.Point coarse(Place.Point point) {
        return new Place.Point(
                Tenths.degrees(Tenths.of(point.latitude())), Tenths.degrees(Tenths.of(point.longitude())));
    }

    static double localHour(LoginAttempt attempt) {
        return attempt.time().atZone(attempt.zone()).toLocalTime().toSecondOfDay() / 3600.0;
    }

    /** The level asked for never falls because something broke: who would have been asked is asked. */
    private static Assessment raised(Assessment faulty) {
        Lesson lesson = faulty.lesson();
        return new Assessment(
                faulty.score(),
                Level.MFA,
                faulty.refusal(),
                faulty.contributions(),
                faulty.model(),
                faulty.learning(),
                new Lesson(
                        lesson.time(),
                        lesson.keyId(),
                        lesson.values(),
                        lesson.previousKeyId(),
                        lesson.previous(),
                        lesson.point(),
                        lesson.hour(),
                        Level.MFA));
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
