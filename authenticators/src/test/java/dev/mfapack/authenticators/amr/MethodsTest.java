package dev.mfapack.authenticators.amr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** S3: amr values from RFC 8176. */
class MethodsTest {

    @Test
    void onePasswordIsOneFactor() {
        assertThat(Methods.of(List.of("password"), Set.of(), false)).containsExactly("pwd");
        assertThat(Methods.of(List.of("mfa-required-level", "password"), Set.of(), false))
                .as("a step that asks nobody for anything is no factor")
                .containsExactly("pwd");
    }

    @Test
    void twoFactorsAreTold() {
        assertThat(Methods.of(List.of("password", "mfa-sms"), Set.of(), false)).containsExactly("pwd", "sms", "mfa");
        assertThat(Methods.of(List.of("password", "otp"), Set.of(), false)).containsExactly("pwd", "otp", "mfa");
    }

    @Test
    @DisplayName("a passkey that verified its user is two factors by itself, any other is one")
    void passkey() {
        assertThat(Methods.of(List.of("webauthn-passwordless"), Set.of(), true)).containsExactly("swk", "user", "mfa");
        assertThat(Methods.of(List.of("webauthn-passwordless"), Set.of(), false))
                .containsExactly("swk", "user");
    }

    @Test
    void hardwareIsToldOnlyWhereItIsCertain() {
        assertThat(Methods.of(List.of("password", "webauthn"), Set.of("webauthn"), false))
                .containsExactly("pwd", "hwk", "user", "mfa");
    }
}
