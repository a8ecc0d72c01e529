package dev.mfapack.demo.phone;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that arrived on the phone or in the mailbox.
 *
 * @param kind {@code sms} or {@code mail}
 * @param to the phone number or mail address it was sent to, as the sender wrote it
 * @param subject of a mail; an SMS has none
 * @param text what a person reads, as plain text
 * @param receivedAt when it arrived here, ISO 8601 in UTC
 * @param code the code in it, when there is one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Message(
        Kind kind,
        String to,
        @Nullable String subject,
        String text,
        String receivedAt,
        @Nullable String code) {

    enum Kind {
        sms,
        mail
    }

    static Message sms(String to, String text, Instant receivedAt) {
        return new Message(
                Kind.sms,
                to,
                null,
                text,
                receivedAt.toString(),
                CodeInText.find(text).orElse(null));
    }

    static Message mail(String to, String subject, String text, Instant receivedAt) {
        return new Message(
                Kind.mail,
                to,
                subject,
                text,
                receivedAt.toString(),
                CodeInText.find(text).orElse(null));
    }

    Optional<String> foundCode() {
        return Optional.ofNullable(code);
    }
}
