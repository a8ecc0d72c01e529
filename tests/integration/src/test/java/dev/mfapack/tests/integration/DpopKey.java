package dev.mfapack.tests.integration;

import dev.mfapack.tests.bench.JsonHttp;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/** A key that an app holds and shows with each request (DPoP, RFC 9449): ES256. */
final class DpopKey {

    private static final int COORDINATE = 32;

    private final KeyPair pair;

    DpopKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            pair = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of the public key, by RFC 7638. */
    String thumbprint() {
        ECPublicKey key = (ECPublicKey) pair.getPublic();
        String jwk = "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"%s\",\"y\":\"%s\"}"
                .formatted(
                        coordinate(key.getW().getAffineX()),
                        coordinate(key.getW().getAffineY()));
        try {
            return base64(MessageDigest.getInstance("SHA-256").digest(jwk.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A proof for one request to the token endpoint. */
    String proof(String method, String uri) {
        return proof(method, uri, "");
    }

    /** A proof for one request with that access token. */
    String proof(String method, String uri, String accessToken) {
        ECPublicKey key = (ECPublicKey) pair.getPublic();
        var header = JsonHttp.MAPPER.createObjectNode().put("typ", "dpop+jwt").put("alg", "ES256");
        header.putObject("jwk")
                .put("kty", "EC")
                .put("crv", "P-256")
                .put("x", coordinate(key.getW().getAffineX()))
                .put("y", coordinate(key.getW().getAffineY()));
        var claims = JsonHttp.MAPPER
                .createObjectNode()
                .put("jti", UUID.randomUUID().toString())
                .put("htm", method)
                .put("htu", uri)
                .put("iat", Instant.now().getEpochSecond());
        try {
            if (!accessToken.isEmpty()) {
                claims.put(
                        "ath",
                        base64(MessageDigest.getInstance("SHA-256")
                                .digest(accessToken.getBytes(StandardCharsets.US_ASCII))));
            }
            String signed = base64(header.toString().getBytes(StandardCharsets.UTF_8))
                    + "."
                    + base64(claims.toString().getBytes(StandardCharsets.UTF_8));
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(pair.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String coordinate(BigInteger value) {
        byte[] bytes = value.toByteArray();
        byte[] fixed = new byte[COORDINATE];
        int length = Math.min(bytes.length, COORDINATE);
        System.arraycopy(bytes, bytes.length - length, fixed, COORDINATE - length, length);
        return base64(fixed);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
