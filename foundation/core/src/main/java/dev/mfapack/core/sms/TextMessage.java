package dev.mfapack.core.sms;

import dev.mfapack.core.PublicApi;
import dev.mfapack.core.phone.PhoneNumber;

/**
 * A text message on its way out. Number and text are personal or secret: neither appears in {@link #toString}.
 *
 * @param id the pack's own id of this message, for the gateway's idempotence and for logs
 * @param to the receiver
 * @param text what the person reads
 */
@PublicApi
public record TextMessage(String id, PhoneNumber to, String text) {

    @Override
    public String toString() {
        return "TextMessage[" + id + "]";
    }
}
