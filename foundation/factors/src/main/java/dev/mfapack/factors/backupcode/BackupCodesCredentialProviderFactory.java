package dev.mfapack.factors.backupcode;

import dev.mfapack.core.backupcode.BackupCodes;
import org.keycloak.credential.CredentialProviderFactory;
import org.keycloak.models.KeycloakSession;

/** Credential provider {@code mfa-backup-codes}. */
public final class BackupCodesCredentialProviderFactory
        implements CredentialProviderFactory<BackupCodesCredentialProvider> {

    @Override
    public BackupCodesCredentialProvider create(KeycloakSession session) {
        return new BackupCodesCredentialProvider(session);
    }

    @Override
    public String getId() {
        return BackupCodes.TYPE;
    }
}
