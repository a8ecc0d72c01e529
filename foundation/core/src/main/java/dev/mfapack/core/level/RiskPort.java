package dev.mfapack.core.level;

/** Where the decision learns of the risk of the login that is under way. Never throws: what cannot be assessed is unknown. */
@FunctionalInterface
public interface RiskPort {

    Risk assess();
}
