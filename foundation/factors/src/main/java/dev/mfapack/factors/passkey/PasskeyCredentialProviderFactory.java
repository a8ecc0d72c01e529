package dev.mfapack.factors.passkey;

import org.keycloak.credential.CredentialProvider;
import org.keycloak.credential.WebAuthnPasswordlessCredentialProviderFactory;
import org.keycloak.models.KeycloakSession;

/** {@link CountedPasskeys}, in the place of Keycloak's own. */
public final class PasskeyCredentialProviderFactory extends WebAuthnPasswordlessCredentialProviderFactory {

    @Override
    public CredentialProvider<?> create(KeycloakSession session) {
        return new CountedPasskeys(session, getMetadataService(), createOrGetObjectConverter());
    }

    /** Before Keycloak's, whose order is 0. */
    @Override
    public int order() {
        return 1;
    }
}
