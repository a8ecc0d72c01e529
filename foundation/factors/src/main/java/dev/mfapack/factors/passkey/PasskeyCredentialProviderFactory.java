package dev.mfapack.factors.passkey;

import dev.mfapack.factors.AccountRest;
import org.keycloak.credential.CredentialProvider;
import org.keycloak.credential.CredentialTypeMetadata;
import org.keycloak.credential.CredentialTypeMetadataContext;
import org.keycloak.credential.WebAuthnPasswordlessCredentialProvider;
import org.keycloak.credential.WebAuthnPasswordlessCredentialProviderFactory;
import org.keycloak.models.KeycloakSession;

/** Keycloak's own, in its place, which differs in {@link AccountRest} alone. */
public final class PasskeyCredentialProviderFactory extends WebAuthnPasswordlessCredentialProviderFactory {

    @Override
    public CredentialProvider<?> create(KeycloakSession session) {
        return new WebAuthnPasswordlessCredentialProvider(session, getMetadataService(), createOrGetObjectConverter()) {
            @Override
            public CredentialTypeMetadata getCredentialTypeMetadata(CredentialTypeMetadataContext context) {
                return AccountRest.guarded(session, super.getCredentialTypeMetadata(context));
            }
        };
    }

    /** Before Keycloak's, whose order is 0. */
    @Override
    public int order() {
        return 1;
    }
}
