package dev.mfapack.factors.dispatch;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mfapack.core.challenge.Destination;
import dev.mfapack.core.limit.LimitReason;
import org.jspecify.annotations.Nullable;

/**
 * What is sent. All of it is secret or personal: none of it appears in {@link #toString}.
 *
 * @param to where to, as stored
 * @param subject of a mail; empty where the way has none
 * @param text what the person reads
 * @param html the same for mail readers that show it; empty where the way has none
 * @param refusal why it must not leave, in a word for operators; null when it may
 */
public record Message(
        String to,
        String subject,
        String text,
        String html,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String refusal) {

    /** A message that may leave. */
    public Message(String to, String subject, String text, String html) {
        this(to, subject, text, html, null);
    }

    /** A message that is text and nothing else. */
    public static Message plain(Destination to, String text) {
        return new Message(to.value(), "", text, "");
    }

    /** In place of a message that the limiter refused: it fails as one does that the gateway did not take, and holds nothing. */
    public static Message refused(LimitReason reason) {
        return new Message("", "", "", "", reason.word());
    }

    /** The same for somebody else. */
    public Message to(String receiver) {
        return new Message(receiver, subject, text, html, refusal);
    }

    @Override
    public String toString() {
        return "Message";
    }
}
