package dev.mfapack.factors.keys;

import java.util.Optional;

/** Where a realm's pepper comes from. */
interface Peppers {

    /**
     * The pepper that wraps the realm's keys; empty when the operator has given none.
     *
     * @throws IllegalStateException when one is meant to be there and is not: keys are then neither made nor opened
     */
    Optional<Pepper> of(String realmId);
}
