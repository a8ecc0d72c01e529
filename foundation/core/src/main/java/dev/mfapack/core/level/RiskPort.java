package dev.mfapack.core.level;

/** Where the decision learns of the risk. Never throws: what cannot be assessed is unknown. */
@FunctionalInterface
public interface RiskPort {

    /** Where nothing assesses risks. */
    RiskPort NONE = (realmId, userId) -> new Risk.Unknown();

    Risk assess(String realmId, String userId);
}
