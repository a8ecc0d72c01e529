package dev.mfapack.demo.passkey;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CodeVerifierTest {

    /** RFC 7636, appendix B. */
    @Test
    void challenge_is_that_of_the_standards_example() {
        assertThat(new CodeVerifier("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk").challenge())
                .isEqualTo("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    @Test
    void each_is_another_of_43_characters() {
        assertThat(CodeVerifier.random().value())
                .matches("[A-Za-z0-9_-]{43}")
                .isNotEqualTo(CodeVerifier.random().value());
    }
}
