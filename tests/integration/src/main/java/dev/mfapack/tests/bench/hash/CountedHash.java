package dev.mfapack.tests.bench.hash;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jboss.logging.Logger;
import org.keycloak.credential.hash.PasswordHashProvider;
import org.keycloak.models.PasswordPolicy;
import org.keycloak.models.credential.PasswordCredentialModel;

/** A quick salted hash, for a realm whose password policy names {@link CountedHashFactory#ID}; each computation is a line in the log. */
public final class CountedHash implements PasswordHashProvider {

    /** What each line holds. */
    public static final String LINE = "bench: one hash computed";

    private static final Logger LOG = Logger.getLogger(CountedHash.class);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SALT_BYTES = 16;

    @Override
    public boolean policyCheck(PasswordPolicy policy, PasswordCredentialModel credential) {
        return CountedHashFactory.ID.equals(
                credential.getPasswordCredentialData().getAlgorithm());
    }

    @Override
    public PasswordCredentialModel encodedCredential(String rawPassword, int iterations) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return PasswordCredentialModel.createFromValues(CountedHashFactory.ID, salt, 1, hash(rawPassword, salt));
    }

    @Override
    public boolean verify(String rawPassword, PasswordCredentialModel credential) {
        byte[] salt = credential.getPasswordSecretData().getSalt();
        return hash(rawPassword, salt).equals(credential.getPasswordSecretData().getValue());
    }

    private static String hash(String password, byte[] salt) {
        LOG.info(LINE);
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            return HexFormat.of().formatHex(digest.digest(password.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {}
}
