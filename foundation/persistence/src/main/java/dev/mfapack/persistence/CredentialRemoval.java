package dev.mfapack.persistence;

import jakarta.persistence.PersistenceException;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelException;
import org.keycloak.models.UserModel;

/** Removing a credential that somebody else may remove at the same time. */
public final class CredentialRemoval {

    private CredentialRemoval() {}

    /**
     * Removes it at once, and not when the request ends, when nobody could be told any more that it has failed.
     *
     * @return false when there is none by now; then the caller must refuse, so that the request is rolled back
     */
    public static boolean of(KeycloakSession session, UserModel user, String credentialId) {
        try {
            boolean removed = user.credentialManager().removeStoredCredentialById(credentialId);
            session.getProvider(JpaConnectionProvider.class).getEntityManager().flush();
            return removed;
        } catch (ModelException | PersistenceException e) {
            if (Tries.isWorthAnother(e)) {
                return false;
            }
            throw e;
        }
    }
}
