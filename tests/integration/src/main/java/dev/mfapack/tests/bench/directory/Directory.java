package dev.mfapack.tests.bench.directory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.component.ComponentModel;
import org.keycloak.credential.CredentialInput;
import org.keycloak.credential.CredentialInputValidator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.storage.StorageId;
import org.keycloak.storage.UserStorageProvider;
import org.keycloak.storage.adapter.AbstractUserAdapterFederatedStorage;
import org.keycloak.storage.user.UserLookupProvider;

/**
 * A directory in which everybody is whose name begins with {@value #PREFIX}; the password of each is {@value #PASSWORD}. The
 * server keeps their credentials, but for the password, in its tables for people of other stores.
 */
public final class Directory implements UserStorageProvider, UserLookupProvider, CredentialInputValidator {

    /** How the names of the directory's people begin. */
    public static final String PREFIX = "ldap-";

    /** Everybody's. */
    public static final String PASSWORD = "demo";

    private final KeycloakSession session;
    private final ComponentModel component;

    Directory(KeycloakSession session, ComponentModel component) {
        this.session = session;
        this.component = component;
    }

    @Override
    public @Nullable UserModel getUserById(RealmModel realm, String id) {
        return getUserByUsername(realm, StorageId.externalId(id));
    }

    @Override
    public @Nullable UserModel getUserByUsername(RealmModel realm, String username) {
        return username.startsWith(PREFIX) ? new Entry(session, realm, component, username) : null;
    }

    @Override
    public @Nullable UserModel getUserByEmail(RealmModel realm, String email) {
        return null;
    }

    @Override
    public boolean supportsCredentialType(String credentialType) {
        return credentialType.equals(PasswordCredentialModel.TYPE);
    }

    @Override
    public boolean isConfiguredFor(RealmModel realm, UserModel user, String credentialType) {
        return supportsCredentialType(credentialType);
    }

    @Override
    public boolean isValid(RealmModel realm, UserModel user, CredentialInput input) {
        return supportsCredentialType(input.getType()) && PASSWORD.equals(input.getChallengeResponse());
    }

    @Override
    public void close() {}

    private static final class Entry extends AbstractUserAdapterFederatedStorage {

        private final String username;

        Entry(KeycloakSession session, RealmModel realm, ComponentModel component, String username) {
            super(session, realm, component);
            this.username = username;
        }

        @Override
        public String getUsername() {
            return username;
        }

        @Override
        public void setUsername(String other) {
            throw new UnsupportedOperationException("the directory is read-only");
        }

        @Override
        public Map<String, List<String>> getAttributes() {
            Map<String, List<String>> attributes = new HashMap<>(super.getAttributes());
            attributes.putAll(
                    Map.of(FIRST_NAME, List.of(username), LAST_NAME, List.of("Example"), EMAIL, List.of(getEmail())));
            return attributes;
        }

        @Override
        public Stream<String> getAttributeStream(String name) {
            return getAttributes().getOrDefault(name, List.of()).stream();
        }

        @Override
        public @Nullable String getFirstAttribute(String name) {
            return getAttributeStream(name).findFirst().orElse(null);
        }

        @Override
        public String getEmail() {
            return username + "@example.org";
        }
    }
}
