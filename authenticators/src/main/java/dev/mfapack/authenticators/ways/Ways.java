package dev.mfapack.authenticators.ways;

import dev.mfapack.core.backupcode.BackupCodes;
import java.util.List;
import java.util.Optional;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * The ways that a login offers. Keycloak offers the factors for which a credential is stored, and in the order of the person's
 * credentials, whatever the flow's: what was bound first is asked for first.
 */
public final class Ways {

    private Ways() {}

    /**
     * The credential type by which Keycloak finds out whether to offer a factor: one that nobody has, where what is stored does
     * not count. Otherwise Keycloak would begin with it, fail, and never come to the ways after it.
     */
    public static String typeIfUsable(KeycloakSession session, String type) {
        return Optional.ofNullable(session.getContext().getAuthenticationSession())
                        .map(AuthenticationSessionModel::getAuthenticatedUser)
                        .filter(user -> !user.credentialManager().isConfiguredFor(type))
                        .isPresent()
                ? type + ".unusable"
                : type;
    }

    /** Backup codes are for when nothing else is at hand: they must never be asked for first, even if they were made first. */
    public static void backupCodesLast(UserModel user) {
        List<CredentialModel> stored =
                user.credentialManager().getStoredCredentialsStream().toList();
        if (stored.isEmpty() || stored.get(stored.size() - 1).getType().equals(BackupCodes.TYPE)) {
            return;
        }
        String last = stored.get(stored.size() - 1).getId();
        stored.stream()
                .filter(credential -> credential.getType().equals(BackupCodes.TYPE))
                .forEach(codes -> user.credentialManager().moveStoredCredentialTo(codes.getId(), last));
    }
}
