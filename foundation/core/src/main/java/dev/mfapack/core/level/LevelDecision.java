package dev.mfapack.core.level;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The one place that decides how strong a login must be. Pure: same inputs, same output.
 *
 * <p>Each reason has its own age: what an app, an approval or a change of factors asks must be fresh; what a policy, the risk,
 * a wish or habit asks is satisfied once in the session's life, unless the risk rises.
 */
public final class LevelDecision {

    private final LevelInputs inputs;
    private final Instant now;

    private LevelDecision(LevelInputs inputs, Instant now) {
        this.inputs = inputs;
        this.now = now;
    }

    public static Decision decide(LevelInputs inputs, Instant now) {
        return new LevelDecision(inputs, now).decide();
    }

    private Decision decide() {
        List<Reason> reasons = reasons();
        List<Reason> beyondReach = reasons.stream()
                .filter(this::isOpen)
                .filter(this::isBeyondReach)
                .toList();
        Optional<Reason> refusal = refusal(beyondReach);
        if (refusal.isPresent()) {
            return new Decision(new Outcome.Deny(refusal.get()), withRisk(reasons, refusal.get()), beyondReach);
        }
        Optional<Level> toEnrol = beyondReach.stream()
                .filter(reason -> !isVoluntary(reason))
                .map(Reason::level)
                .max(Comparator.naturalOrder());
        boolean mayPutOff = toEnrol.isPresent() && mayPutOff(beyondReach);
        if (mayPutOff && inputs.grace() == Grace.TAKEN) {
            Optional<Level> outstanding = outstanding(reasons);
            reasons.add(once(Reason.Kind.GRACE, Level.MFA));
            return new Decision(outcome(Optional.empty(), outstanding, false), reasons, beyondReach);
        }
        if (toEnrol.isPresent()) {
            reasons.add(enrolment());
        }
        return new Decision(outcome(toEnrol, outstanding(reasons), mayPutOff), reasons, beyondReach);
    }

    /**
     * Grace is for what a role or the realm asks of people who have no second factor yet, and only while nobody else asks for one:
     * not the app itself, nor a change of factors, nor recovery.
     */
    private boolean mayPutOff(List<Reason> beyondReach) {
        return inputs.grace() != Grace.NONE
                && inputs.asked()
                        .level()
                        .filter(level -> level.covers(Level.MFA))
                        .isEmpty()
                && !inputs.bindsFactor()
                && !inputs.recovers()
                && beyondReach.stream().filter(reason -> !isVoluntary(reason)).allMatch(LevelDecision::isForGrace);
    }

    private static boolean isForGrace(Reason reason) {
        return reason.level() == Level.MFA
                && (reason.kind() == Reason.Kind.ROLE || reason.kind() == Reason.Kind.CLIENT_POLICY);
    }

    private static Outcome outcome(Optional<Level> toEnrol, Optional<Level> outstanding, boolean mayPutOff) {
        if (toEnrol.isPresent()) {
            return new Outcome.Enrol(toEnrol.get(), outstanding, mayPutOff);
        }
        return outstanding.<Outcome>map(Outcome.Prove::new).orElseGet(Outcome.Pass::new);
    }

    private List<Reason> reasons() {
        List<Reason> reasons = new ArrayList<>();
        inputs.asked()
                .level()
                .ifPresent(level -> reasons.add(
                        fresh(Reason.Kind.CLIENT, level, inputs.asked().maxAge())));
        if (inputs.bindsFactor()) {
            Demand.HIGHEST
                    .level(inputs.factors())
                    .ifPresent(level -> reasons.add(fresh(Reason.Kind.ACTION, level, LevelInputs.FRESH)));
        }
        inputs.approval().ifPresent(level -> reasons.add(fresh(Reason.Kind.APPROVAL, level, LevelInputs.FRESH)));
        inputs.rolePolicy().level(inputs.factors()).ifPresent(level -> reasons.add(once(Reason.Kind.ROLE, level)));
        inputs.clientPolicy()
                .level(inputs.factors())
                .ifPresent(level -> reasons.add(once(Reason.Kind.CLIENT_POLICY, level)));
        if (inputs.risk() instanceof Risk.Assessed risk && risk.level() != Level.BASIC) {
            reasons.add(new Reason(
                    Reason.Kind.RISK, risk.level(), risk.roseAt().map(since -> Duration.between(since, now))));
        }
        if (inputs.risk() instanceof Risk.Impaired) {
            reasons.add(once(Reason.Kind.RISK, Level.MFA));
        }
        inputs.wish().ifPresent(level -> reasons.add(once(Reason.Kind.WISH, level)));
        if (inputs.recovers() && hasSecondFactor()) {
            reasons.add(fresh(Reason.Kind.RECOVERY, Level.MFA, LevelInputs.FRESH));
        }
        if (inputs.lostFactors()) {
            reasons.add(fresh(Reason.Kind.LOST_FACTORS, Level.MFA, LevelInputs.FRESH));
        }
        if (inputs.habit() && hasSecondFactor()) {
            reasons.add(once(Reason.Kind.HABIT, Level.MFA));
        }
        return reasons;
    }

    /** Who binds a factor proves the best they have first; who has only a password, a fresh password. */
    private Reason enrolment() {
        Level best = strongestFactor();
        return fresh(Reason.Kind.ENROLMENT, best, best == Level.BASIC ? LevelInputs.FRESH_PASSWORD : LevelInputs.FRESH);
    }

    /**
     * Hard evidence of the risk; or what is beyond reach where nobody may enrol. A risky login never leads to enrolment: a
     * thief of the password would bind a factor of their own.
     */
    private Optional<Reason> refusal(List<Reason> beyondReach) {
        if (inputs.risk() instanceof Risk.Refused) {
            return Optional.of(once(Reason.Kind.RISK, Level.PHISHING_RESISTANT));
        }
        return beyondReach.stream()
                .filter(reason -> !isVoluntary(reason))
                .filter(reason -> !inputs.mayEnrol() || reason.kind() == Reason.Kind.RISK)
                .findFirst();
    }

    private static List<Reason> withRisk(List<Reason> reasons, Reason refusal) {
        List<Reason> all = new ArrayList<>(reasons);
        if (!all.contains(refusal)) {
            all.add(refusal);
        }
        return all;
    }

    /**
     * What an app would like, and what the person wishes, is met as far as it can be; so is what a score asks of somebody with a second
     * factor, and what is asked because something is broken: only hard evidence keeps people out who prove all they can.
     */
    private boolean isVoluntary(Reason reason) {
        return switch (reason.kind()) {
            case WISH -> true;
            case CLIENT -> !inputs.asked().essential();
            case RISK -> hasSecondFactor() || inputs.risk() instanceof Risk.Impaired;
            default -> false;
        };
    }

    private boolean hasSecondFactor() {
        return strongestFactor().covers(Level.MFA);
    }

    private boolean isOpen(Reason reason) {
        return !inputs.proven().satisfies(reason.level(), reason.maxAge(), now);
    }

    private boolean isBeyondReach(Reason reason) {
        return cheapestFactorFor(reason.level()).isEmpty();
    }

    /** Who asks for more than there is gets the most there is, never less than who asks for that. */
    private Optional<Level> outstanding(List<Reason> reasons) {
        return reasons.stream()
                .filter(this::isOpen)
                .flatMap(reason -> cheapestFactorFor(reason.level())
                        .or(() -> Optional.of(strongestFactor())
                                .filter(level -> !inputs.proven().satisfies(level, reason.maxAge(), now)))
                        .stream())
                .max(Comparator.naturalOrder());
    }

    /** Whoever has only a passkey proves level 2 with it: the flow must then ask for 3. */
    private Optional<Level> cheapestFactorFor(Level level) {
        return inputs.factors().stream().filter(factor -> factor.covers(level)).min(Comparator.naturalOrder());
    }

    /** Who has no factor of the flow, as somebody whom another server vouches for, has logged in somehow. */
    private Level strongestFactor() {
        return inputs.factors().stream().max(Comparator.naturalOrder()).orElse(Level.BASIC);
    }

    private static Reason fresh(Reason.Kind kind, Level level, Duration maxAge) {
        return new Reason(kind, level, Optional.of(maxAge));
    }

    private static Reason once(Reason.Kind kind, Level level) {
        return new Reason(kind, level, Optional.empty());
    }
}
