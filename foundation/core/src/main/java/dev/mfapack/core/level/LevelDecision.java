package dev.mfapack.core.level;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The one place that decides how strong a login must be. Pure: same inputs, same output.
 *
 * <p>Each reason has its own age: what an app asks must be fresh, habit is satisfied once in the session's life.
 */
public final class LevelDecision {

    private LevelDecision() {}

    public static Decision decide(LevelInputs inputs, Instant now) {
        List<Reason> reasons = reasons(inputs);
        List<Reason> beyondReach = new ArrayList<>();
        Optional<Level> outstanding = Optional.empty();
        for (Reason reason : reasons) {
            if (inputs.proven().satisfies(reason.level(), reason.maxAge(), now)) {
                continue;
            }
            Optional<Level> factor = cheapestFactorFor(reason.level(), inputs);
            if (factor.isEmpty()) {
                beyondReach.add(reason);
                factor = strongestFactor(inputs)
                        .filter(level -> !inputs.proven().satisfies(level, reason.maxAge(), now));
            }
            outstanding = higher(outstanding, factor);
        }
        return new Decision(outstanding, reasons, beyondReach);
    }

    private static List<Reason> reasons(LevelInputs inputs) {
        List<Reason> reasons = new ArrayList<>();
        inputs.asked()
                .ifPresent(level ->
                        reasons.add(new Reason(Reason.Kind.CLIENT, level, Optional.of(inputs.clientMaxAge()))));
        boolean hasSecondFactor = inputs.factors().stream().anyMatch(level -> level.covers(Level.MFA));
        if (inputs.habit() && hasSecondFactor) {
            reasons.add(new Reason(Reason.Kind.HABIT, Level.MFA, Optional.empty()));
        }
        return reasons;
    }

    /** Whoever has only a passkey proves level 2 with it: the flow must then ask for 3. */
    private static Optional<Level> cheapestFactorFor(Level level, LevelInputs inputs) {
        return inputs.factors().stream().filter(factor -> factor.covers(level)).min(Comparator.naturalOrder());
    }

    /** Who asks for more than there is gets the most there is, never less than who asks for that. */
    private static Optional<Level> strongestFactor(LevelInputs inputs) {
        return inputs.factors().stream().max(Comparator.naturalOrder());
    }

    private static Optional<Level> higher(Optional<Level> a, Optional<Level> b) {
        if (a.isEmpty() || b.isEmpty()) {
            return a.or(() -> b);
        }
        return a.get().covers(b.get()) ? a : b;
    }
}
