package dev.mfapack.factors.level;

import dev.mfapack.core.level.Level;
import dev.mfapack.factors.KeycloakClock;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.keycloak.authentication.authenticators.util.AcrStore;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.Constants;

/**
 * What a person has verified through an app, in the notes of that app's own session. It raises that session and nothing else: neither
 * the browser's session nor what other apps see of it. The next token that the app gets shows it.
 */
public final class VerifiedByApi {

    private static final String LEVELS = "mfa.api.levels";
    private static final String METHODS = "mfa.api.methods";
    private static final String BETWEEN = " ";

    private final AuthenticatedClientSessionModel clientSession;

    private VerifiedByApi(AuthenticatedClientSessionModel clientSession) {
        this.clientSession = clientSession;
    }

    public static VerifiedByApi in(AuthenticatedClientSessionModel clientSession) {
        return new VerifiedByApi(clientSession);
    }

    /** Which levels, and when. */
    public LevelMap levels() {
        return LevelMap.of(clientSession.getNote(LEVELS));
    }

    /** By which credential types, in the order of their first use. */
    public List<String> methods() {
        String methods = Objects.requireNonNullElse(clientSession.getNote(METHODS), "");
        return Arrays.stream(methods.split(BETWEEN, -1))
                .filter(method -> !method.isEmpty())
                .toList();
    }

    /**
     * Raises the session.
     *
     * @return whether it had a lower level before
     */
    public boolean raise(Level level, String credentialType) {
        clientSession.setNote(
                LEVELS, levels().with(level, KeycloakClock.INSTANCE.instant()).note());
        clientSession.setNote(
                METHODS,
                String.join(
                        BETWEEN,
                        Stream.concat(methods().stream(), Stream.of(credentialType))
                                .distinct()
                                .toList()));
        boolean isHigher = AcrStore.getCurrentLevelOfAuthentication(clientSession) < level.number();
        if (isHigher) {
            clientSession.setNote(Constants.LEVEL_OF_AUTHENTICATION, String.valueOf(level.number()));
        }
        return isHigher;
    }
}
