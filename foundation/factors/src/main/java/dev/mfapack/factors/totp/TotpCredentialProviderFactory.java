package dev.mfapack.factors.totp;

import dev.mfapack.factors.AccountRest;
import org.keycloak.credential.CredentialTypeMetadata;
import org.keycloak.credential.CredentialTypeMetadataContext;
import org.keycloak.credential.OTPCredentialProvider;
import org.keycloak.credential.OTPCredentialProviderFactory;
import org.keycloak.models.KeycloakSession;

/** Keycloak's own, in its place, which differs in {@link AccountRest} alone. */
public final class TotpCredentialProviderFactory extends OTPCredentialProviderFactory {

    @Override
    public OTPCredentialProvider create(KeycloakSession session) {
        return new OTPCredentialProvider(session) {
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
