package dev.mfapack.tests.integration;

import static dev.mfapack.tests.integration.BackupCodesPages.passwordOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mfapack.tests.bench.Axe;
import dev.mfapack.tests.bench.BrowserProfile;
import dev.mfapack.tests.bench.Deadline;
import dev.mfapack.tests.bench.FormClient;
import dev.mfapack.tests.bench.JsonHttp;
import dev.mfapack.tests.bench.Mailbox;
import dev.mfapack.tests.bench.Phone;
import dev.mfapack.tests.bench.RealmAdmin;
import dev.mfapack.tests.bench.RelyingParty;
import dev.mfapack.tests.bench.arquillian.BrowserSuite;
import dev.mfapack.tests.bench.hash.CountedHash;
import dev.mfapack.tests.bench.hash.CountedHashFactory;
import dev.mfapack.tests.bench.pages.CodePage;
import dev.mfapack.tests.bench.pages.LoginPage;
import dev.mfapack.tests.bench.pages.SigningInPage;
import dev.mfapack.tests.bench.server.KeycloakNode;
import dev.mfapack.tests.bench.server.ServerClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.arquillian.drone.api.annotation.Drone;
import org.jboss.arquillian.graphene.page.Page;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriver;

/** App passwords: made on a page, used by programs, ended one by one and together. */
@BrowserSuite
class AppPasswordsIT {

    private static final String ACTION = "mfa-enroll-app-password";
    private static final String TYPE = "mfa-app-password";
    private static final String FORM = "#mfa-app-password-form";
    private static final String DONE = "#mfa-app-password-done";
    private static final String NUMBER = "+4915228817386";
    private static final String GRANT_FLOW = "MFA direct grant";
    private static final Pattern LINK = Pattern.compile("https?://\\S+action-token\\S+");

    @ArquillianResource
    private KeycloakNode node;

    @ArquillianResource
    private Phone phone;

    @Drone
    private WebDriver browser;

    @Page
    private LoginPage loginPage;

    @Page
    private CodePage codePage;

    @Page
    private SigningInPage signingInPage;

    private RealmAdmin realm;
    private PackRows rows;
    private RelyingParty app;
    private RealmAdmin.Person dora;
    private final FormClient client = new FormClient();

    @BeforeEach
    void realmWithPrograms() {
        realm = MfaDemo.withPrograms(node, "cron", "mail");
        rows = new PackRows(realm);
        phone.reset();
        BrowserProfile.clear(browser);
        app = RelyingParty.existing(realm, "sample-app");
        dora = MfaDemo.personWithPhone(realm, "dora", NUMBER);
    }

    @AfterEach
    void putAway() {
        app.close();
    }

    @Test
    @DisplayName("L3: 28 letters, shown once, named, for one service; level 1 and its use is known")
    void anAppPasswordIsMadeAndUsed() {
        String password = make("nightly job", "cron", "");
        assertThat(password).matches("[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){6}");
        assertThat(dora.credentials(TYPE)).hasSize(1);
        assertThat(rows.audited("APP_PASSWORD_CREATED", "SUCCESS")).isEqualTo(1);
        assertThat(realm.events("UPDATE_CREDENTIAL")).hasSize(1);

        HttpResponse<String> granted = grant("cron", password);
        assertThat(granted.statusCode()).as(granted.body()).isEqualTo(200);
        assertThat(claims(granted).path("acr").asText())
                .as("level 1, never more")
                .isIn("basic", "1", "0");
        assertThat(claims(granted).path("amr").toString()).doesNotContain("mfa", "otp", "sms");
        assertThat(grant("cron", password.toLowerCase(Locale.ROOT).replace("-", " "))
                        .statusCode())
                .isEqualTo(200);
        assertThat(rows.audited("APP_PASSWORD_USED", "SUCCESS")).isEqualTo(2);
        assertThat(node.db().number("select USES from MFA_APP_PASSWORD_USE where REALM_ID = ?", realmId()))
                .isEqualTo(2);
        assertThat(node.db()
                        .row("select LAST_ADDRESS from MFA_APP_PASSWORD_USE where REALM_ID = ?", realmId())
                        .get("LAST_ADDRESS"))
                .isNotNull();
    }

    @Test
    @DisplayName("B1: making one takes a fresh proof of the best that the person has")
    void makingOneTakesTheBestThatThePersonHas() {
        FormClient.Page page = passwordOf(client, app.login().kcAction(ACTION).begin(), "dora");

        assertThat(page.has(FORM)).isFalse();
        assertThat(page.has("#mfa-code-form")).isTrue();
    }

    @Test
    @DisplayName(
            "L3: another client does not take it, nor the login form; a wrong one is refused in the words of a wrong password")
    void itOpensItsServiceAlone() {
        // Keycloak locks somebody for two wrong answers within a second, and would not look at the next one.
        realm.withoutBruteForceProtection();
        String password = make("nightly job", "cron", "");

        for (HttpResponse<String> refused : List.of(
                grant("mail", password),
                grant("cron", password.substring(0, 30) + (password.endsWith("AAAA") ? "BBBB" : "AAAA")),
                grant("cron", "wrong"),
                grant("cron", ""))) {
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
            assertThat(parse(refused.body()).path("error").asText()).isEqualTo("invalid_grant");
            assertThat(parse(refused.body()).path("error_description").asText()).isEqualTo("Invalid user credentials");
        }
        assertThat(rows.audited("APP_PASSWORD_USED", "FAILURE")).isEqualTo(2);

        FormClient.Page form = client.submit(
                client.get(app.login().begin().uri()),
                "#kc-form-login",
                Map.of("username", "dora", "password", password));
        assertThat(form.has("#kc-form-login")).isTrue();
    }

    @Test
    @DisplayName("the normal password of somebody with a second factor is refused, as configured")
    void theNormalPasswordIsRefusedForWhoHasASecondFactor() {
        realm.withoutBruteForceProtection();
        realm.createPerson("nora", "demo");

        assertThat(grant("cron", "demo").statusCode()).isEqualTo(400);
        assertThat(grant("mail", "demo").statusCode()).isEqualTo(400);
        assertThat(grant("cron", "nora", "demo").statusCode())
                .as("who has none")
                .isEqualTo(200);
        realm.configure(GRANT_FLOW, "mfa-app-password-grant", Map.of("mfa-refuse-passwords", "false"));
        assertThat(grant("cron", "demo").statusCode()).isEqualTo(200);
        realm.configure(GRANT_FLOW, "mfa-app-password-grant", Map.of("mfa-refuse-passwords", "perhaps"));
        assertThat(grant("cron", "demo").statusCode()).as("fails closed").isEqualTo(400);
    }

    @Test
    void wrongOnesCountLikeWrongPasswords() {
        String password = make("nightly job", "cron", "");
        realm.protectAgainstBruteForce(3, 60);
        String wrong = password.substring(0, 30) + (password.endsWith("AAAA") ? "BBBB" : "AAAA");
        for (int i = 0; i < 3; i++) {
            assertThat(grant("cron", wrong).statusCode()).isEqualTo(400);
        }

        assertThat(dora.isLocked()).isTrue();
        assertThat(grant("cron", password).statusCode()).isEqualTo(400);
        assertThat(dora.bruteForce().path("numFailures").asInt()).isEqualTo(3);
    }

    @Test
    void itEndsOnItsLastDay() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        String password = make("trial", "cron", today.plusDays(1).toString());
        assertThat(grant("cron", password).statusCode()).isEqualTo(200);

        try (ServerClock clock = node.clock()) {
            clock.ahead(Duration.ofDays(2));
            assertThat(grant("cron", password).statusCode()).isEqualTo(400);
        }
        assertThat(rows.reasons("APP_PASSWORD_USED", "FAILURE")).isEqualTo("expired");
    }

    @Test
    @DisplayName("L3: each is revoked on its own, and the sessions that began by it end")
    void eachIsRevokedOnItsOwn() {
        String first = make("nightly job", "cron", "");
        String second = make("my phone", "mail", "");
        String refreshToken =
                parse(grant("cron", first).body()).path("refresh_token").asText();
        assertThat(refresh("cron", refreshToken).statusCode()).isEqualTo(200);
        String id = dora.credentials(TYPE).stream()
                .filter(credential -> credential.path("userLabel").asText().equals("nightly job"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();

        FormClient other = new FormClient();
        RelyingParty.Login removal =
                app.login().kcAction("delete_credential:" + id).begin();
        FormClient.Page confirm = provenBest(other, removal);
        other.submit(confirm, "form:has(#kc-accept)", Map.of());

        assertThat(removal.answer()).containsEntry("kc_action_status", "success");
        assertThat(grant("cron", first).statusCode()).isEqualTo(400);
        assertThat(refresh("cron", refreshToken).statusCode()).isEqualTo(400);
        assertThat(grant("mail", second).statusCode()).isEqualTo(200);
        assertThat(rows.audited("APP_PASSWORD_REVOKED", "SUCCESS")).isEqualTo(1);
        assertThat(rows.in("MFA_APP_PASSWORD_USE")).isEqualTo(1);
        dora.deleteCredential(dora.credentials(TYPE).get(0).path("id").asText());
        assertThat(grant("mail", second).statusCode()).isEqualTo(400);
        assertThat(rows.audited("APP_PASSWORD_REVOKED", "SUCCESS")).isEqualTo(2);
    }

    @Test
    @DisplayName("all of them end when an administrator resets the password")
    void allEndWhenAnAdministratorResetsThePassword() {
        String first = make("nightly job", "cron", "");
        make("my phone", "mail", "");
        dora.password("another one");

        assertThat(dora.credentials(TYPE)).isEmpty();
        assertThat(grant("cron", first).statusCode()).isEqualTo(400);
        assertThat(rows.audited("APP_PASSWORD_REVOKED", "SUCCESS")).isEqualTo(2);
    }

    @Test
    @DisplayName("all of them end when a forgotten password is set anew by a link")
    void allEndWhenAForgottenPasswordIsSetAnew() {
        make("nightly job", "cron", "");
        Mailbox mailbox = Mailbox.shared();
        mailbox.reset();
        realm.sendMailTo(mailbox);
        FormClient other = new FormClient();
        FormClient.Page form = other.get(app.login().begin().uri());
        FormClient.Page forgotten = other.get(
                form.html().select("a[href*=reset-credentials]").first().absUrl("href"));
        other.submit(forgotten, "#kc-reset-password-form", Map.of("username", "dora"));
        Matcher link = LINK.matcher(mailbox.nextMailTo("dora@example.org").text());
        assertThat(link.find()).isTrue();
        FormClient.Page code = other.get(link.group());
        FormClient.Page update = other.submit(
                code,
                "#mfa-code-form",
                Map.of("code", phone.nextMessageTo(NUMBER).code()));
        other.submit(
                update,
                "#kc-passwd-update-form",
                Map.of("password-new", "forgotten no more", "password-confirm", "forgotten no more"));

        assertThat(dora.credentials(TYPE)).isEmpty();
    }

    @Test
    @DisplayName("when people change their password themselves, the policy decides")
    void whenPeopleChangeTheirPasswordThePolicyDecides() {
        make("nightly job", "cron", "");
        changePassword("demo", "second");
        assertThat(dora.credentials(TYPE)).hasSize(1);

        realm.attribute("mfa.app-password.end-on-change", "true");
        changePassword("second", "third");
        assertThat(dora.credentials(TYPE)).isEmpty();
    }

    @Test
    void whatIsFilledInWrongIsToldAndNothingIsLost() {
        RelyingParty.Login login = app.login().kcAction(ACTION).begin();
        FormClient.Page page = provenBest(client, login);
        page = client.submit(page, FORM, Map.of("name", "", "service", "cron"));
        assertThat(page.text("#mfa-name-error")).isEqualTo("Give it a name.");
        assertThat(page.html().title()).startsWith("Error: Give it a name.");
        page = client.submit(page, FORM, Map.of("name", "x".repeat(61), "service", "cron"));
        assertThat(page.text("#mfa-name-error")).startsWith("This name is too long");
        page = client.submit(page, FORM, Map.of("name", "job", "service", "security-admin-console"));
        assertThat(page.text("#mfa-service-error")).isEqualTo("Choose one of the services.");
        for (String day : List.of("yesterday", "2020-01-01", "<script>")) {
            page = client.submit(page, FORM, Map.of("name", "job", "service", "cron", "until", day));
            assertThat(page.text("#mfa-until-error")).isEqualTo("Choose today or a later day.");
            assertThat(page.html().selectFirst("#mfa-name").val()).isEqualTo("job");
        }
        assertThat(dora.credentials(TYPE)).isEmpty();
        client.submit(client.submit(page, FORM, Map.of("name", "job", "service", "cron", "until", "")), DONE, Map.of());
        login.answer();

        FormClient fresh = new FormClient();
        FormClient.Page again = fresh.submit(
                provenBest(fresh, app.login().kcAction(ACTION).begin()),
                FORM,
                Map.of("name", "job", "service", "cron", "until", ""));
        assertThat(again.text("#mfa-name-error")).startsWith("You already use this name");
    }

    @Test
    @DisplayName("L3: at most 25")
    void atMostTwentyFive() {
        realm.update(it -> it.put("passwordPolicy", "hashAlgorithm(" + CountedHashFactory.ID + ")"));
        ObjectNode credential =
                JsonHttp.MAPPER.createObjectNode().put("type", TYPE).put("credentialData", "{\"service\":\"cron\"}");
        for (int i = 0; i < 25; i++) {
            String label = "job " + i;
            String secret = "{\"id\":\"AAA%02d\",\"hash\":{\"data\":{},\"secret\":{}}}".formatted(i);
            dora.update(person -> person.putArray("credentials")
                    .add(credential.deepCopy().put("userLabel", label).put("secretData", secret)));
        }
        RelyingParty.Login login = app.login().kcAction(ACTION).begin();
        FormClient.Page page = client.submit(
                provenBest(client, login), FORM, Map.of("name", "one more", "service", "cron", "until", ""));

        assertThat(page.text("#mfa-name-error")).startsWith("You have 25 app passwords already");
        assertThat(dora.credentials(TYPE)).hasSize(25);
    }

    @Test
    @DisplayName("one hash is computed for each attempt, whatever was sent")
    void oneHashForEachAttempt() {
        realm.update(it -> it.put("passwordPolicy", "hashAlgorithm(" + CountedHashFactory.ID + ")"));
        dora.password("demo");
        make("another", "mail", "");
        String password = make("nightly job", "cron", "");
        String wrong = password.substring(0, 30) + (password.endsWith("AAAA") ? "BBBB" : "AAAA");
        String unknown = "AAAA-" + wrong.substring(5);
        for (String sent : List.of(password, wrong, unknown, "demo", "wrong", "")) {
            int mark = node.logMark();
            grant("cron", sent);
            assertThat(node.logSince(mark).split(CountedHash.LINE, -1)).as(sent).hasSize(2);
        }
    }

    @Test
    @DisplayName("C4: it is in no log, event, address, note or column; shown again on a reload, and never after")
    void itLeavesNoTrace() {
        int mark = node.logMark();
        RelyingParty.Login login = app.login().kcAction(ACTION).begin();
        FormClient.Page page = client.submit(
                provenBest(client, login), FORM, Map.of("name", "nightly job", "service", "cron", "until", ""));
        String password = page.text("#mfa-codes code");
        FormClient.Page reloaded = client.get(page.uri().toString());
        assertThat(reloaded.text("#mfa-codes code")).isEqualTo(password);
        client.submit(reloaded, DONE, Map.of());
        login.answer();
        grant("cron", password);

        String told = node.logSince(mark)
                + node.db().dump()
                + realm.events()
                + realm.adminEvents()
                + page.uri()
                + dora.credentials();
        assertThat(told).doesNotContain(password, password.replace("-", ""), password.substring(10));
        assertThat(client.get(page.uri().toString()).html().text()).doesNotContain(password);
    }

    @Test
    @DisplayName("a token that began by an app password gets none of a person's own calls")
    void itsTokensGetNoneOfAPersonsCalls() {
        realm.attribute("mfa.api.clients", "cron");
        RestStatus.letIn(realm, "cron");
        realm.createPerson("nora", "demo");
        String password = make("nightly job", "cron", "");

        String normal = parse(grant("cron", "nora", "demo", "mfa").body())
                .path("access_token")
                .asText();
        assertThat(RestStatus.call(realm, Map.of("Authorization", "Bearer " + normal)))
                .startsWith("200 ");
        String token = parse(grant("cron", "dora", password, "mfa").body())
                .path("access_token")
                .asText();
        assertThat(RestStatus.call(realm, Map.of("Authorization", "Bearer " + token)))
                .startsWith("403 ");
    }

    @Test
    @DisplayName("L3: the account console makes, lists and explains them; the pages pass axe")
    void accountConsole() {
        signingInPage.open(realm);
        loginPage.awaitShown();
        loginPage.login("dora", "demo");
        codePage.enter(phone.nextMessageTo(NUMBER).code());
        signingInPage.setUp(TYPE);
        await("mfa-app-password-form");
        Axe.assertClean(browser, "app password");
        browser.findElement(By.id("mfa-app-password-submit")).click();
        await("mfa-name-error");
        Axe.assertClean(browser, "app password, without a name");
        browser.findElement(By.id("mfa-name")).sendKeys("nightly job");
        browser.findElement(By.id("mfa-app-password-submit")).click();
        await("mfa-app-password-done");
        Axe.assertClean(browser, "app password, shown");
        String password = browser.findElement(By.cssSelector("#mfa-codes code")).getText();
        assertThat(grant("cron", password).statusCode()).isEqualTo(200);
        browser.findElement(By.id("mfa-app-password-submit")).click();
        signingInPage.awaitShown();

        assertThat(signingInPage.credentials(TYPE))
                .contains("nightly job", "Service", "cron", "Times used", "1", "Last used")
                .doesNotContain(password);
    }

    @Test
    void whoLeavesLeavesNothingBehind() {
        grant("cron", make("nightly job", "cron", ""));
        assertThat(rows.in("MFA_APP_PASSWORD_USE")).isEqualTo(1);
        dora.delete();
        assertThat(rows.in("MFA_APP_PASSWORD_USE")).isZero();
    }

    private void await(String id) {
        Deadline.ofSeconds(10).until(id, () -> !browser.findElements(By.id(id)).isEmpty());
    }

    private String make(String name, String service, String until) {
        FormClient fresh = new FormClient();
        RelyingParty.Login login = app.login().kcAction(ACTION).begin();
        FormClient.Page shown =
                fresh.submit(provenBest(fresh, login), FORM, Map.of("name", name, "service", service, "until", until));
        String password = shown.text("#mfa-codes code");
        fresh.submit(shown, DONE, Map.of());
        assertThat(login.answer()).containsEntry("kc_action_status", "success");
        return password;
    }

    /** Past the password and the code. */
    private FormClient.Page provenBest(FormClient person, RelyingParty.Login login) {
        MfaDemo.letTheWaitBeOver(realm);
        FormClient.Page code = passwordOf(person, login, "dora");
        return person.submit(
                code,
                "#mfa-code-form",
                Map.of("code", phone.nextMessageTo(NUMBER).code()));
    }

    private void changePassword(String from, String to) {
        MfaDemo.letTheWaitBeOver(realm);
        FormClient fresh = new FormClient();
        RelyingParty.Login login = app.login().kcAction("UPDATE_PASSWORD").begin();
        FormClient.Page page =
                fresh.submit(fresh.get(login.uri()), "#kc-form-login", Map.of("username", "dora", "password", from));
        page = fresh.submit(
                page,
                "#mfa-code-form",
                Map.of("code", phone.nextMessageTo(NUMBER).code()));
        fresh.submit(page, "#kc-passwd-update-form", Map.of("password-new", to, "password-confirm", to));
        assertThat(login.answer()).containsEntry("kc_action_status", "success");
    }

    private HttpResponse<String> grant(String clientId, String password) {
        return grant(clientId, "dora", password);
    }

    private HttpResponse<String> grant(String clientId, String username, String password) {
        return grant(clientId, username, password, "openid");
    }

    private HttpResponse<String> grant(String clientId, String username, String password, String scope) {
        return token(Map.of(
                "grant_type", "password",
                "client_id", clientId,
                "username", username,
                "password", password,
                "scope", scope));
    }

    private HttpResponse<String> refresh(String clientId, String refreshToken) {
        return token(Map.of("grant_type", "refresh_token", "client_id", clientId, "refresh_token", refreshToken));
    }

    private HttpResponse<String> token(Map<String, String> fields) {
        URI uri = URI.create(node.baseUri() + "/realms/" + realm.name() + "/protocol/openid-connect/token");
        String form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(uri)
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .POST(HttpRequest.BodyPublishers.ofString(form))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode parse(String json) {
        try {
            return JsonHttp.MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("Not JSON: " + json, e);
        }
    }

    private static JsonNode claims(HttpResponse<String> granted) {
        String token = parse(granted.body()).path("access_token").asText();
        return parse(new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8));
    }

    private String realmId() {
        return realm.representation().path("id").asText();
    }
}
