package dev.mfapack.core.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

    @ParameterizedTest
    @CsvSource({
        "erin@example.org, erin@example.org",
        "' erin@example.org ', erin@example.org",
        "Erin.Evans+codes@Example.ORG, Erin.Evans+codes@example.org",
        "erin@bücher.example, erin@xn--bcher-kva.example",
        "e@a.b.c.example, e@a.b.c.example",
        "o'neil@example.org, o'neil@example.org"
    })
    @DisplayName("the domain is brought to one form, the local part is left as it is (RFC 5321 section 2.4)")
    void anAddressIsRead(String typed, String value) {
        assertThat(EmailAddress.parse(typed)).contains(new EmailAddress(value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "erin",
                "erin@",
                "@example.org",
                "erin@localhost",
                "erin@example..org",
                "erin@-example.org",
                "er in@example.org",
                "erin@exa mple.org",
                "erin@@example.org",
                ".erin@example.org",
                "erin.@example.org",
                "erin@example.org\r\nBcc: all@example.org",
                "erin\u0000@example.org",
                "erin@example.org,bob@example.org",
                "Erin <erin@example.org>",
                "\"erin\"@example.org",
                "\u202Eerin@example.org",
                "ėrin@example.org"
            })
    @DisplayName("what no mail server takes, or what could be two addresses, is refused")
    void whatIsNoAddressIsRefused(String typed) {
        assertThat(EmailAddress.parse(typed)).isEmpty();
    }

    @Test
    @DisplayName("RFC 5321 section 4.5.3.1: 64 characters before the @, 254 in all")
    void longerThanAnyServerTakesIsRefused() {
        String domain = "d".repeat(59) + "." + "d".repeat(60) + "." + "d".repeat(60) + ".example";

        assertThat(EmailAddress.parse("e".repeat(64) + "@" + domain)).isPresent();
        assertThat(EmailAddress.parse("e".repeat(65) + "@" + domain)).isEmpty();
        assertThat(EmailAddress.parse("e".repeat(64) + "@" + "d".repeat(50) + "." + domain))
                .isEmpty();
        assertThat(EmailAddress.parse("e".repeat(1_000_000) + "@example.org")).isEmpty();
    }

    @Test
    @DisplayName("C4: the masked form does not tell how long the address is")
    void theMaskedFormTellsLittle() {
        assertThat(new EmailAddress("erin.evans@example.org").masked()).isEqualTo("e•••@example.org");
        assertThat(new EmailAddress("e@example.org").masked()).isEqualTo("e•••@example.org");
        assertThat(new EmailAddress("erin.evans@example.org")).hasToString("e•••@example.org");
    }

    @Test
    void aRefusalDoesNotRepeatWhatWasTyped() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EmailAddress("erin(at)example.org"))
                .withMessage("not an email address");
    }
}
