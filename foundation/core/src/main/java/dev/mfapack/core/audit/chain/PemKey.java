package dev.mfapack.core.audit.chain;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An operator's key as {@code openssl} writes it (RFC 7468): {@code PRIVATE KEY}, and but for RSA {@code PUBLIC KEY} too. */
public final class PemKey {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN (PRIVATE|PUBLIC) KEY-----([A-Za-z0-9+/=\\s]+)-----END \\1 KEY-----");

    /** NIST SP 800-131A: shorter ones sign nothing any more. */
    private static final int LEAST_RSA_BITS = 2048;

    private PemKey() {}

    /**
     * Reads a key.
     *
     * @throws IllegalArgumentException when it cannot be read or used; the message holds nothing of the key
     */
    public static CheckpointSigner parse(String pem) {
        byte[] secret = block(pem, "PRIVATE")
                .orElseThrow(() ->
                        new IllegalArgumentException("there is no unencrypted block PRIVATE KEY (PKCS #8) in it"));
        for (String kind : List.of("RSA", "EC", "Ed25519")) {
            PrivateKey key = privateKey(kind, secret);
            if (key != null) {
                return signer(kind, key, pem);
            }
        }
        throw new IllegalArgumentException("its key is neither RSA nor EC nor Ed25519");
    }

    private static CheckpointSigner signer(String kind, PrivateKey key, String pem) {
        try {
            PublicKey publicKey = publicKey(kind, key, pem);
            SignatureAlgorithm algorithm = switch (kind) {
                case "RSA" -> SignatureAlgorithm.RS256;
                case "EC" -> ofCurve((ECPublicKey) publicKey);
                default -> SignatureAlgorithm.EdDSA;
            };
            CheckpointSigner signer = new CheckpointSigner(algorithm, key, publicKey);
            Checkpoint trial = new Checkpoint("", 1, 1, 0, 0, Checkpoint.BEGINNING, Checkpoint.BEGINNING);
            if (!SignedCheckpoint.parse(signer.sign(trial)).isSignedBy(publicKey)) {
                throw new IllegalArgumentException("its PUBLIC KEY belongs to another PRIVATE KEY");
            }
            return signer;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("its PUBLIC KEY is of another kind than its PRIVATE KEY", e);
        }
    }

    private static PublicKey publicKey(String kind, PrivateKey key, String pem) throws GeneralSecurityException {
        KeyFactory keys = KeyFactory.getInstance(kind);
        if (key instanceof RSAPrivateCrtKey rsa) {
            BigInteger modulus = rsa.getModulus();
            if (modulus.bitLength() < LEAST_RSA_BITS) {
                throw new IllegalArgumentException("its RSA key has less than " + LEAST_RSA_BITS + " bits");
            }
            return keys.generatePublic(new RSAPublicKeySpec(modulus, rsa.getPublicExponent()));
        }
        byte[] open = block(pem, "PUBLIC")
                .orElseThrow(() -> new IllegalArgumentException("there is no block PUBLIC KEY in it"));
        return keys.generatePublic(new X509EncodedKeySpec(open));
    }

    private static SignatureAlgorithm ofCurve(ECPublicKey key) {
        return switch (key.getParams().getCurve().getField().getFieldSize()) {
            case 256 -> SignatureAlgorithm.ES256;
            case 384 -> SignatureAlgorithm.ES384;
            case 521 -> SignatureAlgorithm.ES512;
            default -> throw new IllegalArgumentException("its curve is none of P-256, P-384 and P-521");
        };
    }

    private static @Nullable PrivateKey privateKey(String kind, byte[] encoded) {
        try {
            return KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            return null;
        }
    }

    private static Optional<byte[]> block(String pem, String kind) {
        Matcher blocks = BLOCK.matcher(pem);
        while (blocks.find()) {
            if (blocks.group(1).equals(kind)) {
                return Optional.of(Base64.getMimeDecoder().decode(blocks.group(2)));
            }
        }
        return Optional.empty();
    }
}
