package dev.mfapack.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mfapack.tests.bench.FormClient;
import dev.mfapack.tests.bench.FormClient.Page;
import dev.mfapack.tests.bench.JsonHttp;
import dev.mfapack.tests.bench.Phone;
import dev.mfapack.tests.bench.RealmAdmin;
import dev.mfapack.tests.bench.RelyingParty;
import dev.mfapack.tests.bench.RelyingParty.Tokens;
import dev.mfapack.tests.bench.Walker;
import dev.mfapack.tests.bench.arquillian.BrowserSuite;
import dev.mfapack.tests.bench.server.KeycloakNode;
import dev.mfapack.tests.bench.server.ServerClock;
import dev.mfapack.tests.integration.MfaApi.Reply;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What stands before each call of the REST API: each rule with an attempt to get round it. */
@BrowserSuite
class RestGuardIT {

    private static final String NUMBER = "+4915228817386";
    private static final String SECRET = "sample-app-secret";

    @ArquillianResource
    private KeycloakNode node;

    @ArquillianResource
    private Phone phone;

    private RealmAdmin realm;
    private RelyingParty app;
    private String realmId;

    @BeforeEach
    void realmWithAnAppThatIsLetIn() {
        realm = MfaDemo.on(node);
        realmId = realm.representation().path("id").asText();
        MfaDemo.withoutNotices(realm);
        phone.reset();
        app = RelyingParty.existing(realm, "sample-app");
        RestStatus.letIn(realm, "sample-app");
        realm.attribute("mfa.api.clients", "sample-app");
        realm.createPerson("nora", "demo");
    }

    @AfterEach
    void putAway() {
        app.close();
    }

    @Test
    @DisplayName("V10.3: no token, none of this realm, none with audience and scope, none of an app that is not listed")
    void onlyTokensForThisApi() {
        String token = nora().accessToken();

        assertUnauthorized(MfaApi.of(realm).get("/status"));
        assertUnauthorized(MfaApi.of(realm).with("Authorization", "Bearer").get("/status"));
        assertUnauthorized(
                MfaApi.of(realm).with("Authorization", "Basic bm9yYTpkZW1v").get("/status"));
        assertUnauthorized(MfaApi.of(realm, "nonsense").get("/status"));
        assertUnauthorized(MfaApi.of(realm, token.substring(0, token.length() - 8) + "AAAAAAAA")
                .get("/status"));
        String withoutScope =
                Walker.named("nora", "demo").walk(app.login().begin()).tokens().accessToken();
        assertForbidden(MfaApi.of(realm, withoutScope).get("/status"));
        assertThat(MfaApi.of(realm, token).get("/status").status()).isEqualTo(200);
        for (String listed : List.of("", "another-app, sample-ap", "*")) {
            realm.attribute("mfa.api.clients", listed);
            assertForbidden(MfaApi.of(realm, token).get("/status"));
            assertForbidden(MfaApi.of(realm, token).post("/totp/setup"));
        }
        assertThat(count("TYPE = 'FACTOR_ENROLLED'")).isZero();
    }

    @Test
    @DisplayName("a token that an exchange made is refused, and so is every later one of that session")
    void exchangedTokensAreRefused() {
        realm.client("sample-app").attribute("standard.token.exchange.enabled", "true");
        Tokens before = nora();
        assertThat(status(before).status()).isEqualTo(200);

        String exchanged = TokenEndpoint.accessToken(
                realm,
                Map.of(
                        "grant_type", "urn:ietf:params:oauth:grant-type:token-exchange",
                        "client_id", "sample-app",
                        "client_secret", SECRET,
                        "subject_token", before.accessToken(),
                        "subject_token_type", "urn:ietf:params:oauth:token-type:access_token",
                        "scope", "openid mfa"));
        assertForbidden(MfaApi.of(realm, exchanged).get("/status"));
        assertForbidden(status(app.refresh(before).tokens()));
    }

    @Test
    void tokensOfOfflineSessionsAreRefused() {
        Tokens offline = Walker.named("nora", "demo")
                .walk(app.login().scope("mfa", "offline_access").begin())
                .tokens();

        assertForbidden(status(offline));
        assertForbidden(status(app.refresh(offline).tokens()));
    }

    @Test
    @DisplayName(
            "an administrator in a person's place gets none of the person's calls, by whichever token of that session")
    void impersonatorsAreRefused() {
        RealmAdmin.Person nora = realm.person("nora");
        String administrator = TokenEndpoint.accessToken(
                node.realm("master"),
                Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        "admin-cli",
                        "username",
                        KeycloakNode.ADMIN_USER,
                        "password",
                        KeycloakNode.ADMIN_PASSWORD));
        FormClient browser = new FormClient(Map.of("Authorization", "Bearer " + administrator));
        URI call =
                URI.create(node.baseUri() + "/admin/realms/" + realm.name() + "/users/" + nora.id() + "/impersonation");
        browser.submit(
                new Page(200, call, Jsoup.parse("<form action='" + call + "'></form>", call.toString())),
                "form",
                Map.of());

        Tokens inHerPlace = Walker.named("nora", "nobody knows")
                .in(browser)
                .walk(app.login().scope("mfa").begin())
                .tokens();
        assertThat(inHerPlace.accessClaims().path("sub").asText()).isEqualTo(nora.id());
        for (Tokens tokens : List.of(inHerPlace, app.refresh(inHerPlace).tokens())) {
            MfaApi api = MfaApi.of(realm, tokens.accessToken());
            assertForbidden(api.get("/status"));
            assertForbidden(api.post("/totp/setup"));
            assertForbidden(api.post("/backup-codes"));
            assertForbidden(api.post("/app-passwords", Map.of("name", "job", "service", "cron")));
            assertForbidden(api.post("/sms/send", Map.of("number", NUMBER)));
            assertForbidden(api.post("/passkey/register/begin"));
            assertForbidden(api.post("/verify", Map.of("method", "totp", "code", "123456")));
            assertForbidden(api.put("/preferred-factor", Map.of("credential", "any")));
        }
        assertThat(nora.credentials())
                .extracting(it -> it.path("type").asText())
                .containsExactly("password");
        assertThat(status(nora()).status()).as("she herself").isEqualTo(200);
    }

    @Test
    @DisplayName(
            "RFC 9110: another method than a call has is a problem that names those it has; and so is what is no call")
    void otherMethodsAreRefused() {
        MfaApi api = MfaApi.of(realm, nora().accessToken());
        Map.of("/status", "GET, HEAD", "/totp/setup", "POST", "/passkey/credentials/1", "DELETE, PATCH")
                .forEach((path, allowed) -> {
                    Reply refused = api.otherwise("PUT", path);
                    assertThat(refused.status()).as(path).isEqualTo(405);
                    assertThat(refused.header("Allow")).isEqualTo(allowed);
                    assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
                    assertThat(refused.header("Cache-Control")).isEqualTo("no-store");
                    assertThat(refused.json().path("title").asText()).isEqualTo("Method Not Allowed");
                });
        for (String path : List.of("/totp", "/totp/none", "/none")) {
            Reply refused = api.otherwise("GET", path);
            assertThat(refused.status()).as(path).isEqualTo(404);
            assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        }
    }

    @Test
    void tokensOfServiceAccountsAreRefused() {
        realm.client("sample-app").update(client -> client.put("serviceAccountsEnabled", true));
        String service = TokenEndpoint.accessToken(
                realm,
                Map.of(
                        "grant_type", "client_credentials",
                        "client_id", "sample-app",
                        "client_secret", SECRET,
                        "scope", "openid mfa"));

        assertForbidden(MfaApi.of(realm, service).get("/status"));
        assertForbidden(MfaApi.of(realm, service).post("/backup-codes"));
    }

    @Test
    @DisplayName(
            "RFC 9449: a token that is bound to a key is taken with its proof, and never without or with another's")
    void boundTokensNeedTheirKey() {
        DpopKey key = new DpopKey();
        var bound = TokenEndpoint.tokens(
                realm,
                key.proof("POST", TokenEndpoint.uri(realm)),
                Map.of(
                        "grant_type",
                        "refresh_token",
                        "client_id",
                        "sample-app",
                        "client_secret",
                        SECRET,
                        "refresh_token",
                        nora().refreshToken()));
        String token = bound.path("access_token").asText();
        assertThat(bound.path("token_type").asText()).isEqualTo("DPoP");
        MfaApi api = MfaApi.of(realm);
        String uri = api.uri("/status");

        assertThat(shown(api, token, key.proof("GET", uri, token)).status()).isEqualTo(200);
        assertUnauthorized(api.with("Authorization", "Bearer " + token).get("/status"));
        assertUnauthorized(api.with("Authorization", "DPoP " + token).get("/status"));
        assertUnauthorized(shown(api, token, new DpopKey().proof("GET", uri, token)));
        assertUnauthorized(shown(api, token, key.proof("POST", uri, token)));
        String used = key.proof("GET", uri, token);
        assertThat(shown(api, token, used).status()).isEqualTo(200);
        assertUnauthorized(shown(api, token, used));
    }

    @Test
    @DisplayName("S2: the first factor takes a login that is no older than five minutes, and another one does")
    void theFirstFactorTakesAFreshLogin() {
        Walker person = Walker.named("nora", "demo");
        Tokens tokens = person.walk(app.login().scope("mfa").begin()).tokens();
        try (ServerClock clock = node.clock()) {
            clock.ahead(Duration.ofSeconds(310));
            Tokens later = app.refresh(tokens).tokens();

            Reply refused = MfaApi.of(realm, later.accessToken()).post("/totp/setup");
            assertThat(refused.status()).as(refused.toString()).isEqualTo(401);
            assertThat(refused.header("WWW-Authenticate"))
                    .startsWith("Bearer error=\"insufficient_user_authentication\"")
                    .contains("acr_values=\"basic\"", "max_age=300");
            assertThat(refused.json().path("error").asText()).isEqualTo("insufficient_user_authentication");
            assertThat(refused.problem()).isEqualTo("insufficient-user-authentication");
            assertThat(count("TYPE = 'STEP_UP' and OUTCOME = 'FAILURE' and AUTH_LEVEL = 1"))
                    .isEqualTo(1);

            // What a token shows is exact to the second.
            clock.ahead(Duration.ofSeconds(312));
            Tokens anew =
                    person.walk(app.login().scope("mfa").maxAge(300).begin()).tokens();
            assertThat(MfaApi.of(realm, anew.accessToken()).post("/totp/setup").status())
                    .isEqualTo(200);
            Reply old = MfaApi.of(realm, later.accessToken()).post("/totp/setup");
            assertThat(old.status()).as("a token of before shows nothing of it").isEqualTo(401);
        }
    }

    @Test
    @DisplayName("S2, B1: every further change takes the best that the person has, within 15 minutes")
    void furtherChangesTakeTheBest() {
        realm.attribute("mfa.level.habit", "false");
        MfaDemo.personWithPhone(realm, "dora", NUMBER);
        Walker dora = Walker.named("dora", "demo").withPhone(phone, NUMBER);
        Tokens basic = dora.walk(app.login().scope("mfa").begin()).tokens();

        for (Reply refused : List.of(
                MfaApi.of(realm, basic.accessToken()).post("/totp/setup"),
                MfaApi.of(realm, basic.accessToken()).post("/backup-codes"),
                MfaApi.of(realm, basic.accessToken()).post("/sms/send", Map.of("number", "+4915254599371")),
                MfaApi.of(realm, basic.accessToken()).delete("/app-passwords/any"))) {
            assertThat(refused.status()).as(refused.toString()).isEqualTo(401);
            assertThat(refused.json().path("acr_values").asText()).isEqualTo("mfa");
            assertThat(refused.json().path("max_age").asInt()).isEqualTo(900);
        }
        assertThat(phone.requests()).as("nothing was sent").isZero();

        try (ServerClock clock = node.clock()) {
            // What a token shows is exact to the second.
            clock.ahead(Duration.ofSeconds(2));
            Tokens best =
                    dora.walk(app.login().scope("mfa").acrValues("mfa").begin()).tokens();
            assertThat(MfaApi.of(realm, best.accessToken()).post("/totp/setup").status())
                    .isEqualTo(200);
            assertThat(MfaApi.of(realm, basic.accessToken()).post("/totp/setup").status())
                    .as("a token of before the code")
                    .isEqualTo(401);
            clock.ahead(Duration.ofSeconds(910));
            assertThat(MfaApi.of(realm, app.refresh(best).tokens().accessToken())
                            .post("/totp/setup")
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    @DisplayName(
            "strict JSON: what is unknown, double, of another kind, too large or no JSON is refused, and changes nothing")
    void contentIsReadStrictly() {
        realm.attribute("mfa.api.calls-person-minute", "1000");
        MfaApi api = MfaApi.of(realm, nora().accessToken());
        for (String refused : List.of(
                "",
                "null",
                "[]",
                "\"code\"",
                "{",
                "{}",
                "{\"method\":\"totp\",\"code\":123456}",
                "{\"method\":\"totp\",\"code\":\"123456\",\"code\":\"654321\"}",
                "{\"method\":\"totp\",\"code\":\"123456\",\"extra\":true}",
                "{\"method\":\"totp\",\"code\":[\"123456\"]}",
                "{\"method\":\"totp\",\"code\":\"123456\"} {}",
                "{\"method\":\"password\",\"code\":\"demo\"}",
                "{\"method\":\"sms\",\"code\":\"123456\",\"challenge\":\"../1\"}",
                "{'method':'totp'}",
                "[".repeat(5000))) {
            Reply reply = api.post("/verify", "application/json", refused.getBytes(StandardCharsets.UTF_8));
            assertThat(reply.status()).as(refused + " → " + reply).isEqualTo(400);
            assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
            assertThat(reply.body()).doesNotContain("123456", "654321", "Exception", "fasterxml");
        }
        assertThat(api.post("/verify", "application/json", new byte[] {'{', (byte) 0xC3, (byte) 0x28, '}'})
                        .status())
                .isEqualTo(400);
        byte[] good = "{\"method\":\"totp\",\"code\":\"123456\"}".getBytes(StandardCharsets.UTF_8);
        for (String type :
                List.of("text/plain", "application/x-www-form-urlencoded", "application/json; charset=utf-16", "*/*")) {
            assertThat(api.post("/verify", type, good).status()).as(type).isEqualTo(415);
        }
        String large = "{\"method\":\"" + "x".repeat(64 * 1024) + "\"}";
        assertThat(api.post("/verify", "application/json", large.getBytes(StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(413);
        Reply missing = api.undescribed().with("Authorization", "Bearer x").get("/openapi.yaml");
        assertThat(missing.status()).isEqualTo(200);
        assertThat(count("TYPE in ('FACTOR_ENROLLED', 'CHALLENGE_FAILED', 'LEVEL_RAISED')"))
                .isZero();
    }

    @Test
    @DisplayName(
            "whatever is sent to any call that is described, the answer is described too, never an error of the server's")
    void nothingThatIsSentBreaksAnything() {
        realm.attribute("mfa.api.calls-person-minute", "1000");
        MfaApi api = MfaApi.of(realm, nora().accessToken());
        // Always the same, so that what is found is found again.
        Random random = new Random(267);
        List<ApiDescription.Call> calls = ApiDescription.ofThePack().callsThatTakeJson();
        assertThat(calls).hasSizeGreaterThan(9);
        int mark = node.logMark();
        for (ApiDescription.Call call : calls) {
            for (int i = 0; i < 25; i++) {
                Reply reply = api.sendRaw(
                        call.method(), call.path().replaceAll("\\{[^}]+}", "any"), content(call.fields(), random));
                assertThat(reply.status()).as(call + " " + reply).isLessThan(500);
                assertThat(reply.body()).doesNotContain("Exception", "\tat ");
            }
        }
        assertThat(node.logSince(mark)).doesNotContain("Uncaught server error");
    }

    private static String content(List<String> fields, Random random) {
        ObjectNode content = JsonHttp.MAPPER.createObjectNode();
        for (String field : fields) {
            switch (random.nextInt(9)) {
                case 0 -> content.put(field, random.nextLong());
                case 1 -> content.put(field, "");
                case 2 -> content.put(field, "\u0000\ud800\u202e'\"<script>${jndi:x}");
                case 3 -> content.putNull(field);
                case 4 -> content.putArray(field).add(1).addObject().put("a", true);
                case 5 -> content.putObject(field).put(field, "x");
                case 6 -> content.put(field, "x".repeat(20_000));
                case 7 -> content.put(field, UUID.randomUUID().toString());
                default ->
                    content.put(
                            field,
                            List.of("sms", "totp", "+49152", "a@b", "imap", "123456")
                                    .get(random.nextInt(6)));
            }
        }
        return content.toString();
    }

    @Test
    @DisplayName("calls that change something are limited for each person, app and network, and told when to come back")
    void callsAreLimited() {
        realm.attribute("mfa.api.calls-person-minute", "2");
        realm.createPerson("paul", "demo");
        MfaApi nora = MfaApi.of(realm, nora().accessToken());
        MfaApi paul = MfaApi.of(
                realm,
                Walker.named("paul", "demo")
                        .walk(app.login().scope("mfa").begin())
                        .tokens()
                        .accessToken());
        assertThat(nora.post("/totp/setup").status()).isEqualTo(200);
        assertThat(nora.post("/totp/setup").status()).isEqualTo(200);

        Reply refused = nora.post("/totp/setup");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 70);
        assertThat(nora.get("/status").status()).as("reading").isEqualTo(200);
        assertThat(paul.post("/totp/setup").status()).as("somebody else").isEqualTo(200);
        assertThat(reasons("THROTTLED")).containsExactly("calls-person");

        for (String limit : List.of("client", "network")) {
            realm.attribute("mfa.api.calls-" + limit + "-minute", "1");
            assertThat(paul.post("/totp/setup").status()).as(limit).isEqualTo(429);
            realm.attribute("mfa.api.calls-" + limit + "-minute", "1000");
        }
        assertThat(reasons("THROTTLED")).contains("calls-client", "calls-network");
        try (ServerClock clock = node.clock()) {
            clock.ahead(Duration.ofSeconds(75));
            assertThat(nora.post("/totp/setup").status()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("CORS: a page of the app's own origin may call, none of another")
    void pagesOfTheAppsOriginsMayCall() {
        realm.client("sample-app")
                .update(client -> client.putArray("webOrigins").add("https://app.example.org"));
        MfaApi api = MfaApi.of(realm, nora().accessToken());

        Reply asked = MfaApi.of(realm).preflight("/totp/setup", "https://app.example.org", "POST");
        assertThat(asked.status()).isEqualTo(200);
        assertThat(asked.header("Access-Control-Allow-Origin")).isEqualTo("https://app.example.org");
        assertThat(asked.header("Access-Control-Allow-Methods")).contains("POST", "PATCH", "DELETE");
        assertThat(asked.header("Access-Control-Allow-Headers")).contains("Authorization", "DPoP", "Content-Type");

        Reply own = api.with("Origin", "https://app.example.org").get("/status");
        assertThat(own.status()).isEqualTo(200);
        assertThat(own.header("Access-Control-Allow-Origin")).isEqualTo("https://app.example.org");
        assertThat(own.header("Access-Control-Expose-Headers")).contains("WWW-Authenticate", "Retry-After");
        Reply foreign = api.with("Origin", "https://evil.example.org").post("/totp/setup");
        assertForbidden(foreign);
        assertThat(foreign.header("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    @DisplayName("the description is there for everybody, as it stands in the sources")
    void theDescriptionIsServed() {
        Reply served = MfaApi.of(realm).get("/openapi.yaml");

        assertThat(served.status()).isEqualTo(200);
        assertThat(served.body()).startsWith("openapi: 3.1.0").contains("/app-passwords/verify:");
    }

    private Tokens nora() {
        return Walker.named("nora", "demo")
                .walk(app.login().scope("mfa").begin())
                .tokens();
    }

    private Reply status(Tokens tokens) {
        return MfaApi.of(realm, tokens.accessToken()).get("/status");
    }

    private static Reply shown(MfaApi api, String token, String proof) {
        return api.with("Authorization", "DPoP " + token).with("DPoP", proof).get("/status");
    }

    private static void assertUnauthorized(Reply reply) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(401);
        assertThat(reply.header("WWW-Authenticate")).startsWith("Bearer");
    }

    private static void assertForbidden(Reply reply) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(403);
        assertThat(reply.json().path("title").asText()).isEqualTo("Forbidden");
    }

    private long count(String condition) {
        return node.db().number("select count(*) from MFA_AUDIT_EVENT where REALM_ID = ? and " + condition, realmId);
    }

    private List<String> reasons(String type) {
        return node
                .db()
                .rows("select REASONS from MFA_AUDIT_EVENT where REALM_ID = ? and TYPE = ?", realmId, type)
                .stream()
                .map(row -> String.valueOf(row.get("REASONS")))
                .toList();
    }
}
