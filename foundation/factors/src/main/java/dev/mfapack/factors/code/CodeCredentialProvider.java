package dev.mfapack.factors.code;

import dev.mfapack.core.audit.AuditType;
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

/** Destinations as credentials, so that Keycloak lists, exports and deletes them like its own. */
public final class CodeCredentialProvider implements CredentialProvider<CodeCredentialModel>, CredentialInputValidator {

    private final KeycloakSession session;
    private final CodeFactor factor;

    /** Whose credentials are listed: Keycloak tells it of the type alone, just before it asks about each credential. */
    private @Nullable UserModel shownTo;

    public CodeCredentialProvider(KeycloakSession session, CodeFactor factor) {
        this.session = session;
        this.factor = factor;
    }

    @Override
    public String getType() {
        return factor.factor().id();
    }

    @Override
    public CredentialModel createCredential(RealmModel realm, UserModel user, CodeCredentialModel model) {
        return user.credentialManager().createStoredCredential(model);
    }

    @Override
    public boolean deleteCredential(RealmModel realm, UserModel user, String credentialId) {
        return user.credentialManager().removeStoredCredentialById(credentialId);
    }

    @Override
    public CodeCredentialModel getCredentialFromModel(CredentialModel model) {
        return CodeCredentialModel.of(factor, model);
    }

    @Override
    public CredentialMetadata getCredentialMetadata(CodeCredentialModel model, CredentialTypeMetadata typeMetadata) {
        CredentialMetadata metadata = new CredentialMetadata();
        metadata.setCredentialModel(model);
        metadata.setInfoProperties(told(model));
        if (!model.isConfirmed()) {
            metadata.setWarningMessageTitle("mfaUnconfirmedTitle");
            metadata.setWarningMessageDescription("mfaUnconfirmedHint");
        }
        return metadata;
    }

    /** Where codes go, masked, and when one was last right, as far back as the realm keeps its audit log. */
    private List<LocalizedMessage> told(CodeCredentialModel model) {
        List<LocalizedMessage> told = new ArrayList<>();
        told.add(new LocalizedMessage(
                "mfaCodesGoTo", new Object[] {model.destination().masked()}));
        if (shownTo != null) {
            UserModel person = shownTo;
            new AuditEvents(session)
                    .latest(
                            session.getContext().getRealm().getId(),
                            person.getId(),
                            AuditType.CHALLENGE_VERIFIED,
                            model.getId())
                    .ifPresent(last -> told.add(LastUse.of(session, person, last)));
        }
        return told;
    }

    @Override
    public CredentialTypeMetadata getCredentialTypeMetadata(CredentialTypeMetadataContext context) {
        shownTo = context.getUser();
        return CredentialTypeMetadata.builder()
                .type(getType())
                .category(CredentialTypeMetadata.Category.TWO_FACTOR)
                .displayName(getType() + "-display-name")
                .helpText(getType() + "-help-text")
                .iconCssClass("kcAuthenticatorOTPClass")
                .createAction(factor.enrolAction())
                .removeable(!AccountRest.isDeletion(session))
                .build(session);
    }

    @Override
    public boolean supportsCredentialType(String credentialType) {
        return getType().equals(credentialType);
    }

    @Override
    public boolean isConfiguredFor(RealmModel realm, UserModel user, String credentialType) {
        return supportsCredentialType(credentialType)
                && !Destinations.of(factor, session, user).usable().isEmpty();
    }

    /** Never: a code is right only within its challenge. */
    @Override
    public boolean isValid(RealmModel realm, UserModel user, CredentialInput input) {
        return false;
    }
}
