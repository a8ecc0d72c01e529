package dev.mfapack.risk.keycloak;

import dev.mfapack.core.key.HashKey;
import dev.mfapack.risk.Places;
import dev.mfapack.risk.Reputation;
import dev.mfapack.risk.UserAgents;
import dev.mfapack.risk.ValueHash;
import java.util.Map;
import org.keycloak.provider.Provider;

/** What a node looks things up in; the same for all requests. */
public interface RiskSources extends Provider {

    Places places();

    Reputation networks();

    UserAgents userAgents();

    /** Made for the keys that are in use. Thread-safe. */
    Map<HashKey, ValueHash> hashes();

    @Override
    default void close() {}
}
