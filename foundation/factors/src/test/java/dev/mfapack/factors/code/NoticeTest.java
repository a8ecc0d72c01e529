package dev.mfapack.factors.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfapack.core.challenge.Answer;
import dev.mfapack.core.challenge.Resend;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoticeTest {

    @Test
    @DisplayName("P3: an expired code and one that is gone both ask for a new one, at the field")
    void anExpiredCodeAsksForANewOne() {
        Notice expected = new Notice.AtCode("mfaCodeExpired", List.of());

        assertThat(Notice.about(new Answer.Expired(), 6)).contains(expected);
        assertThat(Notice.about(new Answer.Gone(), 6)).contains(expected);
    }

    @Test
    @DisplayName("P4: an answer that is no code says how many digits a code has")
    void anAnswerThatIsNoCodeSaysWhatACodeIs() {
        assertThat(Notice.about(new Answer.Malformed(), 8)).contains(new Notice.AtCode("mfaCodeMalformed", List.of(8)));
    }

    @ParameterizedTest
    @CsvSource({"1,1", "999,1", "1000,1", "1001,2", "29001,30", "30000,30"})
    @DisplayName("F5: who waits as long as the page says is never too early")
    void theWaitIsRoundedUp(long milliseconds, long told) {
        assertThat(Notice.about(new Resend.TooEarly(Duration.ofMillis(milliseconds))))
                .isEqualTo(new Notice.AboutSending("mfaResendTooEarly", true, List.of(told)));
    }

    @Test
    @DisplayName("C7: what could not be sent is told in the same words, whatever the reason")
    void whatCouldNotBeSentHasOneText() {
        assertThat(Notice.notSent()).isEqualTo(new Notice.AboutSending("mfaSendFailed", true, List.of()));
    }
}
