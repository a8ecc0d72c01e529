package dev.mfapack.factors.passkey;

import com.webauthn4j.util.exception.WebAuthnException;
import com.webauthn4j.verifier.exception.BadAaguidException;
import com.webauthn4j.verifier.exception.BadAlgorithmException;
import com.webauthn4j.verifier.exception.BadAttestationStatementException;
import com.webauthn4j.verifier.exception.BadChallengeException;
import com.webauthn4j.verifier.exception.BadOriginException;
import com.webauthn4j.verifier.exception.BadRpIdException;
import com.webauthn4j.verifier.exception.BadSignatureException;
import com.webauthn4j.verifier.exception.BadTopOriginException;
import com.webauthn4j.verifier.exception.CertificateException;
import com.webauthn4j.verifier.exception.CrossOriginException;
import com.webauthn4j.verifier.exception.IllegalBackupStateException;
import com.webauthn4j.verifier.exception.InconsistentClientDataTypeException;
import com.webauthn4j.verifier.exception.KeyDescriptionValidationException;
import com.webauthn4j.verifier.exception.MaliciousCounterValueException;
import com.webauthn4j.verifier.exception.MissingChallengeException;
import com.webauthn4j.verifier.exception.NotAllowedAlgorithmException;
import com.webauthn4j.verifier.exception.PublicKeyMismatchException;
import com.webauthn4j.verifier.exception.SelfAttestationProhibitedException;
import com.webauthn4j.verifier.exception.TrustAnchorNotFoundException;
import com.webauthn4j.verifier.exception.UserNotPresentException;
import com.webauthn4j.verifier.exception.UserNotVerifiedException;
import dev.mfapack.core.passkey.PasskeyProblem;
import java.util.LinkedHashMap;
import java.util.Map;

/** The library's refusals, in the words of the pack. */
final class WebAuthnProblem {

    private static final Map<Class<? extends WebAuthnException>, PasskeyProblem> PROBLEMS = problems();

    private WebAuthnProblem() {}

    static PasskeyProblem of(WebAuthnException refusal) {
        return PROBLEMS.entrySet().stream()
                .filter(known -> known.getKey().isInstance(refusal))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(PasskeyProblem.MALFORMED);
    }

    private static Map<Class<? extends WebAuthnException>, PasskeyProblem> problems() {
        Map<Class<? extends WebAuthnException>, PasskeyProblem> problems = new LinkedHashMap<>();
        problems.put(InconsistentClientDataTypeException.class, PasskeyProblem.WRONG_TYPE);
        problems.put(BadChallengeException.class, PasskeyProblem.CHALLENGE_MISMATCH);
        problems.put(MissingChallengeException.class, PasskeyProblem.CHALLENGE_MISMATCH);
        problems.put(BadOriginException.class, PasskeyProblem.WRONG_ORIGIN);
        problems.put(CrossOriginException.class, PasskeyProblem.CROSS_ORIGIN);
        problems.put(BadTopOriginException.class, PasskeyProblem.CROSS_ORIGIN);
        problems.put(BadRpIdException.class, PasskeyProblem.WRONG_RP_ID);
        problems.put(UserNotPresentException.class, PasskeyProblem.USER_NOT_PRESENT);
        problems.put(UserNotVerifiedException.class, PasskeyProblem.USER_NOT_VERIFIED);
        problems.put(IllegalBackupStateException.class, PasskeyProblem.BACKUP_STATE);
        problems.put(BadSignatureException.class, PasskeyProblem.SIGNATURE);
        problems.put(MaliciousCounterValueException.class, PasskeyProblem.SIGN_COUNT);
        problems.put(NotAllowedAlgorithmException.class, PasskeyProblem.ALGORITHM);
        problems.put(BadAlgorithmException.class, PasskeyProblem.ATTESTATION);
        problems.put(BadAaguidException.class, PasskeyProblem.ATTESTATION);
        problems.put(BadAttestationStatementException.class, PasskeyProblem.ATTESTATION);
        problems.put(CertificateException.class, PasskeyProblem.ATTESTATION);
        problems.put(KeyDescriptionValidationException.class, PasskeyProblem.ATTESTATION);
        problems.put(PublicKeyMismatchException.class, PasskeyProblem.ATTESTATION);
        problems.put(SelfAttestationProhibitedException.class, PasskeyProblem.ATTESTATION);
        problems.put(TrustAnchorNotFoundException.class, PasskeyProblem.ATTESTATION);
        return problems;
    }
}
