package dev.mfapack.restapi;

import dev.mfapack.core.level.Level;
import dev.mfapack.core.level.Proven;
import dev.mfapack.factors.KeycloakClock;
import dev.mfapack.factors.level.LevelMap;
import dev.mfapack.factors.level.VerifiedByApi;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.keycloak.authentication.authenticators.util.AcrStore;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.Constants;
import org.keycloak.models.UserSessionModel;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.managers.AuthenticationManager.AuthResult;

/**
 * What a token shows: what the session of its client has proven, and when, as far as that was so when the token was made. What the
 * person has proven for another app since, or what this app's own session has been raised to since, a new token shows.
 */
final class CallerProof {

    private final AuthResult auth;
    private final AuthenticatedClientSessionModel clientSession;

    private CallerProof(AuthResult auth, AuthenticatedClientSessionModel clientSession) {
        this.auth = auth;
        this.clientSession = clientSession;
    }

    static CallerProof of(AuthResult auth) {
        return new CallerProof(
                auth,
                auth.session()
                        .getAuthenticatedClientSessionByClient(auth.client().getId()));
    }

    /** The level of the calling client's session; empty when none is known. */
    Optional<Level> level() {
        return Level.ofNumber(AcrStore.getCurrentLevelOfAuthentication(clientSession));
    }

    /** What it has proven, and when. */
    Proven proven() {
        Proven inTheBrowser = shown(LevelMap.of(auth.session().getNote(Constants.LOA_MAP)), Proven.nothing());
        return shown(VerifiedByApi.in(clientSession).levels(), inTheBrowser);
    }

    /** When the person last logged in, as opposed to having been let pass by a session; empty when that is not known. */
    Optional<Instant> loggedInAt() {
        UserSessionModel session = auth.session();
        return Optional.ofNullable(session.getNote(AuthenticationManager.AUTH_TIME))
                .map(seconds -> Instant.ofEpochSecond(Long.parseLong(seconds)))
                .filter(this::isShown);
    }

    /** Whether the person has proven {@code level}, or logged in at all where it is the first, within {@code maxAge}. */
    boolean satisfies(Level level, Duration maxAge) {
        Instant now = KeycloakClock.INSTANCE.instant();
        return level == Level.BASIC
                ? loggedInAt().filter(time -> !time.plus(maxAge).isBefore(now)).isPresent()
                : proven().satisfies(level, Optional.of(maxAge), now);
    }

    private Proven shown(LevelMap levels, Proven soFar) {
        Level most = level().orElse(null);
        Proven proven = soFar;
        for (Map.Entry<Level, Instant> entry : levels.proven().at().entrySet()) {
            if (most != null && most.covers(entry.getKey()) && isShown(entry.getValue())) {
                proven = proven.and(entry.getKey(), entry.getValue());
            }
        }
        return proven;
    }

    /** All of these times are whole seconds, and so is the token's. */
    private boolean isShown(Instant time) {
        return !time.isAfter(Instant.ofEpochSecond(auth.token().getIat()));
    }
}
