package dev.mfapack.core.level;

import java.time.Duration;
import java.util.Optional;

/**
 * Why a login must be so strong.
 *
 * @param kind who or what asks
 * @param level what is asked
 * @param maxAge how old the proof may be; empty when once in the session's life is enough
 */
public record Reason(Kind kind, Level level, Optional<Duration> maxAge) {

    /** Who or what asks. */
    public enum Kind {
        /** The app, by {@code acr_values}, {@code claims} or {@code kc_action}. */
        CLIENT,
        /** Who has a second factor is asked for it. */
        HABIT
    }
}
