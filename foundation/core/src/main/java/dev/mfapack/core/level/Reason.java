package dev.mfapack.core.level;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Why a login must be so strong.
 *
 * @param kind who or what asks
 * @param level what is asked
 * @param maxAge how old the proof may be; empty when once in the session's life is enough
 */
public record Reason(Kind kind, Level level, Optional<Duration> maxAge) {

    /** Who or what asks. Names are part of the audit log: never renamed, only added. */
    public enum Kind {
        /** The app, by {@code acr_values}, {@code claims} or {@code kc_action}. */
        CLIENT,
        /** The person adds or removes a factor: NIST SP 800-63B-4 section 4.1.2.1. */
        ACTION,
        /** A transaction waits for the person's confirmation. */
        APPROVAL,
        /** A role that the person has. */
        ROLE,
        /** The realm's policy for this app. */
        CLIENT_POLICY,
        /** The risk of this login. */
        RISK,
        /** The person resets their password by a link; who has a second factor proves it too: ASVS 5.0 V6.4.3. */
        RECOVERY,
        /** The person wishes to be asked. */
        WISH,
        /** Who has a second factor is asked for it. */
        HABIT,
        /** The person must bind a factor, which asks for the best that they have. */
        ENROLMENT,
        /** The person has lost their factors: they bind a new one, and prove it, before the old ones end. */
        LOST_FACTORS,
        /** Asks for nothing: why somebody got in who lacks a factor. They bind it another time. */
        GRACE
    }

    /** Kind and level, as {@code role-2}. */
    public String name() {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + level.number();
    }
}
