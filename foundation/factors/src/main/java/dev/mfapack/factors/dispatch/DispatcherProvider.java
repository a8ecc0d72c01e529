package dev.mfapack.factors.dispatch;

import dev.mfapack.core.challenge.Challenge;
import dev.mfapack.core.notice.NoticeSubject;
import org.keycloak.provider.Provider;

/** Sends messages once the request they belong to is committed. */
public interface DispatcherProvider extends Provider {

    /**
     * Queues the message that carries the challenge's code. It leaves after the commit of the current transaction, and
     * never when that is rolled back. Returns at once.
     */
    void sendAfterCommit(Challenge challenge, Message message);

    /**
     * Queues a mail that tells a person what happened. It leaves after the commit of the current transaction, and never when that
     * is rolled back; when the mail server does not take it, it is tried again for half a day. Returns at once.
     */
    void sendAfterCommit(NoticeSubject notice, Message message);

    @Override
    default void close() {}
}
