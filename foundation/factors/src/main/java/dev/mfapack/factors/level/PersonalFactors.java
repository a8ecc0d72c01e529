package dev.mfapack.factors.level;

import dev.mfapack.core.level.Level;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.WebAuthnCredentialModel;
import org.keycloak.storage.StorageId;

/** At which levels a person has a factor that a flow holds. */
public final class PersonalFactors {

    private PersonalFactors() {}

    public static Set<Level> levels(
            KeycloakSession session, RealmModel realm, AuthenticationFlowModel flow, UserModel user) {
        Map<String, Level> levelsOfTypes = RealmCache.get(
                realm,
                "levels of " + flow.getId(),
                () -> new FlowLevels(session, realm).ofCredentialTypes(flow.getId()));
        Set<String> stored = user.credentialManager()
                .getStoredCredentialsStream()
                .map(CredentialModel::getType)
                .collect(Collectors.toSet());
        Set<Level> levels = EnumSet.noneOf(Level.class);
        levelsOfTypes.forEach((type, level) -> {
            if (isUsable(type, realm)
                    && (stored.contains(type) ? counts(type, user) : isConfiguredElsewhere(type, user))) {
                levels.add(level);
            }
        });
        return levels;
    }

    /** What is stored under a type of the pack's own may have yet to be proven. */
    private static boolean counts(String type, UserModel user) {
        return !type.startsWith("mfa-") || user.credentialManager().isConfiguredFor(type);
    }

    /** Another server may hold the credentials of its people; for everybody else there is nothing to ask there. */
    private static boolean isConfiguredElsewhere(String type, UserModel user) {
        return (user.isFederated() || !StorageId.isLocalStorage(user.getId()))
                && user.credentialManager().isConfiguredFor(type);
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
