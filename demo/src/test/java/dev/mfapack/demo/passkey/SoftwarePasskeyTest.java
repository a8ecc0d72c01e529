package dev.mfapack.demo.passkey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SoftwarePasskeyTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Where the COSE key's numbers stand when they are the last of the attestation: 32 bytes of x, three bytes, 32 bytes of y. */
    private static final int X_FROM_END = 67;

    private static final int Y_FROM_END = 32;

    @Test
    void answers_with_the_key_that_it_registered_and_counts_also_when_it_was_kept_meanwhile()
            throws IOException, GeneralSecurityException {
        var fresh = SoftwarePasskey.create(
                JSON.readTree("{\"user\":{\"id\":\"bGVuYQ\"},\"rp\":{\"id\":\"login.example\"}}"),
                "https://login.example");
        PublicKey registered = publicKey(bytes(
                fresh.registration(JSON.readTree("{\"challenge\":\"YzE\"}")).at("/response/attestationObject")));

        for (int use = 1; use <= 2; use++) {
            SoftwarePasskey kept =
                    SoftwarePasskey.parse(JSON.readTree(fresh.json().toString()));
            JsonNode answer = kept.assertion(JSON.readTree("{\"challenge\":\"YzI\"}"));
            fresh = kept;

            byte[] clientData = bytes(answer.at("/response/clientDataJSON"));
            byte[] authData = bytes(answer.at("/response/authenticatorData"));
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initVerify(registered);
            signature.update(authData);
            signature.update(CodeVerifier.sha256(clientData));
            assertThat(signature.verify(bytes(answer.at("/response/signature"))))
                    .isTrue();
            assertThat(JSON.readTree(clientData))
                    .isEqualTo(
                            JSON.readTree(
                                    "{\"type\":\"webauthn.get\",\"challenge\":\"YzI\",\"origin\":\"https://login.example\",\"crossOrigin\":false}"));
            assertThat(Arrays.copyOf(authData, 32))
                    .isEqualTo(CodeVerifier.sha256("login.example".getBytes(StandardCharsets.UTF_8)));
            assertThat(authData[32]).as("present and verified").isEqualTo((byte) 0x05);
            assertThat(new BigInteger(1, Arrays.copyOfRange(authData, 33, 37)).intValue())
                    .isEqualTo(use);
            assertThat(answer.at("/response/userHandle").asText()).isEqualTo("bGVuYQ");
        }
    }

    private static PublicKey publicKey(byte[] attestation) throws GeneralSecurityException {
        var parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        var point = new ECPoint(number(attestation, X_FROM_END), number(attestation, Y_FROM_END));
        return KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(point, parameters.getParameterSpec(ECParameterSpec.class)));
    }

    private static BigInteger number(byte[] attestation, int fromEnd) {
        int begin = attestation.length - fromEnd;
        return new BigInteger(1, Arrays.copyOfRange(attestation, begin, begin + 32));
    }

    private static byte[] bytes(JsonNode base64Url) {
        return Base64.getUrlDecoder().decode(base64Url.asText());
    }
}
