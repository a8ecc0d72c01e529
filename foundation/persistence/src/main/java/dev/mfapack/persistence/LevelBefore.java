package dev.mfapack.persistence;

import dev.mfapack.core.level.Level;
import java.util.Optional;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * What a session had proven when a login began in it. By the time Keycloak tells of the login, the session has the new level
 * already; so it is noted at the beginning.
 */
public final class LevelBefore {

    private static final String NOTE = "mfa-level-before";

    private LevelBefore() {}

    public static void note(AuthenticationSessionModel authSession, Level level) {
        authSession.setAuthNote(NOTE, String.valueOf(level.number()));
    }

    /** Empty when there was no session. */
    public static Optional<Level> of(AuthenticationSessionModel authSession) {
        return Optional.ofNullable(authSession.getAuthNote(NOTE))
                .map(Integer::valueOf)
                .flatMap(Level::ofNumber);
    }
}
