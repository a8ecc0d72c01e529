package dev.mfapack.core.audit.chain;

import dev.mfapack.core.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;

/** Signs checkpoints with one key, as JWS in the compact form (RFC 7515). */
public final class CheckpointSigner {

    static final String TYPE = "mfa-audit-checkpoint";

    private static final Base64.Encoder TO_TEXT = Base64.getUrlEncoder().withoutPadding();

    private final SignatureAlgorithm algorithm;
    private final PrivateKey privateKey;
    private final PublicKey publicKey;
    private final String header;

    /**
     * Signs with a key pair.
     *
     * @throws IllegalArgumentException when the algorithm does not go with the key
     */
    public CheckpointSigner(SignatureAlgorithm algorithm, PrivateKey privateKey, PublicKey publicKey) {
        if (!algorithm.fits(publicKey)) {
            throw new IllegalArgumentException(algorithm + " does not go with a key " + publicKey.getAlgorithm());
        }
        this.algorithm = algorithm;
        this.privateKey = privateKey;
        this.publicKey = publicKey;
        this.header = part(new JsonText()
                .field("alg", algorithm.name())
                .field("kid", PublicKeys.thumbprint(publicKey))
                .field("typ", TYPE)
                .toString());
    }

    public PublicKey publicKey() {
        return publicKey;
    }

    String sign(Checkpoint checkpoint) {
        String signed = header + "." + part(checkpoint.toJson());
        try {
            Signature signature = algorithm.signature();
            signature.initSign(privateKey);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + TO_TEXT.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the checkpoint could not be signed", e);
        }
    }

    private static String part(String json) {
        return TO_TEXT.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
