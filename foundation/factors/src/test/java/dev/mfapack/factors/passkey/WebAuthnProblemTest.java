package dev.mfapack.factors.passkey;

import static org.assertj.core.api.Assertions.assertThat;

import com.webauthn4j.converter.exception.DataConversionException;
import com.webauthn4j.util.exception.WebAuthnException;
import com.webauthn4j.verifier.exception.BadOriginException;
import com.webauthn4j.verifier.exception.BadSignatureException;
import com.webauthn4j.verifier.exception.CrossOriginException;
import com.webauthn4j.verifier.exception.KeyDescriptionValidationException;
import com.webauthn4j.verifier.exception.MaliciousCounterValueException;
import com.webauthn4j.verifier.exception.UserNotVerifiedException;
import dev.mfapack.core.passkey.PasskeyProblem;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WebAuthnProblemTest {

    @ParameterizedTest(name = "{1}")
    @MethodSource("refusals")
    @DisplayName("each refusal of the library has a name, and what has none is malformed")
    void eachRefusalHasAName(WebAuthnException refusal, PasskeyProblem problem) {
        assertThat(WebAuthnProblem.of(refusal)).isEqualTo(problem);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(new BadOriginException("x"), PasskeyProblem.WRONG_ORIGIN),
                Arguments.of(new CrossOriginException("x"), PasskeyProblem.CROSS_ORIGIN),
                Arguments.of(new UserNotVerifiedException("x"), PasskeyProblem.USER_NOT_VERIFIED),
                Arguments.of(new BadSignatureException("x"), PasskeyProblem.SIGNATURE),
                Arguments.of(new MaliciousCounterValueException("x"), PasskeyProblem.SIGN_COUNT),
                Arguments.of(new KeyDescriptionValidationException("x"), PasskeyProblem.ATTESTATION),
                Arguments.of(new DataConversionException("x"), PasskeyProblem.MALFORMED),
                Arguments.of(new WebAuthnException("x"), PasskeyProblem.MALFORMED));
    }
}
