package dev.mfapack.core.sms;

import dev.mfapack.core.PublicApi;

/**
 * Carries text messages to phones.
 *
 * <p>Implementations are thread-safe. {@link #send} blocks for at most the implementation's own stated timeouts and is
 * never called while a database transaction is open. What never happens: an exception for trouble at the gateway (that is
 * {@link Handover.Failed}), a message sent twice for one call, a number or text in a log.
 */
@PublicApi
public interface SmsGateway {

    /**
     * Hands a message over, once.
     *
     * @return what became of it; a {@link Handover.Failed} says by its {@link Handover.Kind} whether another gateway may try
     */
    Handover send(TextMessage message);
}
