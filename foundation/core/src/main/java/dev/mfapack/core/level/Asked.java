package dev.mfapack.core.level;

import java.time.Duration;
import java.util.Optional;

/**
 * What the app asks for.
 *
 * @param level by {@code acr_values}, {@code claims} or {@code kc_action}; empty when it asks for nothing
 * @param maxAge how old a proof of it may be, as the flow's level condition has it
 * @param essential whether the app takes nothing less (OIDC Core section 5.5.1.1)
 */
public record Asked(Optional<Level> level, Duration maxAge, boolean essential) {

    /** An app that asks for nothing. */
    public static final Asked NOTHING = new Asked(Optional.empty(), LevelInputs.FRESH, false);
}
