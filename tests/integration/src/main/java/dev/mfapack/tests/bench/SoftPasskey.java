package dev.mfapack.tests.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * An authenticator without a browser, holding one credential (WebAuthn Level 3, section 6; ES256). It does what it is told, also what a browser would not
 * let it do, such as leaving out a verification that the page requires. Not thread-safe.
 */
public final class SoftPasskey {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int USER_PRESENT = 0x01;
    private static final int USER_VERIFIED = 0x04;
    private static final int BACKUP_ELIGIBLE = 0x08;
    private static final int BACKED_UP = 0x10;
    private static final int ATTESTED_DATA = 0x40;
    private static final int FLAGS_AT = 32;
    private static final int AAGUID_BYTES = 16;
    private static final int COORDINATE_BYTES = 32;

    private final String type;
    private final String userHandle;
    private final KeyPair keys = newKeys();
    private final byte[] id = new byte[32];
    private boolean verifiesUser;
    private boolean backupEligible;
    private boolean backedUp;
    private long signCount = 1;
    private Consumer<ObjectNode> clientDataChange = clientData -> {};

    private SoftPasskey(String type, String userHandle, boolean verifiesUser) {
        this.type = type;
        this.userHandle = userHandle;
        this.verifiesUser = verifiesUser;
        RANDOM.nextBytes(id);
    }

    /**
     * A passkey: discoverable, verifies its user.
     *
     * @param userHandle for Keycloak, the person's id
     */
    public static SoftPasskey passkey(String userHandle) {
        return new SoftPasskey("webauthn-passwordless", userHandle, true);
    }

    /** A security key that is a second factor: it does not know whose it is, and does not verify its user. */
    public static SoftPasskey securityKey() {
        return new SoftPasskey("webauthn", "", false);
    }

    /** Whether it says from now on that it has verified its user. */
    public void verifiesUser(boolean verifies) {
        verifiesUser = verifies;
    }

    /** The backup flags of the answers from now on; at first neither is set. */
    public void backup(boolean eligible, boolean isBackedUp) {
        backupEligible = eligible;
        backedUp = isBackedUp;
    }

    /** The signature counter of the next answer; each further answer counts one more. At first 1. */
    public void signCount(long next) {
        signCount = next;
    }

    /** What a browser calls the credential: base64url. */
    public String credentialId() {
        return base64Url(id);
    }

    /** Whether it can answer where nobody is known yet. */
    boolean isDiscoverable() {
        return !userHandle.isEmpty();
    }

    /** What becomes of the client data before they are signed, from now on: what a browser would not say. */
    public void clientData(Consumer<ObjectNode> change) {
        clientDataChange = change;
    }

    /** The public key as a COSE_Key (RFC 9053, section 7.1.1). */
    public byte[] publicKey() {
        ECPublicKey key = (ECPublicKey) keys.getPublic();
        ByteArrayOutputStream cose = new ByteArrayOutputStream();
        // A map of five: key type EC2, algorithm ES256, curve P-256, then x and y, each a string of 32 bytes.
        cose.writeBytes(HexFormat.of().parseHex("a5010203262001"));
        cose.writeBytes(HexFormat.of().parseHex("215820"));
        cose.writeBytes(coordinate(key.getW().getAffineX()));
        cose.writeBytes(HexFormat.of().parseHex("225820"));
        cose.writeBytes(coordinate(key.getW().getAffineY()));
        return cose.toByteArray();
    }

    /** The credential as Keycloak keeps it after an enrolment without attestation, to be sent in a person's representation. */
    public ObjectNode credential() {
        ObjectNode data = JsonHttp.MAPPER
                .createObjectNode()
                .put("aaguid", "00000000-0000-0000-0000-000000000000")
                .put("credentialId", Base64.getEncoder().encodeToString(id))
                .put("counter", 0)
                .put("credentialPublicKey", base64Url(publicKey()))
                .put("attestationStatementFormat", "none");
        return JsonHttp.MAPPER
                .createObjectNode()
                .put("type", type)
                .put("userLabel", "soft " + type)
                .put("credentialData", data.toString())
                .put("secretData", "{}");
    }

    /**
     * Answers what a page asks.
     *
     * @return the fields of the page's form {@code #webauth}
     */
    public Map<String, String> answer(KeyRequest request) {
        byte[] clientData = clientData("webauthn.get", request);
        byte[] authenticatorData = authenticatorData(request.rpId());
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("clientDataJSON", base64Url(clientData));
        fields.put("authenticatorData", base64Url(authenticatorData));
        fields.put("signature", base64Url(sign(authenticatorData, sha256(clientData))));
        fields.put("credentialId", credentialId());
        fields.put("userHandle", base64Url(userHandle.getBytes(StandardCharsets.UTF_8)));
        return fields;
    }

    /**
     * Answers what an app asks, as a browser's {@code toJSON()} tells it.
     *
     * @return {@code AuthenticationResponseJSON}
     */
    public ObjectNode assertion(KeyRequest request) {
        Map<String, String> fields = answer(request);
        ObjectNode credential = credentialJson();
        ObjectNode response = credential.putObject("response");
        List.of("clientDataJSON", "authenticatorData", "signature", "userHandle")
                .forEach(field -> response.put(field, fields.get(field)));
        return credential;
    }

    /**
     * Makes itself known, without an attestation, as a browser's {@code toJSON()} tells it.
     *
     * @return {@code RegistrationResponseJSON}
     */
    public ObjectNode attestation(KeyRequest request) {
        byte[] clientData = clientData("webauthn.create", request);
        byte[] plain = authenticatorData(request.rpId());
        plain[FLAGS_AT] |= ATTESTED_DATA;
        ByteArrayOutputStream authenticatorData = new ByteArrayOutputStream();
        authenticatorData.writeBytes(plain);
        authenticatorData.writeBytes(new byte[AAGUID_BYTES]);
        authenticatorData.write(0);
        authenticatorData.write(id.length);
        authenticatorData.writeBytes(id);
        authenticatorData.writeBytes(publicKey());
        ByteArrayOutputStream attestation = new ByteArrayOutputStream();
        // A map of three: fmt is none, attStmt is empty, authData is a string of bytes whose length has one byte.
        attestation.writeBytes(HexFormat.of().parseHex("a363666d74646e6f6e656761747453746d74a0"));
        attestation.writeBytes(HexFormat.of().parseHex("686175746844617461"));
        attestation.write(0x58);
        attestation.write(authenticatorData.size());
        attestation.writeBytes(authenticatorData.toByteArray());
        ObjectNode credential = credentialJson();
        credential
                .putObject("response")
                .put("clientDataJSON", base64Url(clientData))
                .put("attestationObject", base64Url(attestation.toByteArray()))
                .putArray("transports")
                .add("internal");
        return credential;
    }

    private ObjectNode credentialJson() {
        ObjectNode credential = JsonHttp.MAPPER
                .createObjectNode()
                .put("id", credentialId())
                .put("rawId", credentialId())
                .put("type", "public-key");
        credential.putObject("clientExtensionResults");
        return credential;
    }

    private byte[] clientData(String kind, KeyRequest request) {
        ObjectNode clientData = JsonHttp.MAPPER
                .createObjectNode()
                .put("type", kind)
                .put("challenge", request.challenge())
                .put("origin", request.origin())
                .put("crossOrigin", false);
        clientDataChange.accept(clientData);
        return clientData.toString().getBytes(StandardCharsets.UTF_8);
    }

    private byte[] authenticatorData(String rpId) {
        int flags = USER_PRESENT
                | (verifiesUser ? USER_VERIFIED : 0)
                | (backupEligible ? BACKUP_ELIGIBLE : 0)
                | (backedUp ? BACKED_UP : 0);
        return ByteBuffer.allocate(37)
                .put(sha256(rpId.getBytes(StandardCharsets.UTF_8)))
                .put((byte) flags)
                .putInt((int) signCount++)
                .array();
    }

    private byte[] sign(byte[] authenticatorData, byte[] clientDataHash) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(authenticatorData);
            signature.update(clientDataHash);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Exactly 32 bytes: the integer's own bytes may be one more, for the sign, or fewer. */
    private static byte[] coordinate(BigInteger value) {
        byte[] bytes = value.toByteArray();
        byte[] fixed = new byte[COORDINATE_BYTES];
        int length = Math.min(bytes.length, COORDINATE_BYTES);
        System.arraycopy(bytes, bytes.length - length, fixed, COORDINATE_BYTES - length, length);
        return fixed;
    }

    private static byte[] sha256(byte[] data) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64Url(byte[] data) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(data);
    }
}
