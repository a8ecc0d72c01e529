package dev.mfapack.persistence;

import jakarta.persistence.LockTimeoutException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.PessimisticLockException;
import java.util.function.Supplier;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.LockAcquisitionException;

/** Doing a transaction again when somebody else was in its way: a row that both make, or a deadlock. */
final class Tries {

    private Tries() {}

    /** Does {@code step} until nobody is in its way, at most so many times. */
    static <T> T upTo(int most, Supplier<T> step) {
        for (int attempt = 1; ; attempt++) {
            try {
                return step.get();
            } catch (PersistenceException e) {
                if (attempt == most || !isWorthAnother(e)) {
                    throw e;
                }
            }
        }
    }

    static boolean isWorthAnother(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof NewRows.Overtaken
                    || cause instanceof ConstraintViolationException
                    || cause instanceof LockAcquisitionException
                    || cause instanceof LockTimeoutException
                    || cause instanceof PessimisticLockException
                    || cause instanceof OptimisticLockException) {
                return true;
            }
        }
        return false;
    }
}
