package dev.mfapack.core.level;

import java.util.List;
import java.util.Optional;

/**
 * What the decision came to.
 *
 * @param outstanding the level that must still be proven now; empty when nothing is
 * @param reasons every reason there was, met or not
 * @param beyondReach reasons that the person has no factor for; {@code outstanding} is then at most the strongest factor
 */
public record Decision(Optional<Level> outstanding, List<Reason> reasons, List<Reason> beyondReach) {

    public Decision {
        reasons = List.copyOf(reasons);
        beyondReach = List.copyOf(beyondReach);
    }
}
