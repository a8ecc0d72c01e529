package dev.mfapack.authenticators.level;

import dev.mfapack.core.level.Level;
import java.util.EnumSet;
import java.util.Set;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.models.Constants;
import org.keycloak.models.RealmModel;
import org.keycloak.models.credential.WebAuthnCredentialModel;

/** At which levels the person has a factor that the flow holds. */
final class PersonalFactors {

    private PersonalFactors() {}

    static Set<Level> levels(AuthenticationFlowContext context) {
        Set<Level> levels = EnumSet.noneOf(Level.class);
        new FlowLevels(context)
                .ofCredentialTypes(context.getTopLevelFlow().getId())
                .forEach((type, level) -> {
                    if (isUsable(type, context.getRealm())
                            && context.getUser().credentialManager().isConfiguredFor(type)) {
                        levels.add(level);
                    }
                });
        return levels;
    }

    private static boolean isUsable(String type, RealmModel realm) {
        return !type.equals(WebAuthnCredentialModel.TYPE_PASSWORDLESS) || passkeysVerifyTheUser(realm);
    }

    /** Without user verification a passkey is one factor, whoever holds the device: WebAuthn level 3 section 6.2.3. */
    static boolean passkeysVerifyTheUser(RealmModel realm) {
        return Constants.WEBAUTHN_POLICY_OPTION_REQUIRED.equals(
                realm.getWebAuthnPolicyPasswordless().getUserVerificationRequirement());
    }
}
