package dev.mfapack.risk;

import dev.mfapack.core.risk.RiskPolicy;
import java.util.Optional;

/** Where decisions are kept. */
public interface Decisions {

    /**
     * Keeps a decision, whatever becomes of the login. Never throws.
     *
     * @return its id; empty when the store did not take it, which is logged: nobody is kept out for that
     */
    Optional<String> add(String realmId, String userId, RiskPolicy.Mode mode, Assessment assessment);
}
