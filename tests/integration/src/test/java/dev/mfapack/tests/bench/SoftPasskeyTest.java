package dev.mfapack.tests.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.webauthn4j.WebAuthnAuthenticationManager;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecord;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticationRequest;
import com.webauthn4j.data.attestation.authenticator.AAGUID;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.COSEKey;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.verifier.exception.BadChallengeException;
import com.webauthn4j.verifier.exception.BadOriginException;
import com.webauthn4j.verifier.exception.BadSignatureException;
import com.webauthn4j.verifier.exception.IllegalBackupStateException;
import com.webauthn4j.verifier.exception.MaliciousCounterValueException;
import com.webauthn4j.verifier.exception.UserNotVerifiedException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

/** Judged by the library that the server verifies with. */
final class SoftPasskeyTest {

    private static final KeyRequest REQUEST =
            new KeyRequest("Y2hhbGxlbmdlLW9mLXRoZS10ZXN0", "localhost", "http://localhost:8080", List.of());

    private final WebAuthnAuthenticationManager server = new WebAuthnAuthenticationManager();
    private final SoftPasskey passkey = SoftPasskey.passkey("f7a1");

    @Test
    void passkeyIsAcceptedWithItsUserVerified() {
        AuthenticationData data = verify(passkey.answer(REQUEST), 0, true);

        assertThat(data.getAuthenticatorData().isFlagUP()).isTrue();
        assertThat(data.getAuthenticatorData().isFlagUV()).isTrue();
        assertThat(data.getUserHandle()).isEqualTo("f7a1".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aPasskeyThatVerifiesNobodyIsOneForWhomThatIsEnough() {
        passkey.verifiesUser(false);

        assertThatThrownBy(() -> verify(passkey.answer(REQUEST), 0, true)).isInstanceOf(UserNotVerifiedException.class);
        assertThat(verify(passkey.answer(REQUEST), 0, false)
                        .getAuthenticatorData()
                        .isFlagUV())
                .isFalse();
    }

    @Test
    void securityKeyKnowsNeitherOwnerNorPin() {
        SoftPasskey key = SoftPasskey.securityKey();

        Map<String, String> answer = key.answer(REQUEST);

        assertThat(verify(key, answer, REQUEST, 0, false).getAuthenticatorData().isFlagUV())
                .isFalse();
        assertThat(answer).containsEntry("userHandle", "");
    }

    @Test
    void backupFlagsAreAsTheyWereSet() {
        passkey.backup(true, true);
        AuthenticationData data = verify(passkey.answer(REQUEST), 0, true);
        assertThat(data.getAuthenticatorData().isFlagBE()).isTrue();
        assertThat(data.getAuthenticatorData().isFlagBS()).isTrue();

        passkey.backup(true, false);
        data = verify(passkey.answer(REQUEST), 0, true);
        assertThat(data.getAuthenticatorData().isFlagBE()).isTrue();
        assertThat(data.getAuthenticatorData().isFlagBS()).isFalse();
    }

    /** W1: BE=0 with BS=1 is refused, so the authenticator must be able to say it. */
    @Test
    void backupWithoutEligibilityIsRefused() {
        passkey.backup(false, true);

        assertThatThrownBy(() -> verify(passkey.answer(REQUEST), 0, true))
                .isInstanceOf(IllegalBackupStateException.class);
    }

    @Test
    void counterRisesWithEachAnswerUnlessItIsTurnedBack() {
        assertThat(verify(passkey.answer(REQUEST), 0, true)
                        .getAuthenticatorData()
                        .getSignCount())
                .isEqualTo(1);
        assertThat(verify(passkey.answer(REQUEST), 1, true)
                        .getAuthenticatorData()
                        .getSignCount())
                .isEqualTo(2);

        passkey.signCount(2);

        assertThatThrownBy(() -> verify(passkey.answer(REQUEST), 2, true))
                .isInstanceOf(MaliciousCounterValueException.class);
    }

    @Test
    void answerIsBoundToChallengeOriginAndKey() {
        Map<String, String> answer = passkey.answer(REQUEST);
        KeyRequest otherChallenge = new KeyRequest("YW5vdGhlcg", REQUEST.rpId(), REQUEST.origin(), List.of());
        KeyRequest otherOrigin =
                new KeyRequest(REQUEST.challenge(), REQUEST.rpId(), "http://localhost:8081", List.of());

        assertThatThrownBy(() -> verify(passkey, answer, otherChallenge, 0, true))
                .isInstanceOf(BadChallengeException.class);
        assertThatThrownBy(() -> verify(passkey, answer, otherOrigin, 0, true)).isInstanceOf(BadOriginException.class);
        assertThatThrownBy(() -> verify(SoftPasskey.passkey("f7a1"), answer, REQUEST, 0, true))
                .isInstanceOf(BadSignatureException.class);
    }

    @Test
    void requestIsReadFromThePage() {
        String page = "<form id=webauth></form><form id=authn_select><input type=hidden name=authn_use_chk value="
                + passkey.credentialId()
                + "></form><script>const input = {\n isUserIdentified : true,\n challenge : \"YWJj\",\n rpId : \"example.org\"\n};</script>";

        KeyRequest request = KeyRequest.on(new FormClient.Page(
                        200, URI.create("https://login.example.org:8443/realms/x"), Jsoup.parse(page)))
                .orElseThrow();

        assertThat(request)
                .isEqualTo(new KeyRequest(
                        "YWJj", "example.org", "https://login.example.org:8443", List.of(passkey.credentialId())));
        assertThat(request.allows(passkey)).isTrue();
        assertThat(request.allows(SoftPasskey.passkey("f7a1"))).isFalse();
    }

    private AuthenticationData verify(Map<String, String> answer, long storedCount, boolean verificationRequired) {
        return verify(passkey, answer, REQUEST, storedCount, verificationRequired);
    }

    private AuthenticationData verify(
            SoftPasskey key,
            Map<String, String> answer,
            KeyRequest expected,
            long storedCount,
            boolean verificationRequired) {
        AuthenticationRequest request = new AuthenticationRequest(
                decode(answer.get("credentialId")),
                decode(answer.get("userHandle")),
                decode(answer.get("authenticatorData")),
                decode(answer.get("clientDataJSON")),
                decode(answer.get("signature")));
        ServerProperty property = ServerProperty.builder()
                .origin(new Origin(expected.origin()))
                .rpId(expected.rpId())
                .challenge(new DefaultChallenge(expected.challenge()))
                .build();
        return server.verify(
                request, new AuthenticationParameters(property, stored(key, storedCount), null, verificationRequired));
    }

    /** The credential as the server reads it from what the administrator sent. */
    private static CredentialRecord stored(SoftPasskey key, long count) {
        JsonNode data = JsonHttp.parse(key.credential().path("credentialData").asText());
        COSEKey publicKey = new ObjectConverter()
                .getCborConverter()
                .readValue(decode(data.path("credentialPublicKey").asText()), COSEKey.class);
        AttestedCredentialData attested = new AttestedCredentialData(
                new AAGUID(data.path("aaguid").asText()),
                Base64.getDecoder().decode(data.path("credentialId").asText()),
                publicKey);
        return new CredentialRecordImpl(null, null, null, null, count, attested, null, null, null, null);
    }

    private static byte[] decode(String base64Url) {
        return Base64.getUrlDecoder().decode(base64Url);
    }
}
