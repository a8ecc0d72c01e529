package dev.mfapack.demo.app;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.token.BearerTokenError;
import dev.mfapack.demo.web.Reply;
import dev.mfapack.demo.web.Request;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An API that moves money, so a token has to show a fresh second factor. What it lacks is said as RFC 9470, section 3, describes: the
 * client sends the person to Keycloak with the {@code acr_values} and {@code max_age} of the answer and comes back with a better token.
 *
 * <p>It believes {@code auth_time} only as far as Keycloak lets it: a refreshed token carries the time of the session's latest login,
 * which need not be the login that proved the {@code acr}. The sample app never refreshes, it asks for new tokens instead.
 */
final class TransferApi {

    private static final String REALM = "sample-app";

    private final Supplier<AccessTokens> tokens;
    private final Strength strength;
    private final Clock clock;

    /**
     * @param tokens asked for on the first call, since the app is up before Keycloak is
     */
    TransferApi(Supplier<AccessTokens> tokens, Strength strength, Clock clock) {
        this.tokens = tokens;
        this.strength = strength;
        this.clock = clock;
    }

    Reply answer(Request request) {
        Optional<String> token = bearerToken(request);
        if (token.isEmpty()) {
            return refusal(401, BearerTokenError.MISSING_TOKEN.setRealm(REALM).toWWWAuthenticateHeader());
        }
        return tokens.get()
                .read(token.get())
                .map(this::answer)
                .orElseGet(() -> refusal(
                        401, BearerTokenError.INVALID_TOKEN.setRealm(REALM).toWWWAuthenticateHeader()));
    }

    private Reply answer(JWTClaimsSet claims) {
        return strength.isShownBy(text(claims, "acr"), time(claims, "auth_time"), clock)
                ? Reply.json(200, "{\"status\":\"transferred\"}")
                : refusal(401, insufficientAuthentication());
    }

    private String insufficientAuthentication() {
        var error = new BearerTokenError(
                        "insufficient_user_authentication", "A second factor of the last 15 minutes is needed", 401)
                .setRealm(REALM);
        return error.toWWWAuthenticateHeader() + ", acr_values=\"" + strength.acrValue() + "\", max_age=\""
                + strength.maxAge().toSeconds() + "\"";
    }

    private static Reply refusal(int status, String challenge) {
        return Reply.json(status, "{\"status\":\"refused\"}").with("WWW-Authenticate", challenge);
    }

    private static Optional<String> bearerToken(Request request) {
        return request.header("Authorization")
                .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, "Bearer ".length()))
                .map(value -> value.substring("Bearer ".length()).strip());
    }

    private static @Nullable String text(JWTClaimsSet claims, String name) {
        try {
            return claims.getStringClaim(name);
        } catch (ParseException e) {
            return null;
        }
    }

    private static @Nullable Instant time(JWTClaimsSet claims, String name) {
        return claims.getClaim(name) instanceof Number seconds ? Instant.ofEpochSecond(seconds.longValue()) : null;
    }
}
