package dev.mfapack.demo.app;

import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.openid.connect.sdk.claims.ACR;
import com.nimbusds.openid.connect.sdk.claims.AMR;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the app knows about a person after a login: the validated ID token, and the access token that came with it. */
record SignedIn(IDTokenClaimsSet claims, JWT idToken, AccessToken accessToken, Instant accessTokenEnds) {

    /** A token that ends while a call is on its way helps nobody. */
    private static final Duration TIME_FOR_A_CALL = Duration.ofSeconds(10);

    boolean shows(Strength strength, Clock clock) {
        return strength.isShownBy(acr().orElse(null), authTime().orElse(null), clock);
    }

    boolean accessTokenStillGood(Clock clock) {
        return clock.instant().plus(TIME_FOR_A_CALL).isBefore(accessTokenEnds);
    }

    String name() {
        return Optional.ofNullable(claims.getStringClaim("name")).orElseGet(this::username);
    }

    String username() {
        return Optional.ofNullable(claims.getStringClaim("preferred_username"))
                .orElseGet(() -> claims.getSubject().getValue());
    }

    Optional<String> acr() {
        return Optional.ofNullable(claims.getACR()).map(ACR::getValue);
    }

    List<String> amr() {
        return Optional.ofNullable(claims.getAMR()).orElse(List.of()).stream()
                .map(AMR::getValue)
                .toList();
    }

    Optional<Instant> authTime() {
        return Optional.ofNullable(claims.getAuthenticationTime()).map(time -> time.toInstant());
    }
}
