package dev.mfapack.risk;

import java.time.Instant;

/** What happened to people's accounts. Never throws. */
@FunctionalInterface
public interface Accounts {

    /** What happened to a person's account since then; {@link AccountEvents#passwordReset} is left empty. */
    Observed<AccountEvents> since(String realmId, String userId, Instant from);
}
