package dev.mfapack.risk.keycloak;

import dev.mfapack.core.key.KeyRing;
import dev.mfapack.risk.Accounts;
import dev.mfapack.risk.Decisions;
import dev.mfapack.risk.GlobalCounts;
import dev.mfapack.risk.Profiles;
import dev.mfapack.risk.Together;
import dev.mfapack.risk.Velocity;
import org.keycloak.provider.Provider;

/** All that the evaluator remembers. But for the keys it outlives the Keycloak session that it was got from. */
public interface RiskMemory extends Provider {

    Profiles profiles();

    GlobalCounts counts();

    Velocity velocity();

    Together together();

    Accounts accounts();

    Decisions decisions();

    KeyRing keys();

    @Override
    default void close() {}
}
