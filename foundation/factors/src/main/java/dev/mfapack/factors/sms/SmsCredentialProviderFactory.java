package dev.mfapack.factors.sms;

import dev.mfapack.factors.code.CodeCredentialProvider;
import org.keycloak.credential.CredentialProviderFactory;
import org.keycloak.models.KeycloakSession;

/** Credential provider {@code mfa-sms}. */
public final class SmsCredentialProviderFactory implements CredentialProviderFactory<CodeCredentialProvider> {

    @Override
    public CodeCredentialProvider create(KeycloakSession session) {
        return new CodeCredentialProvider(session, SmsFactor.INSTANCE);
    }

    @Override
    public String getId() {
        return SmsFactor.INSTANCE.factor().id();
    }
}
