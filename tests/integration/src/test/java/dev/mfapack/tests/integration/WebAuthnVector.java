package dev.mfapack.tests.integration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mfapack.tests.bench.JsonHttp;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A test vector of Web Authentication Level 3, section 16: relying party {@code example.org}, origin {@code https://example.org}. What the section derives by
 * HKDF-SHA-256 (RFC 5869) is derived here; that nothing went wrong with it the signatures prove, which are the section's own.
 */
final class WebAuthnVector {

    /** 16.2: no attestation; the assertion does not verify its user. */
    static final WebAuthnVector NONE = new WebAuthnVector(
            "none.ES256",
            false,
            32,
            "59",
            3,
            "",
            "afefa16f97ca9b2d23eb86ccb64098d20db90856062eb249c33a9b672f26df61",
            "930a56b87a2fca66334b03458abf879717c12cc68ed73290af2e2664796b9220",
            "19",
            0,
            "3046022100f50a4e2e4409249c4a853ba361282f09841df4dd4547a13a87780218deffcd38"
                    + "0221008480ac0f0b93538174f575bf11a1dd5d78c6e486013f937295ea13653e331e87");

    /** 16.3: attested by its own key; the assertion does not verify its user. */
    static final WebAuthnVector SELF_ATTESTED = new WebAuthnVector(
            "packed-self.ES256",
            false,
            32,
            "5d",
            3,
            "30440220067a20754ab925005dbf378097c92120031581c73228d1fb4f5b881bcd7da983"
                    + "02207fc7b147558c7c0eba3af18bd9d121fa3d3a26d17fe3f220272178f473b6006d",
            "eb151c8176b225cc651559fecf07af450fd85802046656b34c18f6cf193843c5",
            "927b8aa427a2be1b8834d233a2d34f61f13bfd44119c325d5896e183fee484f2",
            "09",
            9,
            "304402203310b9431903c401f1be2bdc8d23a4007682dbbddcf846994947b7f465daf840"
                    + "02204e94dd00047b316061b3b99772b7efd95994a83ef584b3b6b825ea3550251b66");

    /** 16.4: in a frame of another site. */
    static final WebAuthnVector CROSS_ORIGIN = new WebAuthnVector(
            "none.ES256.crossOrigin",
            true,
            32,
            "45",
            3,
            "",
            "2200a473f90b11078851550d03b4e44a2279f8c4eca27b3153dedfe03e4e97d2",
            "cbd0be95e746ad6f5a8191be11756e4c0420e72f65b466d39bc56b8b123a9c6e",
            "05",
            9,
            "3046022100eb12fcf23b12764c0f122e22371fab92e283879fd798f38ee1841c951b6e40e7"
                    + "022100c76237ff9db77b3c56f30837cda6a09acfa2e915544e609c0733b1184036d1cf");

    /** 16.6: an id as long as one may be; the assertion verifies its user. */
    static final WebAuthnVector LONG_ID = new WebAuthnVector(
            "none.ES256.long-credential-id",
            false,
            1023,
            "49",
            0,
            "",
            "3b8176b7504489cc593046d7988abb7905a742de6ac2cdc748a873c663e90cb1",
            "1436d5edc9a75f23999eef9d5950a5c2455514ee1014084720f841a06b828a11",
            "0d",
            0,
            "304502203ecef83fb12a0cae7841055f9f87103a99fd14b424194bbf06c4623d3ee6e3fd"
                    + "022100d2ace346db262b1374a6b70faa51f518a42ddca13a4125ce6f5052a75bac9fb6");

    private static final byte[] SEED = "WebAuthn test vectors".getBytes(StandardCharsets.US_ASCII);
    private static final String RP_ID = "example.org";

    private final String name;
    private final boolean crossOrigin;
    private final byte[] id;
    private final String registrationFlags;
    private final int registrationExtra;
    private final String selfAttestation;
    private final String x;
    private final String y;
    private final String assertionFlags;
    private final int assertionExtra;
    private final String signature;

    /**
     * @param registrationExtra salt of what the client data of the registration have besides; 0 for nothing
     * @param selfAttestation empty for none
     */
    private WebAuthnVector(
            String name,
            boolean crossOrigin,
            int idBytes,
            String registrationFlags,
            int registrationExtra,
            String selfAttestation,
            String x,
            String y,
            String assertionFlags,
            int assertionExtra,
            String signature) {
        this.name = name;
        this.crossOrigin = crossOrigin;
        this.registrationFlags = registrationFlags;
        this.registrationExtra = registrationExtra;
        this.selfAttestation = selfAttestation;
        this.x = x;
        this.y = y;
        this.assertionFlags = assertionFlags;
        this.assertionExtra = assertionExtra;
        this.signature = signature;
        this.id = derived(extraBefore() + 4, idBytes);
    }

    /** Each salt is one more, and what the client data have besides takes one. */
    private int extraBefore() {
        return registrationExtra == 0 ? 0 : 1;
    }

    String registrationChallenge() {
        return base64Url(derived(0, 32));
    }

    String assertionChallenge() {
        return base64Url(derived(extraBefore() + 6, 32));
    }

    /** {@code RegistrationResponseJSON}. */
    ObjectNode attestation() {
        byte[] authenticatorData = bytes(
                sha256(RP_ID.getBytes(StandardCharsets.US_ASCII)),
                hex(registrationFlags + "00000000"),
                derived(extraBefore() + 3, 16),
                ByteBuffer.allocate(2).putShort((short) id.length).array(),
                id,
                hex("a5010203262001215820" + x + "225820" + y));
        byte[] statement = selfAttestation.isEmpty()
                ? hex("646e6f6e65" + "6761747453746d74a0")
                : hex("667061636b6564" + "6761747453746d74a263616c67266373696758"
                        + "%02x".formatted(selfAttestation.length() / 2) + selfAttestation);
        String length = authenticatorData.length < 256
                ? "58%02x".formatted(authenticatorData.length)
                : "59%04x".formatted(authenticatorData.length);
        byte[] attestation = bytes(hex("a363666d74"), statement, hex("686175746844617461" + length), authenticatorData);
        ObjectNode credential = credential();
        credential
                .putObject("response")
                .put("clientDataJSON", clientData("webauthn.create", registrationChallenge(), registrationExtra))
                .put("attestationObject", base64Url(attestation))
                .putArray("transports");
        return credential;
    }

    /** {@code AuthenticationResponseJSON}. */
    ObjectNode assertion(String userId) {
        ObjectNode credential = credential();
        credential
                .putObject("response")
                .put("clientDataJSON", clientData("webauthn.get", assertionChallenge(), assertionExtra))
                .put(
                        "authenticatorData",
                        base64Url(bytes(
                                sha256(RP_ID.getBytes(StandardCharsets.US_ASCII)), hex(assertionFlags + "00000000"))))
                .put("signature", base64Url(hex(signature)))
                .put("userHandle", base64Url(userId.getBytes(StandardCharsets.UTF_8)));
        return credential;
    }

    private ObjectNode credential() {
        ObjectNode credential = JsonHttp.MAPPER
                .createObjectNode()
                .put("id", base64Url(id))
                .put("rawId", base64Url(id))
                .put("type", "public-key");
        credential.putObject("clientExtensionResults");
        return credential;
    }

    private String clientData(String type, String challenge, int extra) {
        ObjectNode data = JsonHttp.MAPPER
                .createObjectNode()
                .put("type", type)
                .put("challenge", challenge)
                .put("origin", "https://example.org")
                .put("crossOrigin", crossOrigin);
        if (extra > 0) {
            data.put(
                    "extraData",
                    "clientDataJSON may be extended with additional fields in the future, such as this: "
                            + base64Url(derived(extra, 16)));
        }
        return base64Url(data.toString().getBytes(StandardCharsets.UTF_8));
    }

    private byte[] derived(int salt, int length) {
        byte[] key = hmac(new byte[] {(byte) salt}, SEED);
        ByteArrayOutputStream derived = new ByteArrayOutputStream();
        byte[] block = new byte[0];
        for (int counter = 1; derived.size() < length; counter++) {
            block = hmac(key, bytes(block, name.getBytes(StandardCharsets.US_ASCII), new byte[] {(byte) counter}));
            derived.writeBytes(block);
        }
        return Arrays.copyOf(derived.toByteArray(), length);
    }

    private static byte[] hmac(byte[] key, byte[] data) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sha256(byte[] data) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    private static String base64Url(byte[] data) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(data);
    }
}
