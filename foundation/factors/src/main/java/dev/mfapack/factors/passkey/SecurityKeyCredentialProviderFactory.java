package dev.mfapack.factors.passkey;

import dev.mfapack.factors.AccountRest;
import org.keycloak.credential.CredentialProvider;
import org.keycloak.credential.CredentialTypeMetadata;
import org.keycloak.credential.CredentialTypeMetadataContext;
import org.keycloak.credential.WebAuthnCredentialProvider;
import org.keycloak.credential.WebAuthnCredentialProviderFactory;
import org.keycloak.models.KeycloakSession;

/** Keycloak's own, in its place, which differs in {@link AccountRest} alone. */
public final class SecurityKeyCredentialProviderFactory extends WebAuthnCredentialProviderFactory {

    @Override
    public CredentialProvider<?> create(KeycloakSession session) {
        return new WebAuthnCredentialProvider(session, getMetadataService(), createOrGetObjectConverter()) {
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
