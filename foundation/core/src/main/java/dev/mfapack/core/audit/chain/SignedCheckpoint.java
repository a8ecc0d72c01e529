package dev.mfapack.core.audit.chain;

import dev.mfapack.core.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

/**
 * A checkpoint as it was read, whose signature is still to be looked at.
 *
 * @param jws the compact form
 * @param algorithm how it is signed
 * @param key thumbprint of the key that it says to be signed with
 * @param checkpoint what is signed
 */
public record SignedCheckpoint(String jws, SignatureAlgorithm algorithm, String key, Checkpoint checkpoint) {

    /**
     * Reads the compact form.
     *
     * @throws IllegalArgumentException when it is no checkpoint
     */
    public static SignedCheckpoint parse(String jws) {
        String[] parts = jws.split("\\.", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("a JWS has three parts");
        }
        Map<String, Object> header = JsonReader.object(json(parts[0]));
        if (!CheckpointSigner.TYPE.equals(header.get("typ")) || header.containsKey("crit")) {
            throw new IllegalArgumentException("a JWS of another type");
        }
        String name = JsonReader.text(header, "alg");
        SignatureAlgorithm algorithm = Arrays.stream(SignatureAlgorithm.values())
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("signed by " + name + ", which is not taken"));
        return new SignedCheckpoint(jws, algorithm, JsonReader.text(header, "kid"), Checkpoint.parse(json(parts[1])));
    }

    /** Whether {@code key} signed it. */
    boolean isSignedBy(PublicKey publicKey) {
        if (!algorithm.fits(publicKey)) {
            return false;
        }
        int end = jws.lastIndexOf('.');
        try {
            Signature signature = algorithm.signature();
            signature.initVerify(publicKey);
            signature.update(jws.substring(0, end).getBytes(StandardCharsets.US_ASCII));
            return signature.verify(Base64.getUrlDecoder().decode(jws.substring(end + 1)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static String json(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }
}
