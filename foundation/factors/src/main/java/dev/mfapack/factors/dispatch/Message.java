package dev.mfapack.factors.dispatch;

import dev.mfapack.core.challenge.Destination;

/**
 * What is sent. All of it is secret or personal: none of it appears in {@link #toString}.
 *
 * @param to where to, as stored
 * @param subject of a mail; empty where the way has none
 * @param text what the person reads
 * @param html the same for mail readers that show it; empty where the way has none
 */
public record Message(String to, String subject, String text, String html) {

    /** A message that is text and nothing else. */
    public static Message plain(Destination to, String text) {
        return new Message(to.value(), "", text, "");
    }

    @Override
    public String toString() {
        return "Message";
    }
}
