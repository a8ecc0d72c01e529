package dev.mfapack.persistence;

import jakarta.persistence.EntityManager;
import java.util.function.Function;

/** Transactions that are committed whatever becomes of the request around them. */
public interface ShortTransactions {

    /** Commits what {@code work} does, or nothing of it when it throws. */
    <T> T call(Function<EntityManager, T> work);
}
