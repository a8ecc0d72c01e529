package dev.mfapack.factors.level;

import dev.mfapack.core.backupcode.BackupCodes;
import dev.mfapack.core.level.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Which of somebody's second factors is asked for first. That is the first of them in Keycloak's own order of credentials: it
 * decides which way a login begins with and which number or app is taken first, administrators see and change it in their console,
 * it travels with exports, and a login needs to look nothing up for it.
 */
public final class PreferredFactor {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final AuthenticationFlowModel flow;
    private final UserModel user;

    private PreferredFactor(KeycloakSession session, RealmModel realm, AuthenticationFlowModel flow, UserModel user) {
        this.session = session;
        this.realm = realm;
        this.flow = flow;
        this.user = user;
    }

    /** Of one person, in a flow. */
    public static PreferredFactor of(
            KeycloakSession session, RealmModel realm, AuthenticationFlowModel flow, UserModel user) {
        return new PreferredFactor(session, realm, flow, user);
    }

    /**
     * What can be preferred, in the order in which logins ask for it. Passkeys are none of it: the login form takes them before
     * anything is asked; nor are backup codes, which always come last.
     */
    public List<CredentialModel> choices() {
        Map<String, Level> levels = new FlowLevels(session, realm).ofCredentialTypes(flow.getId());
        return user.credentialManager()
                .getStoredCredentialsStream()
                .filter(credential -> levels.get(credential.getType()) == Level.MFA)
                .filter(credential -> !credential.getType().equals(BackupCodes.TYPE))
                .filter(credential -> PersonalFactors.isUsable(session, user, credential))
                .toList();
    }

    /** From now on it is asked for first; empty when it cannot be preferred. */
    public Optional<CredentialModel> prefer(String credentialId) {
        Optional<CredentialModel> chosen = choices().stream()
                .filter(credential -> credential.getId().equals(credentialId))
                .findFirst();
        chosen.ifPresent(credential -> user.credentialManager().moveStoredCredentialTo(credential.getId(), null));
        return chosen;
    }
}
