package dev.mfapack.factors;

import dev.mfapack.factors.policy.FlowPolicies;
import java.util.regex.Pattern;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.credential.CredentialTypeMetadata;
import org.keycloak.credential.CredentialTypeMetadata.CredentialTypeMetadataBuilder;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * The account's REST call that deletes a credential, which Keycloak itself calls deprecated. It looks at the level of that
 * type and at no age; the action {@code delete_credential} asks for the best that the person has, and is the only way where the
 * decision stands in the flow (SP 800-63B-4 section 4.1.2.1).
 */
public final class AccountRest {

    /** With the version that the call may name, or without. */
    private static final Pattern ACCOUNT_CREDENTIAL = Pattern.compile("/account/(?:[^/]+/)?credentials/");

    private AccountRest() {}

    /** Whether this request is that call. */
    public static boolean isDeletion(KeycloakSession session) {
        HttpRequest request = session.getContext().getHttpRequest();
        return request != null
                && "DELETE".equals(request.getHttpMethod())
                && ACCOUNT_CREDENTIAL.matcher(request.getUri().getPath()).find();
    }

    /** What Keycloak says of one of its own types, and to that call that nothing of it is removed, where the decision stands in the flow. */
    public static CredentialTypeMetadata guarded(KeycloakSession session, CredentialTypeMetadata keycloaks) {
        return isDeletion(session) && decides(session.getContext().getRealm())
                ? notRemoveable(session, keycloaks)
                : keycloaks;
    }

    private static boolean decides(RealmModel realm) {
        return !AuthenticatorUtil.getExecutionsByType(
                        realm, realm.getBrowserFlow().getId(), FlowPolicies.STEP)
                .isEmpty();
    }

    private static CredentialTypeMetadata notRemoveable(KeycloakSession session, CredentialTypeMetadata keycloaks) {
        CredentialTypeMetadataBuilder copy = CredentialTypeMetadata.builder()
                .type(keycloaks.getType())
                .category(keycloaks.getCategory())
                .displayName(keycloaks.getDisplayName())
                .helpText(keycloaks.getHelpText())
                .iconCssClass(keycloaks.getIconCssClass())
                .removeable(false);
        if (keycloaks.getCreateAction() != null) {
            copy.createAction(keycloaks.getCreateAction());
        }
        if (keycloaks.getUpdateAction() != null) {
            copy.updateAction(keycloaks.getUpdateAction());
        }
        return copy.build(session);
    }
}
