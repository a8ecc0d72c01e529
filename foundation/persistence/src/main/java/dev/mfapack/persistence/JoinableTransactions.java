package dev.mfapack.persistence;

import dev.mfapack.risk.Together;
import jakarta.persistence.EntityManager;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Short transactions that can be joined to one, on the thread that asks for it. What is done within must take no connection from
 * elsewhere: who holds one of few and waits for another may wait for itself. Thread-safe.
 */
final class JoinableTransactions implements ShortTransactions, Together {

    private static final ThreadLocal<@Nullable Joined> JOINED = new ThreadLocal<>();

    private final ShortTransactions each;

    JoinableTransactions(ShortTransactions each) {
        this.each = each;
    }

    private static final class Joined {

        private final JoinableTransactions by;
        private final EntityManager entities;
        private boolean failed;

        Joined(JoinableTransactions by, EntityManager entities) {
            this.by = by;
            this.entities = entities;
        }
    }

    /** Has the joined transaction rolled back: with some databases nothing else can be done in it. */
    private static final class PartFailed extends RuntimeException {

        private static final long serialVersionUID = 1;

        PartFailed() {
            super("a part of a joined transaction failed", null, false, false);
        }
    }

    @Override
    public <T> T call(Supplier<T> work) {
        try {
            return each.call(entities -> joined(entities, work));
        } catch (RuntimeException e) {
            return work.get();
        }
    }

    private <T> T joined(EntityManager entities, Supplier<T> work) {
        Joined one = new Joined(this, entities);
        JOINED.set(one);
        try {
            T done = work.get();
            if (one.failed) {
                throw new PartFailed();
            }
            return done;
        } finally {
            JOINED.remove();
        }
    }

    @Override
    public <T> T call(Function<EntityManager, T> work) {
        Joined one = JOINED.get();
        if (one == null || one.by != this) {
            return each.call(work);
        }
        try {
            return work.apply(one.entities);
        } catch (RuntimeException e) {
            one.failed = true;
            throw e;
        }
    }
}
