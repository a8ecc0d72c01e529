package dev.mfapack.core.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SignaturesTest {

    @ParameterizedTest
    @EnumSource
    void whatAKeySignsItsPublicPartVerifiesAfterAJourneyAsJson(SignatureAlgorithm algorithm)
            throws GeneralSecurityException {
        KeyPair key = key(algorithm);
        CheckpointSigner signer = new CheckpointSigner(algorithm, key.getPrivate(), key.getPublic());
        String jws = SealedBatch.seal(List.of(SampleChain.row(1)), 1, 1, 0, Checkpoint.BEGINNING, signer)
                .jws();
        PublicKeys read = PublicKeys.parse("{\"keys\":[" + PublicKeys.toJson(key.getPublic()) + "]}");

        SignedCheckpoint signed = SignedCheckpoint.parse(jws);

        assertThat(read.find(signed.key())).hasValueSatisfying(found -> {
            assertThat(found).isEqualTo(key.getPublic());
            assertThat(signed.isSignedBy(found)).isTrue();
        });
        assertThat(signed.isSignedBy(key(algorithm).getPublic())).isFalse();
    }

    @Test
    @DisplayName("RFC 7638 section 3.1: the example's thumbprint")
    void theThumbprintOfTheStandardsExample() {
        String example =
                "{\"keys\":[{\"kty\":\"RSA\",\"n\":\"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAt"
                        + "VT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h"
                        + "4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFT"
                        + "WhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw\",\"e\":\"AQAB\","
                        + "\"alg\":\"RS256\",\"kid\":\"2011-04-29\"}]}";

        assertThat(PublicKeys.parse(example).thumbprints())
                .containsExactly("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
    }

    @Test
    @DisplayName("RFC 8037 appendix A.3: the thumbprint of an Ed25519 key")
    void theThumbprintOfTheStandardsEdwardsKey() {
        String example =
                "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}]}";

        assertThat(PublicKeys.parse(example).thumbprints())
                .containsExactly("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    }

    @Test
    void aJwsOfAnotherTypeOrWithoutASignatureIsNoCheckpoint() {
        String other = "eyJhbGciOiJub25lIiwidHlwIjoibWZhLWF1ZGl0LWNoZWNrcG9pbnQiLCJraWQiOiJ4In0.e30.";

        assertThatIllegalArgumentException().isThrownBy(() -> SignedCheckpoint.parse(other));
        assertThatIllegalArgumentException().isThrownBy(() -> SignedCheckpoint.parse("eyJ0eXAiOiJKV1QifQ.e30.AA"));
        assertThatIllegalArgumentException().isThrownBy(() -> SignedCheckpoint.parse("a.b"));
    }

    private static KeyPair key(SignatureAlgorithm algorithm) throws GeneralSecurityException {
        return switch (algorithm) {
            case RS256, RS384, RS512, PS256, PS384, PS512 ->
                KeyPairGenerator.getInstance("RSA").generateKeyPair();
            case ES256 -> curve("secp256r1");
            case ES384 -> curve("secp384r1");
            case ES512 -> curve("secp521r1");
            case EdDSA -> KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        };
    }

    private static KeyPair curve(String name) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new java.security.spec.ECGenParameterSpec(name));
        return generator.generateKeyPair();
    }
}
