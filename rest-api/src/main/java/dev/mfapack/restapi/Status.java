package dev.mfapack.restapi;

import dev.mfapack.factors.level.LevelMap;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.authenticators.util.AcrStore;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.Constants;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.services.managers.AuthenticationManager.AuthResult;

/**
 * A person's factors, and what the session has proven.
 *
 * @param factors everything but the password
 * @param level level of the calling client's session: 1 basic, 2 mfa, 3 phishing-resistant; 0 when none is known
 * @param provenAt when each level was proven last in the person's browser session, ISO 8601 in UTC
 */
record Status(List<FactorStatus> factors, int level, Map<Integer, String> provenAt) {

    /**
     * One factor.
     *
     * @param id credential id
     * @param type credential type
     * @param label the person's own name for it
     * @param createdAt when it was bound, ISO 8601 in UTC
     */
    record FactorStatus(
            String id,
            String type,
            @Nullable String label,
            @Nullable String createdAt) {}

    static Status of(AuthResult auth) {
        return new Status(factors(auth.user()), level(auth), provenAt(auth.session()));
    }

    private static List<FactorStatus> factors(UserModel user) {
        return user.credentialManager()
                .getStoredCredentialsStream()
                .filter(credential -> !credential.getType().equals(PasswordCredentialModel.TYPE))
                .map(credential -> new FactorStatus(
                        credential.getId(),
                        credential.getType(),
                        credential.getUserLabel(),
                        credential.getCreatedDate() == null
                                ? null
                                : iso(Instant.ofEpochMilli(credential.getCreatedDate()))))
                .toList();
    }

    private static int level(AuthResult auth) {
        AuthenticatedClientSessionModel clientSession = auth.session()
                .getAuthenticatedClientSessionByClient(auth.client().getId());
        return clientSession == null ? 0 : Math.max(0, AcrStore.getCurrentLevelOfAuthentication(clientSession));
    }

    private static Map<Integer, String> provenAt(UserSessionModel session) {
        Map<Integer, String> provenAt = new TreeMap<>();
        LevelMap.of(session.getNote(Constants.LOA_MAP))
                .secondsByLevel()
                .forEach((level, at) -> provenAt.put(level, iso(Instant.ofEpochSecond(at))));
        return provenAt;
    }

    private static String iso(Instant time) {
        return time.toString();
    }
}
