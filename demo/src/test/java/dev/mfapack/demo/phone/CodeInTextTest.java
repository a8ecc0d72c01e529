package dev.mfapack.demo.phone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CodeInTextTest {

    @Test
    void the_code_of_an_sms_is_found() {
        assertThat(CodeInText.find("Demo: 048151 is your code.\n\n@localhost #048151"))
                .contains("048151");
    }

    @Test
    void longer_codes_are_found_whole() {
        assertThat(CodeInText.find("Code 0123456789.")).contains("0123456789");
    }

    @Test
    void numbers_of_other_lengths_are_no_codes() {
        assertThat(CodeInText.find("It ends in 300 s, on 2026-11-22; call +4915112345678 or 12345678901."))
                .isEmpty();
    }

    @Test
    void what_stands_in_a_link_is_no_code() {
        assertThat(CodeInText.find("Go to http://localhost:8080/reset?key=123456 soon"))
                .isEmpty();
    }
}
