package dev.mfapack.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mfapack.tests.bench.Deadline;
import dev.mfapack.tests.bench.FormClient;
import dev.mfapack.tests.bench.JsonHttp;
import dev.mfapack.tests.bench.Mailbox;
import dev.mfapack.tests.bench.Phone;
import dev.mfapack.tests.bench.RealmAdmin;
import dev.mfapack.tests.bench.RelyingParty;
import dev.mfapack.tests.bench.RelyingParty.Tokens;
import dev.mfapack.tests.bench.SoftPasskey;
import dev.mfapack.tests.bench.Totp;
import dev.mfapack.tests.bench.VirtualPasskey;
import dev.mfapack.tests.bench.Walker;
import dev.mfapack.tests.bench.arquillian.BrowserSuite;
import dev.mfapack.tests.bench.server.KeycloakNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.arquillian.drone.api.annotation.Drone;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.WebDriver;

/** The examples of {@code docs/rest-api.md} and {@code docs/passkey-api.md}, as they stand there, by an app that the installer has let in. */
@BrowserSuite
class DocExamplesIT {

    private static final DocExamples REST = DocExamples.of("rest-api.md");
    private static final DocExamples PASSKEYS = DocExamples.of("passkey-api.md");
    private static final Deadline RESULT = Deadline.ofSeconds(15);
    private static final Pattern SECRET = Pattern.compile("secret=([A-Z2-7]+)");

    /** The one of the example. */
    private static final String NUMBER = "+4915228817386";

    private static final String MAILBOX = "nora@mailbox.test";
    private static final String VERIFIER = "verifier-of-43-characters-or-more-for-rfc-7636";
    private static final String SERVICE_SECRET = "mail-server-secret";

    @ArquillianResource
    private KeycloakNode node;

    @ArquillianResource
    private Phone phone;

    private final Mailbox mailbox = Mailbox.shared();

    @Drone
    private WebDriver browser;

    private RealmAdmin realm;
    private RelyingParty app;

    @BeforeEach
    void realmWithAnAppThatTheInstallerLetsIn() {
        realm = MfaDemo.withPrograms(node, "cron");
        realm.keepEvents();
        MfaDemo.withoutNotices(realm);
        realm.withoutBruteForceProtection();
        realm.attribute("mfa.level.habit", "false");
        phone.reset();
        ObjectNode client = JsonHttp.MAPPER
                .createObjectNode()
                .put("clientId", "my-app")
                .put("publicClient", true)
                .put("standardFlowEnabled", true);
        client.putArray("webOrigins").add("+");
        realm.createClient(client);
        FlowInstaller.of(realm).applyLettingIn("my-app");
        app = RelyingParty.existing(realm, "my-app");
    }

    @AfterEach
    void putAway() {
        app.close();
    }

    @Test
    void everyExampleIsOneOfThoseThatAreRunHere() {
        assertThat(REST.names())
                .containsExactly(
                        "helpers",
                        "login",
                        "step-up",
                        "totp",
                        "sms",
                        "raise",
                        "retry-after",
                        "app-password",
                        "java",
                        "calls");
        assertThat(PASSKEYS.names()).containsExactly("register", "login", "begin", "redeem");
    }

    @Test
    @DisplayName("S2: by curl, a login is not enough, and the one that the refusal asks for is")
    void aLoginAndOneThatTheApiAsksFor() {
        RealmAdmin.Person nora = MfaDemo.personWithPhone(realm, "nora", NUMBER);
        FormClient person = new FormClient();
        try (Script script = bash(REST.code("helpers", "login", "step-up"), Map.of())) {
            FormClient.Page form = person.get(script.lineBeginning("Log in at "));
            script.type(address(person.submit(form, "#kc-form-login", Map.of("username", "nora", "password", "demo"))));
            assertThat(script.lineBeginning("{\"factors\":")).contains("mfa-sms", "\"level\":1", "\"reachable\":2");

            String again = script.lineBeginning("Log in at ");
            assertThat(again).endsWith("&acr_values=mfa&max_age=900");
            FormClient.Page asked = person.get(again);
            if (asked.has("#kc-form-login")) {
                asked = person.submit(asked, "#kc-form-login", Map.of("password", "demo"));
            }
            script.type(address(person.submit(
                    asked,
                    "#mfa-code-form",
                    Map.of("code", phone.nextMessageTo(NUMBER).code()))));

            assertThat(script.output()).contains("To be shown once: {", "\"codes\":[\"", "\"left\":10");
        }
        assertThat(nora.credentials("mfa-backup-codes")).hasSize(1);
        assertThat(audited("FACTOR_ENROLLED", "mfa-backup-codes")).isEqualTo(1);
        assertThat(audited("STEP_UP", "")).isPositive();
    }

    @Test
    @DisplayName("by curl, an authenticator app and a number are bound by their codes")
    void anAuthenticatorAppAndANumber() {
        RealmAdmin.Person nora = realm.createPerson("nora", "demo");
        Tokens tokens = tokens(Walker.named("nora", "demo"));
        try (Script script = bash(REST.code("helpers", "sms"), token(tokens))) {
            script.type(phone.nextMessageTo(NUMBER).code());
            assertThat(script.output()).contains("\"level\":1", "\"credential\":\"");
        }
        assertThat(nora.credentials("mfa-sms")).hasSize(1);
        assertThat(audited("FACTOR_ENROLLED", "mfa-sms")).isEqualTo(1);

        RealmAdmin.Person paul = realm.createPerson("paul", "demo");
        try (Script script = bash(REST.code("helpers", "totp"), token(tokens(Walker.named("paul", "demo"))))) {
            Matcher secret = SECRET.matcher(script.lineBeginning("Scan, or type into the app: otpauth:"));
            assertThat(secret.find()).isTrue();
            script.type(Totp.ofBase32(secret.group(1)).freshCode());
            assertThat(script.output()).contains("\"credential\":\"");
        }
        assertThat(paul.credentials("otp"))
                .extracting(it -> it.path("userLabel").asText())
                .containsExactly("my phone");
        assertThat(audited("FACTOR_ENROLLED", "otp")).isEqualTo(1);
        assertThat(realm.events("UPDATE_CREDENTIAL")).hasSize(2);
    }

    @Test
    @DisplayName("by curl, a code by mail raises the app's session; an app password is checked by its service")
    void aCodeByMailAndAnAppPassword() {
        realm.sendMailTo(mailbox);
        mailbox.reset();
        mailServer();
        RealmAdmin.Person nora = MfaDemo.personWithMailbox(realm, "nora", MAILBOX);
        Tokens tokens = tokens(Walker.named("nora", "demo"));
        assertThat(tokens.acr()).isEqualTo("basic");
        Map<String, String> environment = token(tokens);
        environment.put("REFRESH_TOKEN", tokens.refreshToken());
        environment.put("SECRET", SERVICE_SECRET);

        // The token that shows the proof is the one that may make a password.
        try (Script script = bash(REST.code("helpers", "raise", "app-password"), environment)) {
            script.type(mailbox.nextMailTo(MAILBOX).code());
            assertThat(script.output())
                    .contains("{\"level\":2,\"acr\":\"mfa\"}", "\"level\":2,\"acr\":\"mfa\",\"loggedInAt\"")
                    .contains("\"valid\":true", nora.id());
        }
        assertThat(audited("CHALLENGE_VERIFIED", "mfa-email")).isEqualTo(1);
        assertThat(audited("APP_PASSWORD_CREATED", "")).isEqualTo(1);
        assertThat(audited("APP_PASSWORD_USED", "")).isEqualTo(1);
    }

    @Test
    @DisplayName("by curl and in a page, who asks too early waits as long as Retry-After says")
    void whoAsksTooEarlyWaits() {
        MfaDemo.personWithPhone(realm, "nora", NUMBER);
        Tokens tokens = tokens(Walker.named("nora", "demo"));
        assertThat(MfaApi.of(realm, tokens.accessToken())
                        .sendRaw("POST", "/sms/send", "{}")
                        .status())
                .isEqualTo(202);
        String sleep = "sleep() { echo \"waits $1\"; read -r; }\n";
        try (Script script = bash(sleep + REST.code("helpers", "retry-after"), token(tokens))) {
            assertThat(Integer.parseInt(script.lineBeginning("waits "))).isBetween(1, 60);
            MfaDemo.letTheWaitBeOver(realm);
            script.type("");
            assertThat(script.output()).contains("\"purpose\":\"");
        }
        phone.nextMessageTo(NUMBER);
        phone.nextMessageTo(NUMBER);
        assertThat(phone.messagesTo(NUMBER)).hasSize(2);

        JavascriptExecutor page = inThePage(
                "window.setTimeout = (go, milliseconds) => { window.go = go; window.waits = milliseconds; };"
                        + REST.code("calls") + run("mfa(arguments[0], arguments[1], 'POST', 'sms/send', {})"),
                api(),
                tokens.accessToken());
        long milliseconds = RESULT.await(
                "the page to wait", () -> Optional.ofNullable((Long) page.executeScript("return window.waits")));
        assertThat(milliseconds).isBetween(1_000L, 120_000L);
        MfaDemo.letTheWaitBeOver(realm);
        page.executeScript("window.go()");
        assertThat(result(page).path("purpose").asText()).isNotEmpty();
    }

    @Test
    @DisplayName("S2: in Java and in a page, backup codes are made, or what to ask for instead is told")
    void backupCodesInJavaAndInAPage(@TempDir Path directory) throws IOException {
        MfaDemo.personWithPhone(realm, "nora", NUMBER);
        Walker nora = Walker.named("nora", "demo").withPhone(phone, NUMBER);
        Tokens weak = tokens(nora);
        Path source = Files.writeString(directory.resolve("BackupCodes.java"), REST.code("java"));
        String call = REST.code("calls")
                + run("newBackupCodes(arguments[0], arguments[1], 'https://login.example.com/auth?scope=mfa')");

        assertThat(java(source, weak)).isEqualTo("Log in again, with acr_values=mfa&max_age=900");
        JsonNode told = result(inThePage(call, api(), weak.accessToken()));
        assertThat(told.path("logInAt").asText())
                .isEqualTo("https://login.example.com/auth?scope=mfa&acr_values=mfa&max_age=900");

        Tokens strong =
                nora.walk(app.login().scope("mfa").acrValues("mfa").begin()).tokens();
        assertThat(java(source, strong)).startsWith("To be shown once: {").contains("\"codes\":[\"");
        assertThat(result(inThePage(call, api(), strong.accessToken())).path("codes"))
                .hasSize(10);
        assertThat(audited("FACTOR_ENROLLED", "mfa-backup-codes")).isPositive();
    }

    @Test
    @DisplayName("in a page, a passkey is registered and logs in without a form; by curl, its token is redeemed")
    void aPasskeyInAPage() {
        RealmAdmin.Person nora = realm.createPerson("nora", "demo");
        Tokens tokens = tokens(Walker.named("nora", "demo"));
        String origin = app.redirectUri().replace("/callback", "");
        realm.update(it -> it.putArray("webAuthnPolicyPasswordlessExtraOrigins").add(origin));
        browser.get(app.redirectUri());
        try (VirtualPasskey passkey = VirtualPasskey.builtInto(browser)) {
            JsonNode made = result(inThePage(
                    PASSKEYS.code("register") + run("registerPasskey(arguments[0], arguments[1], 'my phone')"),
                    issuer(),
                    tokens.accessToken()));
            assertThat(made.path("label").asText()).as(made.toString()).isEqualTo("my phone");
            assertThat(passkey.credentials()).hasSize(1);

            JsonNode answer = result(inThePage(
                    PASSKEYS.code("register", "login") + run("logInByPasskey(arguments[0], 'my-app')"), issuer()));
            Tokens loggedIn = new Tokens(
                    answer.path("access_token").asText(),
                    answer.path("refresh_token").asText(),
                    answer.path("id_token").asText());
            assertThat(loggedIn.acr()).isEqualTo("phr");
            assertThat(loggedIn.idClaims().path("sub").asText()).isEqualTo(nora.id());
        }
        assertThat(nora.credentials("webauthn-passwordless")).hasSize(1);
        assertThat(audited("FACTOR_ENROLLED", "webauthn-passwordless")).isEqualTo(1);
        assertThat(node.db()
                        .number(
                                "select count(*) from MFA_AUDIT_EVENT where REALM_ID = ? and TYPE = 'LOGIN' and CLIENT_ID = 'my-app' and AUTH_LEVEL = 3",
                                realmId()))
                .isEqualTo(1);

        RealmAdmin.Person dora = realm.createPerson("dora", "demo");
        SoftPasskey key = dora.addPasskey();
        Map<String, String> environment = new HashMap<>(Map.of("ISSUER", issuer(), "VERIFIER", VERIFIER));
        environment.put("CHALLENGE", PasskeyApi.sha256(VERIFIER));
        PasskeyApi nobody = PasskeyApi.ofNobody(realm);
        PasskeyApi.Answer begun = new PasskeyApi.Answer(200, "", output(PASSKEYS.code("begin"), environment));
        PasskeyApi.Answer proven = nobody.post(
                "authenticate/complete",
                PasskeyApi.answer(begun, key.assertion(nobody.asked(begun))).put("clientId", "my-app"));
        environment.put("MFA_TOKEN", proven.json().path("mfaToken").asText());
        assertThat(output(PASSKEYS.code("redeem"), environment).path("id_token").asText())
                .isNotEmpty();
    }

    private Script bash(String code, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(Map.of("ISSUER", issuer(), "REDIRECT", app.redirectUri()));
        environment.putAll(more);
        return Script.bash(code, environment);
    }

    private JsonNode output(String code, Map<String, String> environment) {
        try (Script script = Script.bash(code, environment)) {
            return json(script.output());
        }
    }

    private String java(Path source, Tokens tokens) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        try (Script script = Script.start(
                List.of(java.toString(), source.toString()), Map.of("API", api(), "TOKEN", tokens.accessToken()))) {
            return script.output();
        }
    }

    /** Has the app's page do that; its functions are the page's, and its arguments follow. */
    private JavascriptExecutor inThePage(String code, Object... arguments) {
        if (!app.redirectUri().equals(browser.getCurrentUrl())) {
            browser.get(app.redirectUri());
        }
        JavascriptExecutor page = (JavascriptExecutor) browser;
        page.executeScript("delete window.result;\n" + code, arguments);
        return page;
    }

    /** Calls, and keeps what becomes of it. */
    private static String run(String call) {
        return "\n" + call
                + ".then((value) => { window.result = JSON.stringify(value); },"
                + " (error) => { window.result = JSON.stringify({ failed: String(error), ...error }); });";
    }

    private JsonNode result(JavascriptExecutor page) {
        return json(RESULT.await(
                "the page's answer", () -> Optional.ofNullable((String) page.executeScript("return window.result"))));
    }

    /** A mail server with an account of its own, which may ask for {@code imap}. */
    private void mailServer() {
        String api = realm.client("mfa-api").id();
        assertThat(realm.send("POST", "/clients/" + api + "/roles", "{\"name\":\"app-passwords:imap\"}")
                        .status())
                .isEqualTo(201);
        realm.createClient(JsonHttp.MAPPER
                .createObjectNode()
                .put("clientId", "mail-server")
                .put("secret", SERVICE_SECRET)
                .put("standardFlowEnabled", false)
                .put("serviceAccountsEnabled", true));
        realm.person("service-account-mail-server").grantClientRole("mfa-api", "app-passwords:imap");
    }

    private Tokens tokens(Walker walker) {
        return walker.walk(app.login().scope("mfa").begin()).tokens();
    }

    private static Map<String, String> token(Tokens tokens) {
        return new HashMap<>(Map.of("TOKEN", tokens.accessToken()));
    }

    /** Where the browser has been sent to, as its address bar shows it. */
    private static String address(FormClient.Page page) {
        assertThat(page.uri().getRawQuery()).contains("code=");
        return page.uri().toString();
    }

    private String issuer() {
        return node.publicUri() + "/realms/" + realm.name();
    }

    private String api() {
        return issuer() + "/mfa/v1";
    }

    private String realmId() {
        return realm.representation().path("id").asText();
    }

    private long audited(String type, String factor) {
        return node.db()
                .number(
                        "select count(*) from MFA_AUDIT_EVENT where REALM_ID = ? and TYPE = '" + type + "'"
                                + (factor.isEmpty() ? "" : " and FACTOR = '" + factor + "'"),
                        realmId());
    }

    private static JsonNode json(String text) {
        try {
            return JsonHttp.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("Not JSON: " + text, e);
        }
    }
}
