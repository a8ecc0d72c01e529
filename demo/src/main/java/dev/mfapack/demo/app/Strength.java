package dev.mfapack.demo.app;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How strong and how fresh a login has to be.
 *
 * @param acrValue what is asked of Keycloak
 * @param accepted the {@code acr} values that are good enough, the stronger ones included
 * @param maxAge how long ago the person may have proven it
 */
record Strength(String acrValue, Set<String> accepted, Duration maxAge) {

    /** A phishing-resistant login is stronger than the second factor that is asked for, so it passes too. */
    static final Strength MFA_WITHIN_15_MINUTES = new Strength("mfa", Set.of("mfa", "phr"), Duration.ofMinutes(15));

    /**
     * Whether a token shows enough. A token without {@code acr} or {@code auth_time} shows nothing.
     *
     * @param authTime Keycloak moves it with every login that asked the person for something, step-ups included
     */
    boolean isShownBy(@Nullable String acr, @Nullable Instant authTime, Clock clock) {
        return acr != null
                && accepted.contains(acr)
                && authTime != null
                && !authTime.plus(maxAge).isBefore(clock.instant());
    }
}
