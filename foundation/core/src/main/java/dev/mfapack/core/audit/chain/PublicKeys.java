package dev.mfapack.core.audit.chain;

import dev.mfapack.core.json.JsonReader;
import dev.mfapack.core.json.JsonText;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Public keys as JSON Web Keys (RFC 7517, RFC 8037), each known by its thumbprint (RFC 7638, SHA-256). */
public final class PublicKeys {

    private static final Base64.Encoder TO_TEXT = Base64.getUrlEncoder().withoutPadding();
    private static final int ED25519_BYTES = 32;

    private final Map<String, PublicKey> byThumbprint = new LinkedHashMap<>();

    private PublicKeys() {}

    /**
     * These keys and no others.
     *
     * @throws IllegalArgumentException when one is of a kind that signs no checkpoint
     */
    public static PublicKeys of(Collection<? extends PublicKey> keys) {
        PublicKeys all = new PublicKeys();
        keys.forEach(all::add);
        return all;
    }

    /**
     * Reads a JSON Web Key Set.
     *
     * @throws IllegalArgumentException when it is none; keys of a kind that signs no checkpoint are passed over
     */
    public static PublicKeys parse(String json) {
        PublicKeys all = new PublicKeys();
        for (Object key : JsonReader.list(JsonReader.object(json), "keys")) {
            if (key instanceof Map<?, ?> fields) {
                read(fields).ifPresent(all::add);
            }
        }
        return all;
    }

    /** What can be read of these keys, each a JSON Web Key; somebody may have tampered with the others. */
    public static PublicKeys readable(Collection<String> keys) {
        PublicKeys all = new PublicKeys();
        keys.stream().flatMap(key -> ifReadable(key).stream()).forEach(all::add);
        return all;
    }

    private static Optional<PublicKey> ifReadable(String key) {
        try {
            return read(JsonReader.object(key));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether one of these keys signed the checkpoint, whose compact form this is. */
    public boolean vouchFor(String jws) {
        try {
            SignedCheckpoint signed = SignedCheckpoint.parse(jws);
            return find(signed.key()).filter(signed::isSignedBy).isPresent();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** As a list in JSON. */
    String toJson() {
        return byThumbprint.values().stream().map(PublicKeys::toJson).collect(Collectors.joining(",", "[", "]"));
    }

    /** Those of {@code thumbprints}. */
    public PublicKeys only(Collection<String> thumbprints) {
        PublicKeys some = new PublicKeys();
        byThumbprint.forEach((thumbprint, key) -> {
            if (thumbprints.contains(thumbprint)) {
                some.byThumbprint.put(thumbprint, key);
            }
        });
        return some;
    }

    public Collection<String> thumbprints() {
        return byThumbprint.keySet();
    }

    Optional<PublicKey> find(String thumbprint) {
        return Optional.ofNullable(byThumbprint.get(thumbprint));
    }

    private void add(PublicKey key) {
        byThumbprint.put(thumbprint(key), key);
    }

    /** The key's name in checkpoints: 43 characters. */
    public static String thumbprint(PublicKey key) {
        try {
            return TO_TEXT.encodeToString(
                    MessageDigest.getInstance("SHA-256").digest(toJson(key).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The required members alone, in lexicographic order: the form that thumbprints are made of (RFC 7638 section 3). */
    public static String toJson(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            return new JsonText()
                    .field("e", unsigned(rsa.getPublicExponent()))
                    .field("kty", "RSA")
                    .field("n", unsigned(rsa.getModulus()))
                    .toString();
        } else if (key instanceof ECPublicKey ec) {
            int bytes = (ec.getParams().getCurve().getField().getFieldSize() + 7) / 8;
            return new JsonText()
                    .field("crv", curve(bytes))
                    .field("kty", "EC")
                    .field("x", padded(ec.getW().getAffineX(), bytes))
                    .field("y", padded(ec.getW().getAffineY(), bytes))
                    .toString();
        } else if (key instanceof EdECPublicKey ed && ed.getParams().getName().equals("Ed25519")) {
            return new JsonText()
                    .field("crv", "Ed25519")
                    .field("kty", "OKP")
                    .field("x", TO_TEXT.encodeToString(encoded(ed.getPoint())))
                    .toString();
        }
        throw new IllegalArgumentException("no checkpoint is signed with a key of the kind " + key.getAlgorithm());
    }

    private static Optional<PublicKey> read(Map<?, ?> fields) {
        try {
            return switch (String.valueOf(fields.get("kty"))) {
                case "RSA" ->
                    Optional.of(KeyFactory.getInstance("RSA")
                            .generatePublic(new RSAPublicKeySpec(number(fields, "n"), number(fields, "e"))));
                case "EC" ->
                    Optional.of(KeyFactory.getInstance("EC")
                            .generatePublic(new ECPublicKeySpec(
                                    new ECPoint(number(fields, "x"), number(fields, "y")),
                                    curve(String.valueOf(fields.get("crv"))))));
                case "OKP" -> "Ed25519".equals(fields.get("crv")) ? Optional.of(ed25519(fields)) : Optional.empty();
                default -> Optional.empty();
            };
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("a key cannot be read", e);
        }
    }

    private static PublicKey ed25519(Map<?, ?> fields) throws GeneralSecurityException {
        byte[] encoded = bytes(fields, "x");
        if (encoded.length != ED25519_BYTES) {
            throw new IllegalArgumentException("an Ed25519 key has " + ED25519_BYTES + " bytes");
        }
        byte[] bigEndian = reversed(encoded);
        boolean odd = (bigEndian[0] & 0x80) != 0;
        bigEndian[0] &= 0x7f;
        return KeyFactory.getInstance("Ed25519")
                .generatePublic(new EdECPublicKeySpec(
                        NamedParameterSpec.ED25519, new EdECPoint(odd, new BigInteger(1, bigEndian))));
    }

    private static byte[] encoded(EdECPoint point) {
        byte[] encoded = reversed(fixed(point.getY(), ED25519_BYTES));
        if (point.isXOdd()) {
            encoded[ED25519_BYTES - 1] |= (byte) 0x80;
        }
        return encoded;
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }

    private static String curve(int bytes) {
        return switch (bytes) {
            case 32 -> "P-256";
            case 48 -> "P-384";
            case 66 -> "P-521";
            default -> throw new IllegalArgumentException("no checkpoint is signed on this curve");
        };
    }

    private static ECParameterSpec curve(String name) throws GeneralSecurityException {
        String javaName = switch (name) {
            case "P-256" -> "secp256r1";
            case "P-384" -> "secp384r1";
            case "P-521" -> "secp521r1";
            default -> throw new IllegalArgumentException("no checkpoint is signed on the curve " + name);
        };
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec(javaName));
        return parameters.getParameterSpec(ECParameterSpec.class);
    }

    private static BigInteger number(Map<?, ?> fields, String name) {
        return new BigInteger(1, bytes(fields, name));
    }

    private static byte[] bytes(Map<?, ?> fields, String name) {
        return Base64.getUrlDecoder().decode(String.valueOf(fields.get(name)));
    }

    private static String unsigned(BigInteger number) {
        return padded(number, (number.bitLength() + 7) / 8);
    }

    private static String padded(BigInteger number, int bytes) {
        return TO_TEXT.encodeToString(fixed(number, bytes));
    }

    private static byte[] fixed(BigInteger number, int bytes) {
        byte[] signed = number.toByteArray();
        int extra = signed.length - bytes;
        if (extra >= 0) {
            return Arrays.copyOfRange(signed, extra, signed.length);
        }
        byte[] padded = new byte[bytes];
        System.arraycopy(signed, 0, padded, -extra, signed.length);
        return padded;
    }
}
