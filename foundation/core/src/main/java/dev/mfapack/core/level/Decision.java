package dev.mfapack.core.level;

import java.util.List;
import java.util.Optional;

/**
 * What the decision came to, and why.
 *
 * @param outcome what has to happen
 * @param reasons every reason there was, met or not
 * @param beyondReach reasons that the person has no factor for
 */
public record Decision(Outcome outcome, List<Reason> reasons, List<Reason> beyondReach) {

    public Decision {
        reasons = List.copyOf(reasons);
        beyondReach = List.copyOf(beyondReach);
    }

    /** The level that must be proven now; never one that the person has no factor for. */
    public Optional<Level> outstanding() {
        if (outcome instanceof Outcome.Prove prove) {
            return Optional.of(prove.level());
        }
        return outcome instanceof Outcome.Enrol enrol ? enrol.first() : Optional.empty();
    }
}
