package dev.mfapack.factors.level;

import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * The type whose level Keycloak asks for before an action that binds a factor; the decision asks for more where the person has
 * more. Keycloak takes what is stored for a proof that the person can give: somebody who has nothing but what does not count,
 * such as a number that is not proven or codes that are all spent, could not even bind the first that does.
 */
public final class StepUpType {

    private StepUpType() {}

    /** {@code type}, or null when nothing more than a password can be asked. */
    public static @Nullable String of(AuthenticationSessionModel authSession, String type) {
        UserModel user = authSession.getAuthenticatedUser();
        if (user == null) {
            return type;
        }
        Set<String> stored = user.credentialManager()
                .getStoredCredentialsStream()
                .map(CredentialModel::getType)
                .filter(it -> !it.equals(PasswordCredentialModel.TYPE))
                .collect(Collectors.toSet());
        boolean nothingCounts = stored.stream().noneMatch(user.credentialManager()::isConfiguredFor);
        return nothingCounts && !stored.isEmpty() ? null : type;
    }
}
