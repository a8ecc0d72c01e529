package dev.mfapack.core.sms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfapack.core.phone.PhoneNumber;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TextMessageTest {

    @Test
    @DisplayName("C4: a printed message shows neither receiver nor text")
    void aPrintedMessageShowsOnlyItsId() {
        TextMessage message = new TextMessage("m-1", new PhoneNumber("+4915112345678"), "123456 is your code");

        assertThat(message).hasToString("TextMessage[m-1]");
    }
}
