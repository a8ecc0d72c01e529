package dev.mfapack.core.level;

import java.util.Optional;
import java.util.Set;

/**
 * Everything the decision looks at.
 *
 * @param asked what the app asks for, by {@code acr_values}, {@code claims} or {@code kc_action}
 * @param habit whether the realm asks everybody who has a second factor for it
 * @param factors the levels at which the person has a factor that the flow holds
 * @param proven what the session has proven, and when
 */
public record LevelInputs(Optional<Level> asked, boolean habit, Set<Level> factors, Proven proven) {

    public LevelInputs {
        factors = Set.copyOf(factors);
    }
}
