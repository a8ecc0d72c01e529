package dev.mfapack.core.level;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Everything the decision looks at.
 *
 * @param asked what the app asks for, by {@code acr_values}, {@code claims} or {@code kc_action}
 * @param clientMaxAge how old a proof of what the app asks may be, as the flow's level condition has it
 * @param habit whether the realm asks everybody who has a second factor for it
 * @param factors the levels at which the person has a factor that the flow holds
 * @param proven what the session has proven, and when
 */
public record LevelInputs(
        Optional<Level> asked, Duration clientMaxAge, boolean habit, Set<Level> factors, Proven proven) {

    /** "Not older than 15 minutes", where the flow's level condition says nothing else. */
    public static final Duration DEFAULT_CLIENT_MAX_AGE = Duration.ofMinutes(15);

    public LevelInputs {
        factors = Set.copyOf(factors);
    }
}
