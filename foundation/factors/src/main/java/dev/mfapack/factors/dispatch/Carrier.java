package dev.mfapack.factors.dispatch;

import dev.mfapack.core.sms.Handover;
import dev.mfapack.persistence.OutboxMessage;

/** A way on which messages leave. No transaction is open while one is on it; trouble on the way is an outcome, not an exception. */
interface Carrier {

    Handover send(OutboxMessage sealed, Message message);
}
