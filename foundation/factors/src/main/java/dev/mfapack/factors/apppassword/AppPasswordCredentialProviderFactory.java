package dev.mfapack.factors.apppassword;

import dev.mfapack.core.apppassword.AppPasswords;
import org.keycloak.credential.CredentialProviderFactory;
import org.keycloak.models.KeycloakSession;

/** Credential provider {@code mfa-app-password}. */
public final class AppPasswordCredentialProviderFactory
        implements CredentialProviderFactory<AppPasswordCredentialProvider> {

    @Override
    public AppPasswordCredentialProvider create(KeycloakSession session) {
        return new AppPasswordCredentialProvider(session);
    }

    @Override
    public String getId() {
        return AppPasswords.TYPE;
    }
}
