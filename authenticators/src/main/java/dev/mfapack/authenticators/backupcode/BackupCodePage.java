package dev.mfapack.authenticators.backupcode;

import dev.mfapack.core.backupcode.BackupCodes;
import dev.mfapack.factors.backupcode.PersonsBackupCodes;
import dev.mfapack.factors.level.PersonalFactors;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.models.RealmModel;
import org.keycloak.models.credential.WebAuthnCredentialModel;
import org.keycloak.models.utils.FormMessage;

/**
 * The page that asks for a backup code. Who has a passkey, and nothing else, sees that first: a code is for when it is not at
 * hand.
 */
final class BackupCodePage {

    static final String CODE = "code";

    private static final String TEMPLATE = "mfa-backup-code.ftl";
    private static final String ACTION = "mfa-action";

    private final AuthenticationFlowContext context;

    BackupCodePage(AuthenticationFlowContext context) {
        this.context = context;
    }

    Response show() {
        MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
        boolean codeWanted = form.containsKey(CODE) || "code".equals(form.getFirst(ACTION));
        int left = PersonsBackupCodes.of(context.getSession(), context.getRealm(), context.getUser())
                .left()
                .orElse(0);
        return context.form()
                .setAttribute(
                        "mfa",
                        Map.of(
                                "passkeyFirst",
                                !codeWanted && isPasskeyTheOtherWay(),
                                "few",
                                left <= BackupCodes.FEW,
                                "left",
                                left))
                .createForm(TEMPLATE);
    }

    Response showError(String messageKey) {
        context.form().addError(new FormMessage(CODE, messageKey));
        return show();
    }

    /** It is of a higher level, and so never among the other ways of this one; the login form takes it. */
    private boolean isPasskeyTheOtherWay() {
        RealmModel realm = context.getRealm();
        return context.getAuthenticationSelections().size() <= 1
                && Boolean.TRUE.equals(realm.getWebAuthnPolicyPasswordless().isPasskeysEnabled())
                && PersonalFactors.passkeysVerifyTheUser(realm)
                && context.getUser().credentialManager().isConfiguredFor(WebAuthnCredentialModel.TYPE_PASSWORDLESS);
    }
}
