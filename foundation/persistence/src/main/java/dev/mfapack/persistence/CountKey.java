package dev.mfapack.persistence;

import dev.mfapack.risk.HashedValue;

/**
 * What is counted in a realm.
 *
 * @param feature code of the value's feature; {@link RiskCount#PEOPLE} has no hash
 * @param hash of the value, or {@link RiskCount#NO_VALUE}
 */
record CountKey(String realmId, int feature, long hash) {

    static CountKey of(String realmId, HashedValue value) {
        return new CountKey(realmId, value.feature().code(), value.hash());
    }

    static CountKey people(String realmId) {
        return new CountKey(realmId, RiskCount.PEOPLE, RiskCount.NO_VALUE);
    }
}
