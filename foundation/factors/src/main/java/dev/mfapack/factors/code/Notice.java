package dev.mfapack.factors.code;

import dev.mfapack.core.challenge.Answer;
import dev.mfapack.core.challenge.Resend;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a page tells the person about their last step. */
public sealed interface Notice {

    /** An error at the code field. */
    record AtCode(String messageKey, List<Object> arguments) implements Notice {}

    /** Something about sending, above the form. */
    record AboutSending(String messageKey, boolean error, List<Object> arguments) implements Notice {}

    /** What to say about an answer that was not accepted; wrong, held and locked read the same. */
    static Optional<Notice> about(Answer answer, int digits) {
        if (answer instanceof Answer.Malformed) {
            return Optional.of(new AtCode("mfaCodeMalformed", List.of(digits)));
        } else if (answer instanceof Answer.Wrong || answer instanceof Answer.Held) {
            return Optional.of(wrongCode());
        } else if (answer instanceof Answer.Expired || answer instanceof Answer.Gone) {
            return Optional.of(new AtCode("mfaCodeExpired", List.of()));
        } else if (answer instanceof Answer.Exhausted) {
            return Optional.of(new AtCode("mfaCodeExhausted", List.of()));
        }
        return Optional.empty();
    }

    static Notice about(Resend resend) {
        if (resend instanceof Resend.Issued) {
            return new AboutSending("mfaCodeResent", false, List.of());
        } else if (resend instanceof Resend.TooEarly early) {
            return tooEarly(early.remaining());
        }
        return new AtCode("mfaCodeExhausted", List.of());
    }

    static Notice wrongCode() {
        return new AtCode("mfaCodeWrong", List.of());
    }

    static Notice tooEarly(Duration remaining) {
        // Rounded up, so that who waits as long as the page says is never too early.
        return new AboutSending(
                "mfaResendTooEarly", true, List.of(remaining.plusMillis(999).toSeconds()));
    }

    /** The same words whether the gateway failed, or sending was refused. */
    static Notice notSent() {
        return new AboutSending("mfaSendFailed", true, List.of());
    }
}
