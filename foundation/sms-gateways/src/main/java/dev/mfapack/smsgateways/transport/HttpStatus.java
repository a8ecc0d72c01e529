package dev.mfapack.smsgateways.transport;

import dev.mfapack.core.sms.Handover;
import dev.mfapack.core.sms.Handover.Kind;

/** What an HTTP status says about a message, where the provider says nothing better. */
public final class HttpStatus {

    private HttpStatus() {}

    /** The failure that this status, which is no success, stands for: {@code http-<status>}. */
    public static Handover.Failed failed(int status) {
        return new Handover.Failed("http-" + status, kindOf(status));
    }

    /**
     * 504 comes from somebody in between who waited for the provider in vain, as we would have: perhaps it has the message.
     * 502 mostly means that he found nobody there. What is left, 3xx and 4xx, is a fault in the request or the account: a
     * wrong address, secret or template, or a number that the provider does not like without saying so in a way we know.
     */
    static Kind kindOf(int status) {
        if (status == 504) {
            return Kind.UNCERTAIN;
        }
        return status >= 500 || status == 408 || status == 429 ? Kind.TROUBLE : Kind.ACCOUNT;
    }
}
