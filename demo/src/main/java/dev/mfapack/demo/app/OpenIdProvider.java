package dev.mfapack.demo.app;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.AuthenticationErrorResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.ACR;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keycloak as the app talks to it: authorization code with PKCE, state and nonce, ID tokens checked against the published keys. */
final class OpenIdProvider {

    private static final Scope SCOPE = new Scope("openid", "profile", "email");
    /** What Keycloak signs with unless a realm says otherwise; naming it keeps a token from choosing for itself. */
    private static final JWSAlgorithm SIGNED_WITH = JWSAlgorithm.RS256;

    private static final int TIMEOUT_MILLIS = 5_000;

    private final Issuer issuer;
    private final ClientID clientId;
    private final Secret clientSecret;
    private final URI callback;
    private final Clock clock;
    private @Nullable OIDCProviderMetadata metadata;
    private @Nullable IDTokenValidator idTokens;

    OpenIdProvider(URI issuer, String clientId, String clientSecret, URI callback, Clock clock) {
        this.issuer = new Issuer(issuer);
        this.clientId = new ClientID(clientId);
        this.clientSecret = new Secret(clientSecret);
        this.callback = callback;
        this.clock = clock;
    }

    /** A login that did not come to a good end, in words for the person in front of it. */
    static final class LoginRefusedException extends Exception {
        LoginRefusedException(String message) {
            super(message);
        }
    }

    /**
     * Where to send the browser.
     *
     * <p>For a strength only {@code acr_values} is sent, not {@code max_age}. The level conditions of the realm's flow carry the 15
     * minutes themselves (Max Age 900): a proof that is too old is asked for again, and that alone. With {@code max_age} Keycloak
     * starts over with the password as soon as the session is older, although only the second factor has aged. {@code acr_values} is a
     * wish, so whoever sends it looks at what comes back: {@link Strength#isShownBy}.
     */
    URI loginAddress(LoginAttempt attempt) {
        var request = new AuthenticationRequest.Builder(ResponseType.CODE, SCOPE, clientId, callback)
                .endpointURI(metadata().getAuthorizationEndpointURI())
                .state(attempt.state())
                .nonce(attempt.nonce())
                .codeChallenge(attempt.verifier(), CodeChallengeMethod.S256);
        if (attempt.wanted() != null) {
            request.acrValues(List.of(new ACR(attempt.wanted().acrValue())));
        }
        return request.build().toURI();
    }

    /** The attempt that an answer belongs to, or null when it names none. */
    static @Nullable State stateOf(URI answer) {
        try {
            return AuthenticationResponseParser.parse(answer).getState();
        } catch (ParseException e) {
            return null;
        }
    }

    /** Turns Keycloak's answer into tokens and checks them. */
    SignedIn finish(LoginAttempt attempt, URI answer) throws LoginRefusedException {
        try {
            var tokens = redeem(attempt, codeFrom(attempt, answer));
            JWT idToken = tokens.getOIDCTokens().getIDToken();
            var claims = idTokens().validate(idToken, attempt.nonce());
            var accessToken = tokens.getOIDCTokens().getAccessToken();
            var ends = clock.instant().plus(Duration.ofSeconds(accessToken.getLifetime()));
            return new SignedIn(claims, idToken, accessToken, ends);
        } catch (ParseException e) {
            throw new LoginRefusedException("Keycloak's answer cannot be read: " + e.getMessage());
        } catch (BadJOSEException | JOSEException e) {
            throw new LoginRefusedException("The ID token is not to be trusted: " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI logoutAddress(SignedIn signedIn, URI afterwards) {
        return new LogoutRequest(metadata().getEndSessionEndpointURI(), signedIn.idToken(), afterwards, new State())
                .toURI();
    }

    URI keysAddress() {
        return metadata().getJWKSetURI();
    }

    private AuthorizationCode codeFrom(LoginAttempt attempt, URI answer) throws ParseException, LoginRefusedException {
        var response = AuthenticationResponseParser.parse(answer);
        if (response instanceof AuthenticationErrorResponse error) {
            var why = error.getErrorObject();
            throw new LoginRefusedException(
                    why.getDescription() == null ? why.getCode() : why.getCode() + ": " + why.getDescription());
        }
        if (!attempt.state().equals(response.getState()) || !issuer.equals(response.getIssuer())) {
            throw new LoginRefusedException("The answer belongs to another login.");
        }
        return response.toSuccessResponse().getAuthorizationCode();
    }

    private OIDCTokenResponse redeem(LoginAttempt attempt, AuthorizationCode code)
            throws ParseException, IOException, LoginRefusedException {
        var request = new TokenRequest.Builder(
                        metadata().getTokenEndpointURI(),
                        new ClientSecretBasic(clientId, clientSecret),
                        new AuthorizationCodeGrant(code, callback, attempt.verifier()))
                .build()
                .toHTTPRequest();
        request.setConnectTimeout(TIMEOUT_MILLIS);
        request.setReadTimeout(TIMEOUT_MILLIS);
        var response = OIDCTokenResponseParser.parse(request.send());
        if (!response.indicatesSuccess()) {
            throw new LoginRefusedException("Keycloak gave no tokens: "
                    + response.toErrorResponse().getErrorObject().getCode());
        }
        return (OIDCTokenResponse) response.toSuccessResponse();
    }

    /** Asked for on the first login, since the app is up before Keycloak is. */
    private synchronized OIDCProviderMetadata metadata() {
        if (metadata == null) {
            try {
                metadata = OIDCProviderMetadata.resolve(issuer, TIMEOUT_MILLIS, TIMEOUT_MILLIS);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (GeneralException e) {
                throw new UncheckedIOException(new IOException("No OpenID provider at " + issuer, e));
            }
        }
        return metadata;
    }

    private synchronized IDTokenValidator idTokens() throws MalformedURLException {
        if (idTokens == null) {
            idTokens = new IDTokenValidator(
                    issuer, clientId, SIGNED_WITH, keysAddress().toURL());
        }
        return idTokens;
    }
}
