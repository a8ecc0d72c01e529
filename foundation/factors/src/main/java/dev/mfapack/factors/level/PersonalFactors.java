package dev.mfapack.factors.level;

import dev.mfapack.core.level.Level;
import dev.mfapack.factors.code.CodeFactors;
import dev.mfapack.factors.code.Destinations;
import java.util.Collection;
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
        return levels(session, realm, flow, user, Set.of());
    }

    /**
     * As if the person did not have some of them.
     *
     * @param without ids of credentials
     */
    public static Set<Level> levels(
            KeycloakSession session,
            RealmModel realm,
            AuthenticationFlowModel flow,
            UserModel user,
            Collection<String> without) {
        Map<String, Level> levelsOfTypes = RealmCache.get(
                realm,
                "levels of " + flow.getId(),
                () -> new FlowLevels(session, realm).ofCredentialTypes(flow.getId()));
        Set<String> stored = user.credentialManager()
                .getStoredCredentialsStream()
                .filter(credential -> !without.contains(credential.getId()))
                .map(CredentialModel::getType)
                .collect(Collectors.toSet());
        Set<Level> levels = EnumSet.noneOf(Level.class);
        levelsOfTypes.forEach((type, level) -> {
            if (isUsable(type, realm)
                    && (stored.contains(type)
                            ? counts(session, type, user, without)
                            : without.isEmpty() && isConfiguredElsewhere(type, user))) {
                levels.add(level);
            }
        });
        return levels;
    }

    /** What is stored under a type of the pack's own may have yet to be proven. */
    private static boolean counts(KeycloakSession session, String type, UserModel user, Collection<String> without) {
        if (!type.startsWith("mfa-") || without.isEmpty()) {
            return !type.startsWith("mfa-") || user.credentialManager().isConfiguredFor(type);
        }
        return CodeFactors.ALL.stream()
                .filter(factor -> factor.factor().id().equals(type))
                .findFirst()
                .map(factor -> Destinations.of(factor, session, user).usable().stream()
                        .anyMatch(bound -> !without.contains(bound.getId())))
                .orElseGet(() -> user.credentialManager().isConfiguredFor(type));
    }

    /** Whether a stored credential counts by itself. */
    public static boolean isUsable(KeycloakSession session, UserModel user, CredentialModel credential) {
        String type = credential.getType();
        return CodeFactors.ALL.stream()
                .filter(factor -> factor.factor().id().equals(type))
                .findFirst()
                .map(factor -> Destinations.of(factor, session, user).usable().stream()
                        .anyMatch(bound -> bound.getId().equals(credential.getId())))
                .orElse(true);
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
