package dev.mfapack.factors.sms;

import dev.mfapack.core.challenge.Factor;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.keycloak.credential.CredentialInput;
import org.keycloak.credential.CredentialInputValidator;
import org.keycloak.credential.CredentialModel;
import org.keycloak.credential.CredentialProvider;
import org.keycloak.credential.CredentialTypeMetadata;
import org.keycloak.credential.CredentialTypeMetadataContext;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Telephone numbers as credentials, so that Keycloak lists, exports and deletes them like its own. */
public final class SmsCredentialProvider implements CredentialProvider<SmsCredentialModel>, CredentialInputValidator {

    /** The action that binds a number. */
    public static final String ENROL_ACTION = "mfa-enroll-sms";

    /** With the version that the call may name, or without. */
    private static final Pattern ACCOUNT_CREDENTIAL = Pattern.compile("/account/(?:[^/]+/)?credentials/");

    private final KeycloakSession session;

    SmsCredentialProvider(KeycloakSession session) {
        this.session = session;
    }

    /** The person's numbers, the preferred one first. */
    public static Stream<SmsCredentialModel> numbersOf(UserModel user) {
        return user.credentialManager()
                .getStoredCredentialsByTypeStream(SmsCredentialModel.TYPE)
                .map(SmsCredentialModel::of);
    }

    @Override
    public String getType() {
        return SmsCredentialModel.TYPE;
    }

    @Override
    public CredentialModel createCredential(RealmModel realm, UserModel user, SmsCredentialModel model) {
        return user.credentialManager().createStoredCredential(model);
    }

    @Override
    public boolean deleteCredential(RealmModel realm, UserModel user, String credentialId) {
        return user.credentialManager().removeStoredCredentialById(credentialId);
    }

    @Override
    public SmsCredentialModel getCredentialFromModel(CredentialModel model) {
        return SmsCredentialModel.of(model);
    }

    @Override
    public CredentialTypeMetadata getCredentialTypeMetadata(CredentialTypeMetadataContext context) {
        return CredentialTypeMetadata.builder()
                .type(getType())
                .category(CredentialTypeMetadata.Category.TWO_FACTOR)
                .displayName(Factor.SMS.id() + "-display-name")
                .helpText(Factor.SMS.id() + "-help-text")
                .iconCssClass("kcAuthenticatorOTPClass")
                .createAction(ENROL_ACTION)
                .removeable(!isDeletedByRest())
                .build(session);
    }

    /**
     * Whether this is the account's REST call that deletes a credential. It looks at the level of that type and at no age; the
     * action {@code delete_credential} asks for the best that the person has.
     */
    private boolean isDeletedByRest() {
        HttpRequest request = session.getContext().getHttpRequest();
        return request != null
                && "DELETE".equals(request.getHttpMethod())
                && ACCOUNT_CREDENTIAL.matcher(request.getUri().getPath()).find();
    }

    @Override
    public boolean supportsCredentialType(String credentialType) {
        return getType().equals(credentialType);
    }

    @Override
    public boolean isConfiguredFor(RealmModel realm, UserModel user, String credentialType) {
        return supportsCredentialType(credentialType)
                && user.credentialManager()
                        .getStoredCredentialsByTypeStream(credentialType)
                        .findAny()
                        .isPresent();
    }

    /** Never: a code is right only within its challenge. */
    @Override
    public boolean isValid(RealmModel realm, UserModel user, CredentialInput input) {
        return false;
    }
}
