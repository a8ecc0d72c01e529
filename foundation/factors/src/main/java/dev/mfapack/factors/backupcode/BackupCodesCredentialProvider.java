package dev.mfapack.factors.backupcode;

import dev.mfapack.core.audit.AuditType;
import dev.mfapack.core.backupcode.BackupCodes;
import dev.mfapack.factors.AccountRest;
import dev.mfapack.factors.LastUse;
import dev.mfapack.persistence.AuditEvents;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keycloak.credential.CredentialInput;
import org.keycloak.credential.CredentialInputValidator;
import org.keycloak.credential.CredentialMetadata;
import org.keycloak.credential.CredentialMetadata.LocalizedMessage;
import org.keycloak.credential.CredentialModel;
import org.keycloak.credential.CredentialProvider;
import org.keycloak.credential.CredentialTypeMetadata;
import org.keycloak.credential.CredentialTypeMetadataContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Backup codes as a credential, so that Keycloak lists, exports and deletes them like its own. */
public final class BackupCodesCredentialProvider
        implements CredentialProvider<BackupCodesCredentialModel>, CredentialInputValidator {

    private final KeycloakSession session;

    /** Whose credentials are listed: Keycloak tells it of the type alone, just before it asks about each credential. */
    private @Nullable UserModel shownTo;

    BackupCodesCredentialProvider(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public String getType() {
        return BackupCodes.TYPE;
    }

    @Override
    public CredentialModel createCredential(RealmModel realm, UserModel user, BackupCodesCredentialModel model) {
        return user.credentialManager().createStoredCredential(model);
    }

    @Override
    public boolean deleteCredential(RealmModel realm, UserModel user, String credentialId) {
        return user.credentialManager().removeStoredCredentialById(credentialId);
    }

    @Override
    public BackupCodesCredentialModel getCredentialFromModel(CredentialModel model) {
        return BackupCodesCredentialModel.of(model);
    }

    /** What the account console says: how many are left, when one was last used, and when they are few. */
    @Override
    public CredentialMetadata getCredentialMetadata(
            BackupCodesCredentialModel model, CredentialTypeMetadata typeMetadata) {
        CredentialMetadata metadata = new CredentialMetadata();
        metadata.setCredentialModel(model);
        if (shownTo != null) {
            RealmModel realm = session.getContext().getRealm();
            UserModel person = shownTo;
            int left = PersonsBackupCodes.of(session, realm, person).left(model);
            List<LocalizedMessage> told = new ArrayList<>();
            told.add(new LocalizedMessage("mfaBackupLeft", new Object[] {left + " / " + model.count()}));
            new AuditEvents(session)
                    .latest(realm.getId(), person.getId(), AuditType.BACKUP_CODE_USED, model.getId())
                    .ifPresent(last -> told.add(LastUse.of(session, person, last)));
            metadata.setInfoProperties(told);
            if (left <= BackupCodes.FEW) {
                metadata.setWarningMessageTitle(left == 0 ? "mfaBackupNoneTitle" : "mfaBackupFewTitle");
                metadata.setWarningMessageDescription("mfaBackupFewHint");
            }
        }
        return metadata;
    }

    @Override
    public CredentialTypeMetadata getCredentialTypeMetadata(CredentialTypeMetadataContext context) {
        shownTo = context.getUser();
        return CredentialTypeMetadata.builder()
                .type(getType())
                .category(CredentialTypeMetadata.Category.TWO_FACTOR)
                .displayName(getType() + "-display-name")
                .helpText(getType() + "-help-text")
                .iconCssClass("kcAuthenticatorRecoveryAuthnCodesClass")
                .createAction("mfa-enroll-backup-codes")
                .removeable(!AccountRest.isDeletion(session))
                .build(session);
    }

    @Override
    public boolean supportsCredentialType(String credentialType) {
        return getType().equals(credentialType);
    }

    /** Codes that are all spent are no factor. */
    @Override
    public boolean isConfiguredFor(RealmModel realm, UserModel user, String credentialType) {
        return supportsCredentialType(credentialType)
                && PersonsBackupCodes.of(session, realm, user).left().orElse(0) > 0;
    }

    /** Never: a code is spent by the step that asks for it, and by nothing else. */
    @Override
    public boolean isValid(RealmModel realm, UserModel user, CredentialInput input) {
        return false;
    }
}
