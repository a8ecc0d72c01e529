package dev.mfapack.core.audit.chain;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;

/** Signatures that a checkpoint may have (RFC 7518 section 3, RFC 8037). Symmetric ones would let a verifier sign. */
public enum SignatureAlgorithm {
    RS256("RSA", "SHA256withRSA", 0),
    RS384("RSA", "SHA384withRSA", 0),
    RS512("RSA", "SHA512withRSA", 0),
    PS256("RSA", "RSASSA-PSS", 256),
    PS384("RSA", "RSASSA-PSS", 384),
    PS512("RSA", "RSASSA-PSS", 512),
    ES256("EC", "SHA256withECDSAinP1363Format", 0),
    ES384("EC", "SHA384withECDSAinP1363Format", 0),
    ES512("EC", "SHA512withECDSAinP1363Format", 0),
    EdDSA("EdDSA", "EdDSA", 0);

    private final String family;
    private final String javaName;
    private final int pssBits;

    SignatureAlgorithm(String family, String javaName, int pssBits) {
        this.family = family;
        this.javaName = javaName;
        this.pssBits = pssBits;
    }

    /** Whether a key of this kind can be used with it. */
    public boolean fits(Key key) {
        String kind = key.getAlgorithm();
        return kind.equals(family) || (family.equals("EdDSA") && kind.startsWith("Ed"));
    }

    Signature signature() throws GeneralSecurityException {
        Signature signature = Signature.getInstance(javaName);
        if (pssBits > 0) {
            String hash = "SHA-" + pssBits;
            // RFC 7518 section 3.5: the same hash for the mask, and a salt of its length.
            signature.setParameter(
                    new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), pssBits / Byte.SIZE, 1));
        }
        return signature;
    }
}
