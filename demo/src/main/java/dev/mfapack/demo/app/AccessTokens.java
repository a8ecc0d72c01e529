package dev.mfapack.demo.app;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.URI;
import java.text.ParseException;
import java.util.Optional;
import java.util.Set;

/** Tells good access tokens from others: signed by the realm, not expired, of the kind "Bearer" and issued to this app. */
final class AccessTokens {

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    AccessTokens(URI issuer, String clientId, JWKSource<SecurityContext> keys) {
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, keys));
        // Keycloak puts "typ" into the claims; without it an ID token would pass for an access token.
        var wanted = new JWTClaimsSet.Builder()
                .issuer(issuer.toString())
                .claim("azp", clientId)
                .claim("typ", "Bearer")
                .build();
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(wanted, Set.of("sub", "exp", "iat")));
    }

    Optional<JWTClaimsSet> read(String token) {
        try {
            return Optional.of(processor.process(token, null));
        } catch (ParseException | BadJOSEException | JOSEException e) {
            return Optional.empty();
        }
    }
}
