package dev.mfapack.factors.apppassword;

import dev.mfapack.core.apppassword.AppPasswords;
import dev.mfapack.factors.AccountRest;
import dev.mfapack.factors.KeycloakClock;
import dev.mfapack.factors.ShownTime;
import dev.mfapack.persistence.AppPasswordUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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

/** App passwords as credentials, so that Keycloak lists, exports and deletes them like its own. */
public final class AppPasswordCredentialProvider
        implements CredentialProvider<AppPasswordCredentialModel>, CredentialInputValidator {

    private final KeycloakSession session;

    /** Whose credentials are listed: Keycloak tells it of the type alone, just before it asks about each credential. */
    private @Nullable UserModel shownTo;

    AppPasswordCredentialProvider(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public String getType() {
        return AppPasswords.TYPE;
    }

    @Override
    public CredentialModel createCredential(RealmModel realm, UserModel user, AppPasswordCredentialModel model) {
        return user.credentialManager().createStoredCredential(model);
    }

    @Override
    public boolean deleteCredential(RealmModel realm, UserModel user, String credentialId) {
        return user.credentialManager().removeStoredCredentialById(credentialId);
    }

    @Override
    public AppPasswordCredentialModel getCredentialFromModel(CredentialModel model) {
        return AppPasswordCredentialModel.of(model);
    }

    /** What the account console says: which service, until when, and how it was used. */
    @Override
    public CredentialMetadata getCredentialMetadata(
            AppPasswordCredentialModel model, CredentialTypeMetadata typeMetadata) {
        CredentialMetadata metadata = new CredentialMetadata();
        metadata.setCredentialModel(model);
        if (shownTo != null) {
            RealmModel realm = session.getContext().getRealm();
            Locale locale = session.getContext().resolveLocale(shownTo);
            Optional<AppPasswordUse> use =
                    PersonsAppPasswords.of(session, realm, shownTo).useOf(model.getId());
            List<LocalizedMessage> told = new ArrayList<>();
            told.add(told("mfaAppService", model.service()));
            model.expiresAt().ifPresent(end -> told.add(told("mfaAppEnds", ShownTime.of(end, locale))));
            told.add(told(
                    "mfaAppUses", String.valueOf(use.map(AppPasswordUse::uses).orElse(0L))));
            use.ifPresent(last -> told.add(told("mfaAppLastUsed", lastUse(last, locale))));
            metadata.setInfoProperties(told);
            if (model.isExpiredAt(KeycloakClock.INSTANCE.instant())) {
                metadata.setWarningMessageTitle("mfaAppExpiredTitle");
                metadata.setWarningMessageDescription("mfaAppExpiredHint");
            }
        }
        return metadata;
    }

    private static LocalizedMessage told(String key, String value) {
        return new LocalizedMessage(key, new Object[] {value});
    }

    private static String lastUse(AppPasswordUse use, Locale locale) {
        String at = ShownTime.of(use.lastAt(), locale);
        return use.lastAddress() == null ? at : at + ", " + use.lastAddress();
    }

    @Override
    public CredentialTypeMetadata getCredentialTypeMetadata(CredentialTypeMetadataContext context) {
        shownTo = context.getUser();
        return CredentialTypeMetadata.builder()
                .type(getType())
                .category(CredentialTypeMetadata.Category.BASIC_AUTHENTICATION)
                .displayName(getType() + "-display-name")
                .helpText(getType() + "-help-text")
                .iconCssClass("kcAuthenticatorPasswordClass")
                .createAction("mfa-enroll-app-password")
                .removeable(!AccountRest.isDeletion(session))
                .build(session);
    }

    @Override
    public boolean supportsCredentialType(String credentialType) {
        return getType().equals(credentialType);
    }

    /** Never: an app password is no factor of a login, and gives no level that could be asked for. */
    @Override
    public boolean isConfiguredFor(RealmModel realm, UserModel user, String credentialType) {
        return false;
    }

    /** Never: an app password is right for its service alone. */
    @Override
    public boolean isValid(RealmModel realm, UserModel user, CredentialInput input) {
        return false;
    }
}
