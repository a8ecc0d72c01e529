package dev.mfapack.risk;

import java.time.Instant;
import java.util.Optional;

/**
 * What happened to the account of late.
 *
 * @param passwordReset when the password was last reset by a link or by somebody else; empty when not within the last days
 * @param factorChanged when a second factor was last added or removed
 * @param reported when somebody last said "this wasn't me"
 */
public record AccountEvents(
        Optional<Instant> passwordReset, Optional<Instant> factorChanged, Optional<Instant> reported) {

    public static final AccountEvents NONE = new AccountEvents(Optional.empty(), Optional.empty(), Optional.empty());
}
