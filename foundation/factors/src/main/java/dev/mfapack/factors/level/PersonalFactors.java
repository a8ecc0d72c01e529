package dev.mfapack.factors.level;

import dev.mfapack.core.level.Level;
import java.util.EnumSet;
import java.util.Set;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.WebAuthnCredentialModel;

/** At which levels a person has a factor that a flow holds. */
public final class PersonalFactors {

    private PersonalFactors() {}

    public static Set<Level> levels(
            KeycloakSession session, RealmModel realm, AuthenticationFlowModel flow, UserModel user) {
        Set<Level> levels = EnumSet.noneOf(Level.class);
        new FlowLevels(session, realm).ofCredentialTypes(flow.getId()).forEach((type, level) -> {
            if (isUsable(type, realm) && user.credentialManager().isConfiguredFor(type)) {
                levels.add(level);
            }
        });
        return levels;
    }

    private static boolean isUsable(String type, RealmModel realm) {
        return !type.equals(WebAuthnCredentialModel.TYPE_PASSWORDLESS) || passkeysVerifyTheUser(realm);
    }

    /** Without user verification a passkey is one factor, whoever holds the device: WebAuthn level 3 section 6.2.3. */
    public static boolean passkeysVerifyTheUser(RealmModel realm) {
        return Constants.WEBAUTHN_POLICY_OPTION_REQUIRED.equals(
                realm.getWebAuthnPolicyPasswordless().getUserVerificationRequirement());
    }
}
