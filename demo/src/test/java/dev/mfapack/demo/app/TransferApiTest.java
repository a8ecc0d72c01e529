package dev.mfapack.demo.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.mfapack.demo.web.Reply;
import dev.mfapack.demo.web.Request;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** RFC 9470, section 3, and RFC 6750, section 3, with tokens of a realm that lives in this test. */
class TransferApiTest {

    private static final URI ISSUER = URI.create("http://localhost:8080/realms/mfa-demo");
    private static RSAKey realmKey;
    private static RSAKey strangersKey;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final Clock clock = Clock.fixed(now, ZoneOffset.UTC);
    private final TransferApi api = new TransferApi(
            () -> new AccessTokens(ISSUER, "sample-app", new ImmutableJWKSet<>(new JWKSet(realmKey))),
            Strength.MFA_WITHIN_15_MINUTES,
            clock);

    @BeforeAll
    static void makeKeys() throws JOSEException {
        realmKey = new RSAKeyGenerator(2048).keyID("realm").generate();
        strangersKey = new RSAKeyGenerator(2048).keyID("realm").generate();
    }

    @Test
    void a_fresh_second_factor_is_enough() throws JOSEException {
        assertThat(call(signed(claims("mfa", 60), realmKey)).status()).isEqualTo(200);
        assertThat(call(signed(claims("phr", 899), realmKey)).status()).isEqualTo(200);
    }

    @Test
    void a_password_alone_is_answered_with_what_is_missing() throws JOSEException {
        assertInsufficient(call(signed(claims("basic", 60), realmKey)));
    }

    @Test
    void an_old_second_factor_is_answered_with_what_is_missing() throws JOSEException {
        assertInsufficient(call(signed(claims("mfa", 901), realmKey)));
    }

    @Test
    void a_token_without_strength_or_time_is_answered_with_what_is_missing() throws JOSEException {
        assertInsufficient(call(signed(claims(null, 60), realmKey)));
        assertInsufficient(call(signed(
                new JWTClaimsSet.Builder(claims("mfa", 0))
                        .claim("auth_time", null)
                        .build(),
                realmKey)));
    }

    @Test
    void a_call_without_a_token_is_told_to_bring_one_and_nothing_more() {
        var reply = api.answer(new Request("POST", URI.create("/api/transfer"), Map.of(), ""));

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.headers()).containsEntry("WWW-Authenticate", "Bearer realm=\"sample-app\"");
    }

    @Test
    void a_token_of_a_strangers_key_is_invalid() throws JOSEException {
        assertInvalid(call(signed(claims("mfa", 0), strangersKey)));
    }

    @Test
    void an_unsigned_token_is_invalid() {
        assertInvalid(call(new PlainJWT(claims("mfa", 0)).serialize()));
        assertInvalid(call("not.a.token"));
    }

    @Test
    void tokens_for_others_of_another_kind_or_past_their_end_are_invalid() throws JOSEException {
        var good = claims("mfa", 0);
        assertInvalid(call(
                signed(new JWTClaimsSet.Builder(good).issuer("http://evil.test").build(), realmKey)));
        assertInvalid(call(signed(
                new JWTClaimsSet.Builder(good).claim("azp", "another-app").build(), realmKey)));
        assertInvalid(
                call(signed(new JWTClaimsSet.Builder(good).claim("typ", "ID").build(), realmKey)));
        assertInvalid(call(signed(
                new JWTClaimsSet.Builder(good)
                        .expirationTime(Date.from(now.minusSeconds(120)))
                        .build(),
                realmKey)));
    }

    private static void assertInsufficient(Reply reply) {
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.headers().get("WWW-Authenticate"))
                .startsWith("Bearer ")
                .contains("error=\"insufficient_user_authentication\"", "acr_values=\"mfa\"", "max_age=\"900\"");
    }

    private static void assertInvalid(Reply reply) {
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.headers().get("WWW-Authenticate"))
                .contains("error=\"invalid_token\"")
                .doesNotContain("acr_values");
    }

    private Reply call(String token) {
        return api.answer(
                new Request("POST", URI.create("/api/transfer"), Map.of("authorization", "Bearer " + token), ""));
    }

    private JWTClaimsSet claims(@Nullable String acr, long secondsSinceLogin) {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER.toString())
                .subject("bob")
                .claim("azp", "sample-app")
                .claim("typ", "Bearer")
                .claim("acr", acr)
                .claim("auth_time", now.getEpochSecond() - secondsSinceLogin)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .build();
    }

    private static String signed(JWTClaimsSet claims, RSAKey key) throws JOSEException {
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }
}
