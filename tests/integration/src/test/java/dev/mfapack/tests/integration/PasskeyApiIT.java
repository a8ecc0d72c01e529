package dev.mfapack.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mfapack.tests.bench.Factor;
import dev.mfapack.tests.bench.FormClient;
import dev.mfapack.tests.bench.JsonHttp;
import dev.mfapack.tests.bench.KeyRequest;
import dev.mfapack.tests.bench.RealmAdmin;
import dev.mfapack.tests.bench.RelyingParty;
import dev.mfapack.tests.bench.SoftPasskey;
import dev.mfapack.tests.bench.Walk;
import dev.mfapack.tests.bench.Walker;
import dev.mfapack.tests.bench.arquillian.BrowserSuite;
import dev.mfapack.tests.bench.server.KeycloakNode;
import dev.mfapack.tests.bench.server.ServerClock;
import dev.mfapack.tests.integration.PasskeyApi.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Passkeys by REST: registered, used for a session of an app without a browser, listed, renamed, removed; each refusal by its name. */
@BrowserSuite
class PasskeyApiIT {

    private static final String TYPE = "webauthn-passwordless";
    private static final String VERIFIER = "verifier-of-43-characters-or-more-for-rfc-7636";

    @ArquillianResource
    private KeycloakNode node;

    private RealmAdmin realm;
    private RelyingParty app;
    private RelyingParty nativeApp;
    private RealmAdmin.Person dora;
    private SoftPasskey key;

    @BeforeEach
    void realmWithApps() {
        realm = MfaDemo.on(node);
        realm.keepEvents();
        realm.withoutBruteForceProtection();
        RestStatus.letIn(realm, "sample-app");
        ObjectNode client = JsonHttp.MAPPER
                .createObjectNode()
                .put("clientId", "native-app")
                .put("publicClient", true)
                .put("standardFlowEnabled", false);
        client.putArray("protocolMappers")
                .addObject()
                .put("name", "amr")
                .put("protocol", "openid-connect")
                .put("protocolMapper", "mfa-amr-mapper")
                .putObject("config")
                .put("id.token.claim", "true");
        realm.createClient(client);
        realm.attribute("mfa.api.clients", "sample-app, native-app");
        realm.attribute("mfa.api.calls-person-minute", "1000");
        app = RelyingParty.existing(realm, "sample-app");
        nativeApp = RelyingParty.existing(realm, "native-app");
        dora = realm.createPerson("dora", "demo");
        key = SoftPasskey.passkey(dora.id());
    }

    @AfterEach
    void putAway() {
        app.close();
        nativeApp.close();
    }

    @Test
    @DisplayName(
            "registered by REST it is Keycloak's own credential, and gives an app without a browser a session that logout ends")
    void aPasskeyIsRegisteredAndGivesASession() {
        PasskeyApi caller = caller();
        Answer begun = caller.post("register/begin");
        assertThat(begun.status()).as(begun.json().toString()).isEqualTo(200);
        JsonNode options = begun.json().path("publicKey");
        assertThat(options.path("rp").path("id").asText()).isEqualTo("localhost");
        assertThat(options.path("user").path("id").asText())
                .isEqualTo(Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(dora.id().getBytes(StandardCharsets.UTF_8)));
        assertThat(options.path("authenticatorSelection")
                        .path("userVerification")
                        .asText())
                .isEqualTo("required");
        assertThat(options.path("authenticatorSelection").path("residentKey").asText())
                .isEqualTo("required");
        assertThat(options.path("pubKeyCredParams").toString()).contains("\"alg\":-7");
        assertThat(options.path("timeout").asInt()).isEqualTo(60_000);

        key.backup(true, false);
        Answer made = caller.post(
                "register/complete",
                PasskeyApi.answer(begun, key.attestation(caller.asked(begun))).put("label", "my phone"));
        assertThat(made.status()).as(made.json().toString()).isEqualTo(201);
        assertThat(made.json().path("label").asText()).isEqualTo("my phone");
        assertThat(made.json().path("backupEligible").asBoolean()).isTrue();
        assertThat(made.json().path("backedUp").asBoolean()).isFalse();
        assertThat(made.json().path("transports").toString()).isEqualTo("[\"internal\"]");
        assertThat(dora.credentials(TYPE)).hasSize(1);
        assertThat(dora.credentials(TYPE).get(0).path("id"))
                .isEqualTo(made.json().path("id"));
        assertThat(audited("CHALLENGE_BEGUN", "SUCCESS")).isEqualTo(1);
        assertThat(audited("FACTOR_ENROLLED", "SUCCESS")).isEqualTo(1);
        assertThat(realm.events("UPDATE_CREDENTIAL")).hasSize(1);

        key.backup(true, true);
        Instant before = Instant.now();
        RelyingParty.Tokens tokens = redeem(proven(nobody(), key)).tokens();
        assertThat(tokens.acr()).isEqualTo("phr");
        assertThat(tokens.idClaims().path("amr").toString())
                .contains("swk", "user", "mfa")
                .doesNotContain("pwd");
        assertThat(tokens.idClaims().path("auth_time").asLong())
                .isBetween(before.getEpochSecond() - 1, Instant.now().getEpochSecond() + 1);
        assertThat(tokens.idClaims().path("sub").asText()).isEqualTo(dora.id());
        assertThat(audited("CHALLENGE_VERIFIED", "SUCCESS")).isEqualTo(1);
        assertThat(node.db()
                        .number(
                                "select count(*) from MFA_AUDIT_EVENT where REALM_ID = ? and TYPE = 'LOGIN' and CLIENT_ID = 'native-app' and AUTH_LEVEL = 3",
                                realmId()))
                .isEqualTo(1);

        Answer list = caller.get("credentials");
        assertThat(list.json()).hasSize(1);
        assertThat(list.json().get(0).path("uses").asInt()).isEqualTo(1);
        assertThat(list.json().get(0).path("backedUp").asBoolean()).isTrue();
        assertThat(Instant.parse(list.json().get(0).path("lastUsedAt").asText()))
                .isAfter(before.minusSeconds(1));

        RelyingParty.Tokens refreshed = nativeApp.refresh(tokens).tokens();
        assertThat(refreshed.acr()).isEqualTo("phr");
        assertThat(new FormClient()
                        .get(nativeApp.logoutUri(refreshed).toString())
                        .status())
                .isLessThan(500);
        assertThat(nativeApp.refresh(refreshed).error()).isEqualTo("invalid_grant");
    }

    @Test
    @DisplayName("what is registered by REST logs in by browser, and its use there is counted")
    void whatIsRegisteredByRestLogsInByBrowser() {
        register(caller(), key);
        Walker walker = Walker.named("dora", "demo").withPasskey(key).prefers(Factor.PASSKEY);

        assertThat(walker.walk(app.login().acrValues("phr").begin()).told()).isEqualTo("passkey → phr");

        assertThat(uses()).isEqualTo(1);
        redeem(proven(nobody(), key)).tokens();
        assertThat(uses()).isEqualTo(2);
    }

    @Test
    @DisplayName("what is registered by browser logs in by REST; its flags are known (W1)")
    void whatIsRegisteredByBrowserLogsInByRest() {
        key.backup(true, false);
        assertThat(registeredByBrowser("dora", key).answer()).containsEntry("kc_action_status", "success");
        assertThat(caller(key).get("credentials").json().at("/0/backupEligible").asBoolean())
                .isTrue();

        assertThat(redeem(proven(nobody(), key)).tokens().acr()).isEqualTo("phr");
        assertThat(uses()).isEqualTo(2);
        key.backup(false, false);
        assertThat(complete(nobody(), key, it -> it).problem()).isEqualTo("backup-eligibility-changed");
    }

    @Test
    @DisplayName("W2: each answer that is not exactly the ceremony's is refused by its name, and changes nothing")
    void eachWrongAssertionHasItsName() {
        register(caller(), key);
        Map<String, Consumer<SoftPasskey>> wrong = new LinkedHashMap<>();
        wrong.put("wrong-type", it -> it.clientData(data -> data.put("type", "webauthn.create")));
        wrong.put("challenge-mismatch", it -> it.clientData(data -> data.put("challenge", "A".repeat(43))));
        wrong.put("wrong-origin", it -> it.clientData(data -> data.put("origin", "https://evil.example")));
        wrong.put("cross-origin", it -> it.clientData(data -> data.put("crossOrigin", true)));
        wrong.put("user-not-verified", it -> it.verifiesUser(false));
        wrong.put("backup-state", it -> it.backup(false, true));
        wrong.put("backup-eligibility-changed", it -> it.backup(true, false));
        wrong.put("sign-count", it -> it.signCount(1));
        redeem(proven(nobody(), key)).tokens();
        redeem(proven(nobody(), key)).tokens();
        wrong.forEach((problem, change) -> {
            change.accept(key);
            Answer refused = complete(nobody(), key, it -> it);
            assertThat(refused.problem()).isEqualTo(problem);
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.type()).startsWith("application/problem+json");
            assertThat(reasons("CHALLENGE_FAILED")).contains(problem);
            key.clientData(data -> {});
            key.verifiesUser(true);
            key.backup(false, false);
            key.signCount(100);
        });
        assertThat(complete(nobody(), key, it -> flipped(it, "signature")).problem())
                .isEqualTo("signature");
        assertThat(complete(nobody(), key, it -> flipped(it, "authenticatorData"))
                        .problem())
                .isIn("signature", "wrong-rp-id");
        assertThat(complete(nobody(), key, it -> it.put("id", "AAAA")).problem())
                .isEqualTo("unknown-credential");
        assertThat(complete(nobody(), SoftPasskey.passkey(dora.id()), it -> it).problem())
                .isEqualTo("unknown-credential");
        assertThat(complete(nobody(), SoftPasskey.passkey("nobody"), it -> it).problem())
                .isEqualTo("unknown-credential");
        assertThat(complete(nobody(), key, it -> {
                            it.withObject("response").put("authenticatorData", "AAAA");
                            return it;
                        })
                        .problem())
                .isEqualTo("malformed");
        assertThat(uses()).isEqualTo(2);
        assertThat(realm.events("LOGIN_ERROR")).isNotEmpty();
        assertThat(node.db()
                        .number(
                                "select count(*) from MFA_AUDIT_EVENT where REALM_ID = ? and TYPE = 'LOGIN_FAILED'",
                                realmId()))
                .as("each thing is recorded once")
                .isZero();
        redeem(proven(nobody(), key)).tokens();
    }

    @Test
    @DisplayName("W2: a challenge is answered once, within a minute, by whom it was given to")
    void aChallengeIsGoodForItsOwnCeremonyAlone() {
        PasskeyApi caller = caller();
        register(caller, key);
        ObjectNode beginning = PasskeyApi.beginning("native-app", VERIFIER);

        Answer begun = nobody().post("authenticate/begin", beginning);
        ObjectNode answer =
                PasskeyApi.answer(begun, key.assertion(nobody().asked(begun))).put("clientId", "native-app");
        assertThat(nobody().post("authenticate/complete", answer).status()).isEqualTo(200);
        assertThat(nobody().post("authenticate/complete", answer).problem()).isEqualTo("challenge-used");

        begun = nobody().post("authenticate/begin", beginning);
        assertThat(nobody().post(
                                "authenticate/complete",
                                PasskeyApi.answer(begun, key.assertion(nobody().asked(begun)))
                                        .put("clientId", "sample-app"))
                        .problem())
                .as("another client's")
                .isEqualTo("challenge-of-another");

        begun = nobody().post("authenticate/begin", beginning);
        assertThat(caller.post("authenticate/complete", PasskeyApi.answer(begun, key.assertion(nobody().asked(begun))))
                        .problem())
                .as("nobody's, answered by somebody")
                .isEqualTo("challenge-of-another");

        begun = nobody().post("authenticate/begin", beginning);
        assertThat(caller(key)
                        .post("register/complete", PasskeyApi.answer(begun, key.attestation(nobody().asked(begun))))
                        .problem())
                .as("of another kind")
                .isEqualTo("challenge-of-another");

        RealmAdmin.Person paul = realm.createPerson("paul", "demo");
        begun = tokenOf("paul").post("register/begin");
        assertThat(caller(key)
                        .post(
                                "register/complete",
                                PasskeyApi.answer(
                                        begun, SoftPasskey.passkey(dora.id()).attestation(nobody().asked(begun))))
                        .problem())
                .as("another person's")
                .isEqualTo("challenge-of-another");
        assertThat(paul.credentials(TYPE)).isEmpty();

        begun = nobody().post("authenticate/begin", beginning);
        try (ServerClock clock = node.clock()) {
            clock.ahead(Duration.ofSeconds(61));
            assertThat(nobody().post(
                                    "authenticate/complete",
                                    PasskeyApi.answer(begun, key.assertion(nobody().asked(begun)))
                                            .put("clientId", "native-app"))
                            .problem())
                    .isEqualTo("challenge-unknown");
        }
        assertThat(dora.credentials(TYPE)).hasSize(1);
    }

    @Test
    @DisplayName("W2: each registration that is not exactly the ceremony's is refused by its name, and stores nothing")
    void eachWrongRegistrationHasItsName() {
        PasskeyApi caller = caller();
        Map<String, Consumer<SoftPasskey>> wrong = new LinkedHashMap<>();
        wrong.put("wrong-type", it -> it.clientData(data -> data.put("type", "webauthn.get")));
        wrong.put("challenge-mismatch", it -> it.clientData(data -> data.put("challenge", "A".repeat(43))));
        wrong.put("wrong-origin", it -> it.clientData(data -> data.put("origin", "https://evil.example")));
        wrong.put("cross-origin", it -> it.clientData(data -> data.put("crossOrigin", true)));
        wrong.put("user-not-verified", it -> it.verifiesUser(false));
        wrong.put("backup-state", it -> it.backup(false, true));
        wrong.forEach((problem, change) -> {
            SoftPasskey other = SoftPasskey.passkey(dora.id());
            change.accept(other);
            assertThat(registered(caller, other, it -> it).problem()).isEqualTo(problem);
            assertThat(reasons("CHALLENGE_FAILED")).contains(problem);
        });
        assertThat(registered(caller, key, it -> {
                            it.withObject("credential").withObject("response").put("attestationObject", "AAAA");
                            return it;
                        })
                        .problem())
                .isEqualTo("malformed");
        realm.update(it ->
                it.putArray("webAuthnPolicyPasswordlessAcceptableAaguids").add("11111111-1111-1111-1111-111111111111"));
        assertThat(registered(caller, key, it -> it).problem()).isEqualTo("model");
        realm.update(it -> {
            it.putArray("webAuthnPolicyPasswordlessAcceptableAaguids");
            it.putArray("webAuthnPolicyPasswordlessSignatureAlgorithms").add("RS256");
        });
        assertThat(registered(caller, key, it -> it).problem()).isEqualTo("algorithm");
        realm.update(it -> {
            it.putArray("webAuthnPolicyPasswordlessSignatureAlgorithms").add("ES256");
            it.put("webAuthnPolicyPasswordlessAuthenticatorAttachment", "cross-platform");
        });
        assertThat(registered(caller, key, it -> {
                            it.withObject("credential").put("authenticatorAttachment", "platform");
                            return it;
                        })
                        .problem())
                .isEqualTo("attachment");
        realm.update(it -> it.put("webAuthnPolicyPasswordlessAuthenticatorAttachment", "not specified"));
        assertThat(dora.credentials(TYPE)).isEmpty();
        assertThat(realm.events("UPDATE_CREDENTIAL_ERROR")).isNotEmpty();

        register(caller, key);
        PasskeyApi again = caller(key);
        assertThat(registered(again, key, it -> it).problem()).isEqualTo("already-registered");
        assertThat(registered(again, SoftPasskey.passkey(dora.id()), it -> it.put("label", "PASSKEY"))
                        .problem())
                .isEqualTo("label-taken");
        assertThat(again.post("register/begin")
                        .json()
                        .path("publicKey")
                        .path("excludeCredentials")
                        .get(0)
                        .path("id")
                        .asText())
                .isEqualTo(key.credentialId());
    }

    @Test
    @DisplayName(
            "a ceremony is bound to the page's origin that began it; those that the policy adds may answer (extra origins)")
    void aCeremonyIsBoundToItsOrigin() {
        register(caller(), key);
        realm.update(it -> it.putArray("webAuthnPolicyPasswordlessExtraOrigins").add("https://app.example"));

        key.clientData(data -> data.put("origin", "https://app.example"));
        redeem(proven(nobody(), key)).tokens();
        realm.client("native-app").update(it -> it.putArray("webOrigins").add("https://app.example"));
        redeem(proven(nobody().with("Origin", "https://app.example"), key)).tokens();

        key.clientData(data -> {});
        assertThat(complete(nobody().with("Origin", "https://app.example"), key, it -> it)
                        .problem())
                .isEqualTo("wrong-origin");
    }

    @Test
    @DisplayName(
            "W2: the vectors of WebAuthn Level 3, section 16, are taken as far as they may be, and else refused by their names")
    void theVectorsOfTheSpecification() {
        realm.update(it -> {
            it.put("webAuthnPolicyPasswordlessRpId", "example.org");
            it.put("webAuthnPolicyPasswordlessUserVerificationRequirement", "preferred");
            it.putArray("webAuthnPolicyPasswordlessExtraOrigins").add("https://example.org");
        });
        Map<String, WebAuthnVector> vectors = Map.of(
                "none", WebAuthnVector.NONE,
                "self", WebAuthnVector.SELF_ATTESTED,
                "long", WebAuthnVector.LONG_ID,
                "cross", WebAuthnVector.CROSS_ORIGIN);
        Map<String, String> ids = new LinkedHashMap<>();
        vectors.forEach((name, vector) -> {
            ids.put(name, realm.createPerson(name, "demo").id());
            PasskeyApi caller = tokenOf(name);
            Answer begun = withChallenge(caller.post("register/begin"), vector.registrationChallenge());
            Answer made = caller.post("register/complete", PasskeyApi.answer(begun, vector.attestation()));
            assertThat(made.status() == 201 ? "taken" : made.problem())
                    .as(name)
                    .isEqualTo(name.equals("cross") ? "cross-origin" : "taken");
        });

        realm.update(it -> it.put("webAuthnPolicyPasswordlessUserVerificationRequirement", "required"));
        Map<String, String> outcomes = Map.of(
                "none", "user-not-verified",
                "self", "user-not-verified",
                "long", "taken",
                "cross", "unknown-credential");
        outcomes.forEach((name, outcome) -> {
            WebAuthnVector vector = vectors.get(name);
            Answer proven = answered(vector, vector.assertion(ids.get(name)));
            assertThat(proven.status() == 200 ? "taken" : proven.problem())
                    .as(name)
                    .isEqualTo(outcome);
        });
        assertThat(answered(
                                WebAuthnVector.LONG_ID,
                                flipped(WebAuthnVector.LONG_ID.assertion(ids.get("long")), "signature"))
                        .problem())
                .isEqualTo("signature");
    }

    @Test
    @DisplayName("an mfa_token is redeemed once, within a minute, by its client, with the verifier of its challenge")
    void anMfaTokenIsBound() {
        register(caller(), key);
        String token = proven(nobody(), key);
        assertThat(redeem(token).status()).isEqualTo(200);
        assertThat(redeem(token).error()).as("used").isEqualTo("invalid_grant");
        assertThat(redeem("A".repeat(43)).error()).isEqualTo("invalid_grant");
        assertThat(redeem("'; drop").error()).isEqualTo("invalid_grant");
        assertThat(nativeApp.grant(PasskeyApi.GRANT_TYPE, Map.of()).error()).isEqualTo("invalid_request");

        assertThat(app.grant(
                                PasskeyApi.GRANT_TYPE,
                                Map.of("mfa_token", proven(nobody(), key), "code_verifier", VERIFIER))
                        .error())
                .as("another client's")
                .isEqualTo("invalid_grant");
        assertThat(nativeApp
                        .grant(
                                PasskeyApi.GRANT_TYPE,
                                Map.of("mfa_token", proven(nobody(), key), "code_verifier", "x".repeat(50)))
                        .error())
                .isEqualTo("invalid_grant");
        assertThat(nativeApp
                        .grant(PasskeyApi.GRANT_TYPE, Map.of("mfa_token", proven(nobody(), key)))
                        .error())
                .isEqualTo("invalid_grant");

        String late = proven(nobody(), key);
        try (ServerClock clock = node.clock()) {
            clock.ahead(Duration.ofSeconds(61));
            assertThat(redeem(late).error()).isEqualTo("invalid_grant");
        }

        String pending = proven(nobody(), key);
        dora.requireAction("UPDATE_PASSWORD");
        assertThat(redeem(pending).error()).as("not fully set up").isEqualTo("invalid_grant");
        String disabled = proven(nobody(), key);
        dora.update(it -> it.put("enabled", false).putArray("requiredActions"));
        assertThat(redeem(disabled).error()).isEqualTo("invalid_grant");
        assertThat(complete(nobody(), key, it -> it).problem()).isEqualTo("account-unavailable");

        assertThat(node.db().dump("MFA_TOKEN")).doesNotContain(token);
    }

    @Test
    @DisplayName(
            "RFC 9449 section 10: an mfa_token that is bound to a key is redeemed with that key alone, and so are its tokens bound")
    void anMfaTokenIsBoundToAKey() {
        register(caller(), key);
        DpopKey held = new DpopKey();
        String endpoint = TokenEndpoint.uri(realm);

        for (String proof : List.of("", new DpopKey().proof("POST", endpoint))) {
            Map<String, String> fields = keyBound(held);
            assertThatThrownBy(() -> TokenEndpoint.tokens(realm, proof, fields)).hasMessageContaining("400");
        }
        JsonNode tokens = TokenEndpoint.tokens(realm, held.proof("POST", endpoint), keyBound(held));
        assertThat(tokens.path("token_type").asText()).isEqualTo("DPoP");
        String claims = tokens.path("access_token").asText().split("\\.", -1)[1];
        assertThat(new String(Base64.getUrlDecoder().decode(claims), StandardCharsets.UTF_8))
                .contains("\"jkt\":\"" + held.thumbprint() + "\"");
    }

    private Map<String, String> keyBound(DpopKey held) {
        Answer begun = nobody().post(
                        "authenticate/begin",
                        JsonHttp.MAPPER
                                .createObjectNode()
                                .put("clientId", "native-app")
                                .put("dpopJkt", held.thumbprint()));
        Answer proven = nobody().post(
                        "authenticate/complete",
                        PasskeyApi.answer(begun, key.assertion(nobody().asked(begun)))
                                .put("clientId", "native-app"));
        return Map.of(
                "grant_type",
                PasskeyApi.GRANT_TYPE,
                "client_id",
                "native-app",
                "mfa_token",
                proven.json().path("mfaToken").asText());
    }

    @Test
    @DisplayName("verify takes a passkey as well, and raises the calling app's own session; the next token shows it")
    void verifyTakesAPasskey() {
        RelyingParty.Tokens weak = tokensOf("dora");
        PasskeyApi doras = PasskeyApi.of(realm, weak.accessToken());
        register(doras, key);
        assertThat(doras.post("register/begin").status())
                .as("a password is no longer the best")
                .isEqualTo(401);

        Answer begun = doras.send("POST", "authenticate/begin", "{}");
        assertThat(begun.json().at("/publicKey/allowCredentials/0/id").asText()).isEqualTo(key.credentialId());
        ObjectNode verification = JsonHttp.MAPPER
                .createObjectNode()
                .put("method", "passkey")
                .put("challenge", begun.json().path("ceremony").asText());
        verification.set("passkey", key.assertion(doras.asked(begun)));
        Answer verified = doras.verify(verification);
        assertThat(verified.status()).as(verified.json().toString()).isEqualTo(200);
        assertThat(verified.json().path("acr").asText()).isEqualTo("phr");
        assertThat(doras.verify(verification).problem()).isEqualTo("challenge-used");

        RelyingParty.Tokens raised = app.refresh(weak).tokens();
        assertThat(raised.acr()).isEqualTo("phr");
        assertThat(raised.idClaims().path("amr").toString()).contains("pwd", "swk", "user", "mfa");
        assertThat(PasskeyApi.of(realm, raised.accessToken())
                        .post("register/begin")
                        .status())
                .as("the best that the person has")
                .isEqualTo(200);

        Answer unbound = doras.send("POST", "authenticate/begin", "{}");
        Answer refused =
                doras.post("authenticate/complete", PasskeyApi.answer(unbound, key.assertion(doras.asked(unbound))));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("type").asText()).endsWith("no-binding");
    }

    @Test
    @DisplayName("I1: of ten who redeem one mfa_token at once one gets a session")
    void ofTenAtOnceOneGetsASession() {
        register(caller(), key);
        String token = proven(nobody(), key);

        assertThat(IntStream.range(0, 10)
                        .parallel()
                        .mapToObj(it -> redeem(token).status()))
                .containsOnlyOnce(200);
    }

    @Test
    @DisplayName(
            "W3: where the policy refuses synced passkeys, they are neither registered nor taken, in browsers neither")
    void aPolicyRefusesSyncedPasskeys() {
        key.backup(true, true);
        register(caller(), key);
        realm.attribute("mfa.passkey.synced", "refuse");

        assertThat(complete(nobody(), key, it -> it).problem()).isEqualTo("synced");
        assertThat(Walker.named("dora", "demo")
                        .withPasskey(key)
                        .prefers(Factor.PASSKEY)
                        .walk(app.login().begin())
                        .told())
                .endsWith("refused");

        RealmAdmin.Person paul = realm.createPerson("paul", "demo");
        SoftPasskey pauls = SoftPasskey.passkey(paul.id());
        pauls.backup(true, false);
        assertThat(registered(tokenOf("paul"), pauls, it -> it).problem()).isEqualTo("synced");
        assertThat(registeredByBrowser("paul", pauls).isAnswered()).isFalse();
        assertThat(paul.credentials(TYPE)).isEmpty();

        realm.attribute("mfa.passkey.synced", "allow");
        redeem(proven(nobody(), key)).tokens();
    }

    @Test
    @DisplayName("W3: where the realm does not require user verification, a passkey proves too little for this door")
    void withoutUserVerificationNothingIsOffered() {
        register(caller(), key);
        realm.update(it -> it.put("webAuthnPolicyPasswordlessUserVerificationRequirement", "preferred"));

        Answer refused = nobody().post("authenticate/begin", PasskeyApi.beginning("native-app", VERIFIER));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("not-offered");
    }

    @Test
    @DisplayName("B1: one is renamed and removed by its owner alone, and removed after a proof of the best they have")
    void passkeysAreRenamedAndRemoved() {
        PasskeyApi weakCaller = caller();
        register(weakCaller, key);
        SoftPasskey second = SoftPasskey.passkey(dora.id());
        PasskeyApi doras = caller(key);
        String id = register(doras, second).json().path("id").asText();

        Answer renamed = doras.send("PATCH", "credentials/" + id, "{\"label\":\"my key\"}");
        assertThat(renamed.json().path("label").asText()).isEqualTo("my key");
        assertThat(audited("FACTOR_CHANGED", "SUCCESS")).isEqualTo(1);
        assertThat(doras.send("PATCH", "credentials/" + id, "{\"label\":\"passkey\"}")
                        .problem())
                .isEqualTo("label-taken");
        assertThat(doras.send("PATCH", "credentials/" + id, "{\"label\":\"" + "x".repeat(61) + "\"}")
                        .status())
                .isEqualTo(400);
        assertThat(doras.send("PATCH", "credentials/unknown", "{\"label\":\"x\"}")
                        .status())
                .isEqualTo(404);

        realm.createPerson("paul", "demo");
        assertThat(tokenOf("paul")
                        .send("PATCH", "credentials/" + id, "{\"label\":\"x\"}")
                        .status())
                .isEqualTo(404);
        assertThat(tokenOf("paul").send("DELETE", "credentials/" + id, "").status())
                .isEqualTo(404);
        Answer weak = weakCaller.send("DELETE", "credentials/" + id, "");
        assertThat(weak.status()).as("a password is not the best").isEqualTo(401);
        assertThat(weak.json().path("acr_values").asText()).isEqualTo("phr");
        assertThat(weakCaller.post("register/begin").status()).isEqualTo(401);

        assertThat(doras.send("DELETE", "credentials/" + id, "").status()).isEqualTo(204);
        assertThat(dora.credentials(TYPE)).hasSize(1);
        assertThat(audited("FACTOR_REMOVED", "SUCCESS")).isEqualTo(1);
        assertThat(node.db().number("select count(*) from MFA_PASSKEY where REALM_ID = ?", realmId()))
                .isEqualTo(1);
        realm.attribute("mfa.level.clients", "{\"sample-app\": 3}");
        String last = dora.credentials(TYPE).get(0).path("id").asText();
        Answer kept = doras.send("DELETE", "credentials/" + last, "");
        assertThat(kept.status()).isEqualTo(409);
        assertThat(kept.json().path("type").asText()).endsWith("last-factor");
        dora.deleteCredential(last);
        assertThat(node.db().number("select count(*) from MFA_PASSKEY where REALM_ID = ?", realmId()))
                .isZero();
    }

    @Test
    void whoIsNotLetInLearnsNothing() {
        realm.attribute("mfa.api.clients", "sample-app");
        for (String client : List.of("native-app", "no-such-client", "mfa-api")) {
            assertThat(nobody().post("authenticate/begin", PasskeyApi.beginning(client, VERIFIER))
                            .json()
                            .toString())
                    .isEqualTo(nobody().post("authenticate/begin", PasskeyApi.beginning("native-app", VERIFIER))
                            .json()
                            .toString())
                    .contains("403");
        }
        realm.attribute("mfa.api.clients", "sample-app, native-app");
        assertThat(nobody().send("POST", "authenticate/begin", "{\"clientId\":\"native-app\"}")
                        .status())
                .as("bound to nothing")
                .isEqualTo(400);
        assertThat(nobody().send(
                                "POST",
                                "authenticate/begin",
                                "{\"clientId\":\"native-app\",\"codeChallenge\":\"x\",\"codeChallengeMethod\":\"S256\"}")
                        .status())
                .isEqualTo(400);
        assertThat(nobody().send(
                                "POST",
                                "authenticate/begin",
                                PasskeyApi.beginning("native-app", VERIFIER)
                                        .put("codeChallengeMethod", "plain")
                                        .toString())
                        .status())
                .isEqualTo(400);
        assertThat(nobody().get("credentials").status()).isEqualTo(401);
        assertThat(nobody().post("register/begin").status()).isEqualTo(401);
        Answer begun = nobody().post("authenticate/begin", PasskeyApi.beginning("native-app", VERIFIER));
        assertThat(begun.json().path("publicKey").path("allowCredentials")).isEmpty();
    }

    private PasskeyApi nobody() {
        return PasskeyApi.ofNobody(realm);
    }

    /** Dora, who has just logged in by her password. */
    private PasskeyApi caller() {
        return tokenOf("dora");
    }

    /** Dora, who has just logged in by a passkey. */
    private PasskeyApi caller(SoftPasskey passkey) {
        RelyingParty.Login login = app.login().scope("mfa").acrValues("phr").begin();
        Walk walk = Walker.named("dora", "demo")
                .withPasskey(passkey)
                .prefers(Factor.PASSKEY)
                .walk(login);
        assertThat(walk.told()).isEqualTo("passkey → phr");
        return PasskeyApi.of(realm, walk.tokens().accessToken());
    }

    private PasskeyApi tokenOf(String username) {
        return PasskeyApi.of(realm, tokensOf(username).accessToken());
    }

    private RelyingParty.Tokens tokensOf(String username) {
        FormClient client = new FormClient();
        RelyingParty.Login login = app.login().scope("mfa").begin();
        client.submit(client.get(login.uri()), "#kc-form-login", Map.of("username", username, "password", "demo"));
        return login.tokens();
    }

    /** By Keycloak's own page. */
    private RelyingParty.Login registeredByBrowser(String username, SoftPasskey passkey) {
        FormClient browser = new FormClient();
        RelyingParty.Login login =
                app.login().kcAction("webauthn-register-passwordless").begin();
        FormClient.Page page = browser.submit(
                browser.get(login.uri()), "#kc-form-login", Map.of("username", username, "password", "demo"));
        JsonNode made = passkey.attestation(new KeyRequest(
                scripted(page, "challenge"),
                "localhost",
                page.uri().getScheme() + "://" + page.uri().getAuthority(),
                List.of()));
        browser.submit(
                page,
                "#register",
                Map.of(
                        "clientDataJSON",
                                made.path("response").path("clientDataJSON").asText(),
                        "attestationObject",
                                made.path("response").path("attestationObject").asText(),
                        "publicKeyCredentialId", passkey.credentialId(),
                        "authenticatorLabel", "from the browser",
                        "transports", "internal"));
        return login;
    }

    private Answer register(PasskeyApi caller, SoftPasskey passkey) {
        Answer made = registered(caller, passkey, it -> it);
        assertThat(made.status()).as(made.json().toString()).isEqualTo(201);
        return made;
    }

    private static Answer registered(PasskeyApi caller, SoftPasskey passkey, Function<ObjectNode, ObjectNode> change) {
        Answer begun = caller.post("register/begin");
        assertThat(begun.status()).as(begun.json().toString()).isEqualTo(200);
        return caller.post(
                "register/complete", change.apply(PasskeyApi.answer(begun, passkey.attestation(caller.asked(begun)))));
    }

    private String proven(PasskeyApi caller, SoftPasskey passkey) {
        Answer proven = complete(caller, passkey, it -> it);
        assertThat(proven.status()).as(proven.json().toString()).isEqualTo(200);
        assertThat(proven.json().path("expiresIn").asInt()).isEqualTo(60);
        return proven.json().path("mfaToken").asText();
    }

    private static Answer complete(PasskeyApi caller, SoftPasskey passkey, Function<ObjectNode, ObjectNode> change) {
        Answer begun = caller.post("authenticate/begin", PasskeyApi.beginning("native-app", VERIFIER));
        assertThat(begun.status()).as(begun.json().toString()).isEqualTo(200);
        return caller.post(
                "authenticate/complete",
                PasskeyApi.answer(begun, change.apply(passkey.assertion(caller.asked(begun))))
                        .put("clientId", "native-app"));
    }

    private Answer answered(WebAuthnVector vector, ObjectNode assertion) {
        Answer begun = withChallenge(
                nobody().post("authenticate/begin", PasskeyApi.beginning("native-app", VERIFIER)),
                vector.assertionChallenge());
        return nobody().post(
                        "authenticate/complete",
                        PasskeyApi.answer(begun, assertion).put("clientId", "native-app"));
    }

    /** As if chance had given that one. */
    private Answer withChallenge(Answer begun, String challenge) {
        assertThat(begun.status()).as(begun.json().toString()).isEqualTo(200);
        node.db()
                .update(
                        "update MFA_CEREMONY set CHALLENGE = ? where ID = ?",
                        challenge,
                        begun.json().path("ceremony").asText());
        return begun;
    }

    private RelyingParty.TokenAnswer redeem(String token) {
        return nativeApp.grant(
                PasskeyApi.GRANT_TYPE, Map.of("mfa_token", token, "code_verifier", VERIFIER, "scope", "openid"));
    }

    /** With one bit of a field turned over. */
    private static ObjectNode flipped(ObjectNode credential, String field) {
        ObjectNode response = credential.withObject("response");
        byte[] bytes = Base64.getUrlDecoder().decode(response.path(field).asText());
        bytes[bytes.length - 1] ^= 1;
        response.put(field, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        return credential;
    }

    private static String scripted(FormClient.Page page, String name) {
        String script = page.html().select("script").html();
        var matcher =
                Pattern.compile("\\b" + name + "\\s*:\\s*[\"']([^\"']*)[\"']").matcher(script);
        assertThat(matcher.find()).as(script).isTrue();
        return matcher.group(1);
    }

    private long uses() {
        return node.db().number("select USES from MFA_PASSKEY where REALM_ID = ?", realmId());
    }

    private String realmId() {
        return realm.representation().path("id").asText();
    }

    private long audited(String type, String outcome) {
        return node.db()
                .number(
                        "select count(*) from MFA_AUDIT_EVENT where REALM_ID = ? and TYPE = ? and OUTCOME = ? and FACTOR = '"
                                + TYPE + "'",
                        realmId(),
                        type,
                        outcome);
    }

    private String reasons(String type) {
        return node.db()
                .rows("select REASONS from MFA_AUDIT_EVENT where REALM_ID = ? and TYPE = ?", realmId(), type)
                .toString();
    }
}
