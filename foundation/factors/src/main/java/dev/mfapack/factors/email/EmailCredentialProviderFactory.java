package dev.mfapack.factors.email;

import dev.mfapack.factors.code.CodeCredentialProvider;
import org.keycloak.credential.CredentialProviderFactory;
import org.keycloak.models.KeycloakSession;

/** Credential provider {@code mfa-email}. */
public final class EmailCredentialProviderFactory implements CredentialProviderFactory<CodeCredentialProvider> {

    @Override
    public CodeCredentialProvider create(KeycloakSession session) {
        return new CodeCredentialProvider(session, EmailFactor.INSTANCE);
    }

    @Override
    public String getId() {
        return EmailFactor.INSTANCE.factor().id();
    }
}
