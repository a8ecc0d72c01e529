package dev.mfapack.core.sms;

import dev.mfapack.core.PublicApi;
import org.jspecify.annotations.Nullable;

/** What became of a message at the gateway. */
@PublicApi
public sealed interface Handover {

    /**
     * The gateway has taken the message over; that says nothing about the phone having got it.
     *
     * @param providerId the provider's own id of the message, for a question to its support; null when it gave none
     */
    record Taken(@Nullable String providerId) implements Handover {

        /** The gateway has taken the message over and gave it no id. */
        public Taken() {
            this(null);
        }
    }

    /**
     * The gateway did not take it, or nobody knows.
     *
     * @param reason for operators: a short word such as {@code read-timeout}, {@code http-503}; never the number or the text
     * @param kind what follows for the next gateway and for this one
     */
    record Failed(String reason, Kind kind) implements Handover {

        /** A failure of which nobody knows more: {@link Kind#UNCERTAIN}, the kind that never sends a message twice. */
        public Failed(String reason) {
            this(reason, Kind.UNCERTAIN);
        }
    }

    /**
     * Whose failure it is. Two things follow from it: whether another gateway may have the message, and whether this gateway
     * is spared for a while.
     *
     * <p>A message goes to another gateway only when it is certain that this one did not take it. A request is answered by
     * one message at most: two with the same code would let the person in all the same, but they cost twice, and whoever
     * gets a code twice wonders who else is logging in. A gateway that keeps failing uncertainly is spared soon, and the
     * messages after that go elsewhere at once.
     */
    enum Kind {

        /** Certainly not taken, because the gateway is in trouble: no connection, a 5xx, throttled. */
        TROUBLE(true, true),

        /** Perhaps taken: the request was written, and no answer came that says so. */
        UNCERTAIN(false, true),

        /** Certainly not taken, because of this message or number: invalid, blocked, unsubscribed. No gateway fares better. */
        REFUSED(false, false),

        /** Certainly not taken, because of the operator's account or options: wrong secret, no credit, country not permitted. */
        ACCOUNT(true, false);

        private final boolean mayGoElsewhere;
        private final boolean gatewaysFault;

        Kind(boolean mayGoElsewhere, boolean gatewaysFault) {
            this.mayGoElsewhere = mayGoElsewhere;
            this.gatewaysFault = gatewaysFault;
        }

        /** Whether another gateway may have the message. */
        public boolean mayGoElsewhere() {
            return mayGoElsewhere;
        }

        /** Whether a gateway that fails so again and again is to be spared for a while. */
        public boolean isGatewaysFault() {
            return gatewaysFault;
        }
    }
}
