package dev.mfapack.factors.dispatch;

import dev.mfapack.core.challenge.Challenge;
import org.keycloak.provider.Provider;

/** Sends messages once the request they belong to is committed. */
public interface DispatcherProvider extends Provider {

    /**
     * Queues the message that carries the challenge's code. It leaves after the commit of the current transaction, and
     * never when that is rolled back. Returns at once.
     */
    void sendAfterCommit(Challenge challenge, Message message);

    @Override
    default void close() {}
}
