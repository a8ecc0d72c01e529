package dev.mfapack.factors.hash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mfapack.core.lookup.LookupSecret;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.keycloak.credential.CredentialModel;
import org.keycloak.credential.hash.PasswordHashProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.PasswordPolicy;
import org.keycloak.models.RealmModel;
import org.keycloak.models.credential.PasswordCredentialModel;

/**
 * The salted hash of one look-up secret, made as the realm's password policy says (NIST SP 800-63B-4 section 3.1.2.2). It
 * carries its algorithm and parameters, so that it can be compared with after the policy has changed.
 *
 * @param data algorithm and parameters, as Keycloak writes them for a password
 * @param secret salt and hash, as Keycloak writes them for a password
 */
public record SecretHash(String data, String secret) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Hashes a new secret: the whole of it, as FIPS mode takes nothing shorter than 14 characters. */
    public static SecretHash of(KeycloakSession session, RealmModel realm, LookupSecret secret) {
        PasswordPolicy policy = realm.getPasswordPolicy();
        PasswordCredentialModel hashed = provider(session, policy.getHashAlgorithm())
                .encodedCredential(secret.letters(), policy.getHashIterations());
        return new SecretHash(hashed.getCredentialData(), hashed.getSecretData());
    }

    /**
     * Takes as long as a comparison, for whom there is nothing to compare with.
     *
     * @return false
     */
    public static boolean ofNothing(KeycloakSession session, RealmModel realm, LookupSecret given) {
        of(session, realm, given);
        return false;
    }

    /** Whether that is the secret. It takes one computation of the hash. */
    public boolean matches(KeycloakSession session, LookupSecret given) {
        PasswordCredentialModel stored = asPassword();
        String algorithm = stored.getPasswordCredentialData().getAlgorithm();
        PasswordHashProvider provider = session.getProvider(PasswordHashProvider.class, algorithm);
        if (provider == null) {
            throw new IllegalStateException("this server has no password hash " + algorithm);
        }
        return provider.verify(given.letters(), stored);
    }

    /** Reads what {@link #json} gave. */
    public static SecretHash of(JsonNode json) {
        return new SecretHash(json.path("data").toString(), json.path("secret").toString());
    }

    /** For storing. */
    public ObjectNode json() {
        try {
            ObjectNode json = JSON.createObjectNode();
            json.set("data", JSON.readTree(data));
            json.set("secret", JSON.readTree(secret));
            return json;
        } catch (IOException e) {
            // The cause may repeat what it could not read.
            throw new IllegalStateException("Keycloak has written a hash that is no JSON");
        }
    }

    private PasswordCredentialModel asPassword() {
        CredentialModel stored = new CredentialModel();
        stored.setCredentialData(data);
        stored.setSecretData(secret);
        return PasswordCredentialModel.createFromCredentialModel(stored);
    }

    /** As Keycloak's own passwords: the policy's algorithm, the server's default where it names none or one that is gone. */
    private static PasswordHashProvider provider(KeycloakSession session, @Nullable String algorithm) {
        PasswordHashProvider named =
                algorithm == null ? null : session.getProvider(PasswordHashProvider.class, algorithm);
        return named == null ? session.getProvider(PasswordHashProvider.class) : named;
    }

    @Override
    public String toString() {
        return "SecretHash[]";
    }
}
