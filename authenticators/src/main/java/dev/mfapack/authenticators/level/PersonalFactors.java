package dev.mfapack.authenticators.level;

import dev.mfapack.core.level.Level;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.util.LoAUtil;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.Constants;
import org.keycloak.models.RealmModel;
import org.keycloak.models.credential.WebAuthnCredentialModel;

/** At which levels the person has a factor that the flow holds. */
final class PersonalFactors {

    private PersonalFactors() {}

    static Set<Level> levels(AuthenticationFlowContext context) {
        Map<String, Integer> levelOfType =
                LoAUtil.getCredentialTypesToLoAMap(context.getSession(), context.getRealm(), context.getTopLevelFlow());
        Set<Level> levels = EnumSet.noneOf(Level.class);
        context.getUser()
                .credentialManager()
                .getStoredCredentialsStream()
                .map(CredentialModel::getType)
                .filter(type -> !type.equals(WebAuthnCredentialModel.TYPE_PASSWORDLESS)
                        || passkeysVerifyTheUser(context.getRealm()))
                .map(levelOfType::get)
                .flatMap(number -> number == null ? Optional.<Level>empty().stream() : Level.ofNumber(number).stream())
                .forEach(levels::add);
        return levels;
    }

    /** Without user verification a passkey is one factor, whoever holds the device: WebAuthn level 3 section 6.2.3. */
    static boolean passkeysVerifyTheUser(RealmModel realm) {
        return Constants.WEBAUTHN_POLICY_OPTION_REQUIRED.equals(
                realm.getWebAuthnPolicyPasswordless().getUserVerificationRequirement());
    }
}
