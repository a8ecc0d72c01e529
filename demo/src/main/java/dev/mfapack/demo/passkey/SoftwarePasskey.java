package dev.mfapack.demo.passkey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A passkey of software (WebAuthn Level 3, section 6; ES256). It stands in for the platform's authenticator, which a real app asks: this one says that it has
 * verified its user, and yet whoever reads its file can use it.
 */
final class SoftwarePasskey {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SecureRandom RANDOM = new SecureRandom();

    private static final int ID_BYTES = 32;

    /** Flags, section 6.1: user present and user verified; attested credential data beside them. */
    private static final int PRESENT_AND_VERIFIED = 0x05;

    private static final int WITH_KEY = 0x40;

    /** An authenticator that does not say of which model it is. */
    private static final byte[] NO_AAGUID = new byte[16];

    private final String id;
    private final String privateKey;
    private final String userHandle;
    private final String rpId;
    private final String origin;

    /** The COSE key; empty once it has been registered. */
    private final byte[] publicKey;

    private long signCount;

    private SoftwarePasskey(
            String id,
            String privateKey,
            String userHandle,
            String rpId,
            String origin,
            byte[] publicKey,
            long signCount) {
        this.id = id;
        this.privateKey = privateKey;
        this.userHandle = userHandle;
        this.rpId = rpId;
        this.origin = origin;
        this.publicKey = publicKey;
        this.signCount = signCount;
    }

    /** A new one for what the server asks ({@code PublicKeyCredentialCreationOptionsJSON}). */
    static SoftwarePasskey create(JsonNode options, String origin) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
            var keys = generator.generateKeyPair();
            byte[] id = new byte[ID_BYTES];
            RANDOM.nextBytes(id);
            return new SoftwarePasskey(
                    CodeVerifier.base64Url(id),
                    CodeVerifier.base64Url(keys.getPrivate().getEncoded()),
                    options.at("/user/id").asText(),
                    options.at("/rp/id").asText(),
                    origin,
                    coseKey((ECPublicKey) keys.getPublic()),
                    0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has P-256", e);
        }
    }

    static SoftwarePasskey parse(JsonNode json) {
        return new SoftwarePasskey(
                json.path("id").asText(),
                json.path("privateKey").asText(),
                json.path("userHandle").asText(),
                json.path("rpId").asText(),
                json.path("origin").asText(),
                new byte[0],
                json.path("signCount").asLong());
    }

    /** What has to be kept, the private key with it. */
    ObjectNode json() {
        return JSON.createObjectNode()
                .put("id", id)
                .put("privateKey", privateKey)
                .put("userHandle", userHandle)
                .put("rpId", rpId)
                .put("origin", origin)
                .put("signCount", signCount);
    }

    /** Makes itself known, as a browser's {@code toJSON()} tells it ({@code RegistrationResponseJSON}). */
    ObjectNode registration(JsonNode options) {
        byte[] clientData = clientData("webauthn.create", options);
        var authData = new ByteArrayOutputStream();
        authData.writeBytes(authenticatorData(PRESENT_AND_VERIFIED | WITH_KEY));
        authData.writeBytes(NO_AAGUID);
        authData.writeBytes(ByteBuffer.allocate(2).putShort((short) ID_BYTES).array());
        authData.writeBytes(Base64.getUrlDecoder().decode(id));
        authData.writeBytes(publicKey);

        // CBOR: {"fmt": "none", "attStmt": {}, "authData": a string of bytes with a length of one byte}
        var attestation = new ByteArrayOutputStream();
        attestation.write(0xa3);
        attestation.writeBytes(text("fmt"));
        attestation.writeBytes(text("none"));
        attestation.writeBytes(text("attStmt"));
        attestation.write(0xa0);
        attestation.writeBytes(text("authData"));
        attestation.write(0x58);
        attestation.write(authData.size());
        attestation.writeBytes(authData.toByteArray());

        ObjectNode credential = credential();
        credential
                .putObject("response")
                .put("clientDataJSON", CodeVerifier.base64Url(clientData))
                .put("attestationObject", CodeVerifier.base64Url(attestation.toByteArray()))
                .putArray("transports")
                .add("internal");
        return credential;
    }

    /** Proves itself, as a browser's {@code toJSON()} tells it ({@code AuthenticationResponseJSON}). Each answer counts one more. */
    ObjectNode assertion(JsonNode options) {
        signCount++;
        byte[] clientData = clientData("webauthn.get", options);
        byte[] authData = authenticatorData(PRESENT_AND_VERIFIED);
        ObjectNode credential = credential();
        credential
                .putObject("response")
                .put("clientDataJSON", CodeVerifier.base64Url(clientData))
                .put("authenticatorData", CodeVerifier.base64Url(authData))
                .put("signature", CodeVerifier.base64Url(signature(authData, CodeVerifier.sha256(clientData))))
                .put("userHandle", userHandle);
        return credential;
    }

    private ObjectNode credential() {
        ObjectNode credential =
                JSON.createObjectNode().put("id", id).put("rawId", id).put("type", "public-key");
        credential.putObject("clientExtensionResults");
        return credential;
    }

    private byte[] clientData(String type, JsonNode options) {
        return JSON.createObjectNode()
                .put("type", type)
                .put("challenge", options.path("challenge").asText())
                .put("origin", origin)
                .put("crossOrigin", false)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte[] authenticatorData(int flags) {
        return ByteBuffer.allocate(37)
                .put(CodeVerifier.sha256(rpId.getBytes(StandardCharsets.UTF_8)))
                .put((byte) flags)
                .putInt((int) signCount)
                .array();
    }

    private byte[] signature(byte[] authData, byte[] clientDataHash) {
        try {
            PrivateKey key = KeyFactory.getInstance("EC")
                    .generatePrivate(
                            new PKCS8EncodedKeySpec(Base64.getUrlDecoder().decode(privateKey)));
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(key);
            signature.update(authData);
            signature.update(clientDataHash);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The kept key cannot be used", e);
        }
    }

    /** RFC 9053, section 7.1.1: a map of key type EC2, algorithm ES256, curve P-256, x and y. */
    private static byte[] coseKey(ECPublicKey key) {
        var point = key.getW();
        return HexFormat.of()
                .parseHex("a5010203262001" + "215820" + coordinate(point.getAffineX()) + "225820"
                        + coordinate(point.getAffineY()));
    }

    /** 32 bytes, whatever the number: in hexadecimal digits, with zeros before it. */
    private static String coordinate(BigInteger number) {
        String digits = number.toString(16);
        return "0".repeat(64 - digits.length()) + digits;
    }

    /** A CBOR text of less than 24 characters. */
    private static byte[] text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(bytes.length + 1)
                .put((byte) (0x60 | bytes.length))
                .put(bytes)
                .array();
    }
}
