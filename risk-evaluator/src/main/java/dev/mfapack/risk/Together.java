package dev.mfapack.risk;

import java.util.function.Supplier;

/** Calls of {@link Profiles}, {@link GlobalCounts} and {@link Velocity} that belong together, and may go by one transaction. */
public interface Together {

    /** Each call by itself. */
    Together NOT = new Together() {
        @Override
        public <T> T call(Supplier<T> work) {
            return work.get();
        }
    };

    /**
     * Does the work.
     *
     * @param work calls of these stores and nothing else; it is done once more, each call by itself, when one of them fails
     */
    <T> T call(Supplier<T> work);
}
