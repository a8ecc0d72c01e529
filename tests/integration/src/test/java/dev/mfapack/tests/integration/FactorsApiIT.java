package dev.mfapack.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mfapack.tests.bench.Deadline;
import dev.mfapack.tests.bench.JsonHttp;
import dev.mfapack.tests.bench.Mailbox;
import dev.mfapack.tests.bench.Phone;
import dev.mfapack.tests.bench.RealmAdmin;
import dev.mfapack.tests.bench.RelyingParty;
import dev.mfapack.tests.bench.RelyingParty.Tokens;
import dev.mfapack.tests.bench.Totp;
import dev.mfapack.tests.bench.Walker;
import dev.mfapack.tests.bench.arquillian.BrowserSuite;
import dev.mfapack.tests.bench.hash.CountedHash;
import dev.mfapack.tests.bench.hash.CountedHashFactory;
import dev.mfapack.tests.bench.server.KeycloakNode;
import dev.mfapack.tests.integration.MfaApi.Reply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every factor through the REST API: bound, proven, told and ended, by the same services as in the browser. */
@BrowserSuite
class FactorsApiIT {

    private static final String NUMBER = "+4915228817386";
    private static final String OTHER_NUMBER = "+4915254599371";
    private static final String SECRET = "sample-app-secret";

    @ArquillianResource
    private KeycloakNode node;

    @ArquillianResource
    private Phone phone;

    private RealmAdmin realm;
    private RelyingParty app;
    private String realmId;
    private int mark;

    @BeforeEach
    void realmWithAnAppThatIsLetIn() {
        realm = MfaDemo.withPrograms(node, "cron");
        realmId = realm.representation().path("id").asText();
        realm.keepEvents();
        MfaDemo.withoutNotices(realm);
        realm.withoutBruteForceProtection();
        realm.attribute("mfa.level.habit", "false");
        realm.attribute("mfa.api.clients", "sample-app, second-app");
        realm.attribute("mfa.api.calls-person-minute", "1000");
        phone.reset();
        app = RelyingParty.existing(realm, "sample-app");
        RestStatus.letIn(realm, "sample-app");
        mark = node.logMark();
    }

    @AfterEach
    void putAway() {
        app.close();
    }

    @Test
    @DisplayName(
            "an authenticator app is bound by REST and logs in by browser; no code of it is taken twice, and its secret leaves no trace")
    void anAuthenticatorAppIsBound() {
        RealmAdmin.Person nora = realm.createPerson("nora", "demo");
        Walker walker = Walker.named("nora", "demo");
        Tokens tokens = walker.walk(app.login().scope("mfa").begin()).tokens();
        MfaApi api = MfaApi.of(realm, tokens.accessToken());

        JsonNode setup = api.post("/totp/setup").json();
        String secret = setup.path("secret").asText();
        assertThat(setup.path("otpauth").asText()).contains("secret=" + secret, "nora");
        assertThat(Base64.getDecoder().decode(setup.path("qr").asText().split(",", 2)[1]))
                .as("a PNG")
                .startsWith(0x89, 'P', 'N', 'G');
        Totp totp = Totp.ofBase32(secret);
        Reply wrong = api.post("/totp/verify", Map.of("code", totp.staleCode()));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.problem()).isEqualTo("wrong-code");
        String code = totp.freshCode();
        Reply bound = api.post("/totp/verify", Map.of("code", code));
        assertThat(bound.status()).as(bound.toString()).isEqualTo(201);
        assertThat(nora.credentials("otp"))
                .singleElement()
                .satisfies(it -> assertThat(it.path("id").asText())
                        .isEqualTo(bound.json().path("credential").asText()));
        assertThat(api.post("/totp/verify", Map.of("code", code)).problem())
                .isEqualTo("insufficient-user-authentication");
        assertThat(audited("FACTOR_ENROLLED", "otp")).isEqualTo(1);
        assertThat(realm.events("UPDATE_CREDENTIAL"))
                .singleElement()
                .satisfies(event -> assertThat(
                                event.path("details").path("credential_type").asText())
                        .isEqualTo("otp"));
        assertThat(level(tokens)).as("binding raises nothing").isEqualTo("basic");

        Reply replayed = api.post("/verify", Map.of("method", "totp", "code", code));
        assertThat(replayed.problem()).as("the code that bound it is used up").isEqualTo("wrong-code");
        assertThat(api.post("/verify", Map.of("method", "totp", "code", totp.freshCode()))
                        .json()
                        .path("acr")
                        .asText())
                .isEqualTo("mfa");
        assertThat(level(tokens)).isEqualTo("mfa");
        assertThat(walker.withTotp(totp)
                        .walk(app.login().acrValues("mfa").begin())
                        .told())
                .as("the browser's session knows nothing of it")
                .isEqualTo("otp → mfa");
        assertThat(everythingTold()).doesNotContain(secret);
        assertThat(audited("CHALLENGE_VERIFIED", "otp")).isEqualTo(1);
        assertThat(audited("CHALLENGE_FAILED", "otp")).isEqualTo(1);
    }

    @Test
    @DisplayName(
            "a number is bound by the code that was sent there, which raises nothing; the next code raises this app's session alone")
    void aNumberIsBoundAndThenProven() {
        RealmAdmin.Person nora = realm.createPerson("nora", "demo");
        Walker walker = Walker.named("nora", "demo").withPhone(phone, NUMBER);
        Tokens tokens = walker.walk(app.login().scope("mfa").begin()).tokens();
        MfaApi api = MfaApi.of(realm, tokens.accessToken());

        Reply sent = api.post("/sms/send", Map.of("number", "01522 8817386", "label", "private"));
        assertThat(sent.status()).as(sent.toString()).isEqualTo(202);
        assertThat(sent.json().path("purpose").asText()).isEqualTo("enrol");
        assertThat(sent.body()).doesNotContain("8817386");
        Reply again = api.post("/sms/send", Map.of("number", NUMBER));
        assertThat(again.status()).as("too early for another").isEqualTo(429);
        assertThat(Integer.parseInt(again.header("Retry-After"))).isBetween(1, 30);
        assertThat(api.post("/sms/send", Map.of("number", OTHER_NUMBER)).status())
                .as("another number is no way round the wait")
                .isEqualTo(429);
        Phone.Message message = phone.nextMessageTo(NUMBER);
        String challenge = sent.json().path("challenge").asText();
        assertThat(verify(api, "sms", challenge, other(message.code())).problem())
                .isEqualTo("wrong-code");
        Reply bound = verify(api, "sms", challenge, message.code());
        assertThat(bound.status()).as(bound.toString()).isEqualTo(200);
        assertThat(bound.json().path("level").asInt())
                .as("an enrolment's challenge raises nothing")
                .isEqualTo(1);
        assertThat(level(tokens)).isEqualTo("basic");
        String id = bound.json().path("credential").asText();
        assertThat(nora.credentials("mfa-sms")).singleElement().satisfies(it -> {
            assertThat(it.path("id").asText()).isEqualTo(id);
            assertThat(it.path("userLabel").asText()).isEqualTo("private");
        });
        assertThat(verify(api, "sms", challenge, message.code()).problem()).isEqualTo("challenge-gone");
        assertThat(audited("FACTOR_ENROLLED", "mfa-sms")).isEqualTo(1);

        MfaDemo.letTheWaitBeOver(realm);
        Reply login = api.post("/sms/send", Map.of("credential", id));
        assertThat(login.json().path("purpose").asText()).isEqualTo("verify");
        Reply proven = verify(
                api,
                "sms",
                login.json().path("challenge").asText(),
                phone.nextMessageTo(NUMBER).code());
        assertThat(proven.json().path("level").asInt()).as(proven.toString()).isEqualTo(2);
        Tokens raised = app.refresh(tokens).tokens();
        assertThat(raised.accessClaims().path("acr").asText()).isEqualTo("mfa");
        assertThat(raised.accessClaims().path("amr").toString()).contains("pwd", "sms", "mfa");
        assertThat(audited("LEVEL_RAISED", null)).isEqualTo(1);
        assertThat(MfaApi.of(realm, raised.accessToken()).post("/backup-codes").status())
                .as("what was verified counts as the best that the person has")
                .isEqualTo(201);
        MfaDemo.letTheWaitBeOver(realm);
        assertThat(walker.walk(app.login().acrValues("mfa").begin()).told())
                .as("the browser's session knows nothing of it")
                .isEqualTo("code → mfa");
        assertThat(everythingTold()).doesNotContain(message.code() + "\"");
    }

    @Test
    @DisplayName(
            "another app of the same browser session is not raised, and cannot answer a challenge that is not its own")
    void anotherAppIsNotRaised() {
        MfaDemo.personWithPhone(realm, "dora", NUMBER);
        RelyingParty second = RelyingParty.register(realm, "second-app");
        RestStatus.give(realm, "second-app");
        Walker dora = Walker.named("dora", "demo").withPhone(phone, NUMBER);
        Tokens first = dora.walk(app.login().scope("mfa").begin()).tokens();
        Tokens others = dora.walk(second.login().scope("mfa").begin()).tokens();
        MfaApi api = MfaApi.of(realm, first.accessToken());
        MfaApi othersApi = MfaApi.of(realm, others.accessToken());

        String challenge =
                api.post("/sms/send", Map.of()).json().path("challenge").asText();
        String code = phone.nextMessageTo(NUMBER).code();
        assertThat(verify(othersApi, "sms", challenge, code).problem()).isEqualTo("challenge-gone");
        assertThat(verify(api, "email", challenge, code).problem()).isEqualTo("challenge-gone");
        letTheSecondPass(first);
        assertThat(verify(api, "sms", challenge, code).status()).isEqualTo(200);

        assertThat(level(first)).isEqualTo("mfa");
        assertThat(second.refresh(others).tokens().accessClaims().path("acr").asText())
                .isEqualTo("basic");
        assertThat(othersApi.get("/status").json().path("level").asInt()).isEqualTo(1);
        assertThat(MfaApi.of(realm, first.accessToken()).post("/backup-codes").status())
                .as("the old token does not show it")
                .isEqualTo(401);
        second.close();
    }

    @Test
    @DisplayName("an address is bound and proven in the same way")
    void anAddressIsBoundAndThenProven() {
        Mailbox mailbox = Mailbox.shared();
        mailbox.reset();
        realm.sendMailTo(mailbox);
        realm.createPerson("nora", "demo");
        Tokens tokens = Walker.named("nora", "demo")
                .walk(app.login().scope("mfa").begin())
                .tokens();
        MfaApi api = MfaApi.of(realm, tokens.accessToken());

        assertThat(api.post("/email/send", Map.of("address", "no address")).status())
                .isEqualTo(400);
        String enrolment = api.post("/email/send", Map.of("address", "nora@mail.example"))
                .json()
                .path("challenge")
                .asText();
        assertThat(verify(
                                api,
                                "email",
                                enrolment,
                                mailbox.nextMailTo("nora@mail.example").code())
                        .status())
                .isEqualTo(200);
        MfaDemo.letTheWaitBeOver(realm);
        String login =
                api.post("/email/send", Map.of()).json().path("challenge").asText();
        assertThat(verify(
                                api,
                                "email",
                                login,
                                mailbox.nextMailTo("nora@mail.example").code())
                        .json()
                        .path("acr")
                        .asText())
                .isEqualTo("mfa");
        assertThat(level(tokens)).isEqualTo("mfa");
        assertThat(audited("FACTOR_ENROLLED", "mfa-email")).isEqualTo(1);
    }

    @Test
    @DisplayName(
            "wrong codes count as in a login: five end the challenge, brute-force detection locks, and both read the same")
    void wrongCodesCountAsInALogin() {
        RealmAdmin.Person dora = MfaDemo.personWithPhone(realm, "dora", NUMBER);
        Tokens tokens = Walker.named("dora", "demo")
                .withPhone(phone, NUMBER)
                .walk(app.login().scope("mfa").begin())
                .tokens();
        realm.protectAgainstBruteForce(3, 60);
        Mailbox mailbox = Mailbox.shared();
        mailbox.reset();
        realm.sendMailTo(mailbox);
        realm.attribute("mfa.notice.second-factor-wrong", "true");
        MfaApi api = MfaApi.of(realm, tokens.accessToken());
        String challenge =
                api.post("/sms/send", Map.of()).json().path("challenge").asText();
        String code = phone.nextMessageTo(NUMBER).code();

        assertThat(verify(api, "sms", challenge, "12345").problem()).isEqualTo("code-malformed");
        for (int i = 0; i < 3; i++) {
            assertThat(verify(api, "sms", challenge, other(code)).problem()).isEqualTo("wrong-code");
        }
        assertThat(dora.isLocked()).isTrue();
        assertThat(verify(api, "sms", challenge, code).problem()).as("locked").isEqualTo("wrong-code");
        MfaDemo.letTheWaitBeOver(realm);
        int sent = phone.requests();
        assertThat(api.post("/sms/send", Map.of()).problem()).isEqualTo("not-sent");
        assertThat(phone.requests()).isEqualTo(sent);
        assertThat(level(tokens)).isEqualTo("basic");
        assertThat(audited("CHALLENGE_FAILED", "mfa-sms")).isEqualTo(3);
        assertThat(realm.events("LOGIN_ERROR"))
                .hasSize(4)
                .allSatisfy(event -> assertThat(
                                event.path("details").path("auth_method").asText())
                        .isEqualTo("mfa-api"));
        assertThat(audited("LOGIN_FAILED", null)).as("told once").isZero();
        assertThat(mailbox.nextMailTo("dora@example.org").text())
                .as("the person is told, as after a login")
                .doesNotContain(code, NUMBER);
    }

    @Test
    @DisplayName("backup codes: made once, each proves once, and reading never makes any")
    void backupCodes() {
        realm.createPerson("nora", "demo");
        Tokens tokens = Walker.named("nora", "demo")
                .walk(app.login().scope("mfa").begin())
                .tokens();
        MfaApi api = MfaApi.of(realm, tokens.accessToken());

        assertThat(api.get("/backup-codes").status()).isEqualTo(404);
        List<String> codes = new ArrayList<>();
        Reply made = api.post("/backup-codes");
        made.json().path("codes").forEach(code -> codes.add(code.asText()));
        assertThat(codes).hasSize(10).doesNotHaveDuplicates();
        assertThat(made.header("Cache-Control")).isEqualTo("no-store");
        assertThat(api.get("/backup-codes").json().path("left").asInt()).isEqualTo(10);
        assertThat(audited("FACTOR_ENROLLED", "mfa-backup-codes")).isEqualTo(1);

        letTheSecondPass(tokens);
        Reply used = api.post("/verify", Map.of("method", "backup-code", "code", codes.get(3)));
        assertThat(used.json().path("backupCodesLeft").asInt())
                .as(used.toString())
                .isEqualTo(9);
        assertThat(api.post("/verify", Map.of("method", "backup-code", "code", codes.get(3)))
                        .problem())
                .isEqualTo("wrong-code");
        assertThat(level(tokens)).isEqualTo("mfa");
        assertThat(audited("BACKUP_CODE_USED", "mfa-backup-codes")).isEqualTo(2);
        assertThat(api.post("/backup-codes").status())
                .as("by the token of before")
                .isEqualTo(401);
        Tokens raised = app.refresh(tokens).tokens();
        assertThat(MfaApi.of(realm, raised.accessToken()).post("/backup-codes").status())
                .isEqualTo(201);
        assertThat(api.post("/verify", Map.of("method", "backup-code", "code", codes.get(4)))
                        .problem())
                .as("those before have ended")
                .isEqualTo("wrong-code");
        assertThat(everythingTold()).doesNotContain(codes.get(0), codes.get(0).replace("-", ""));
    }

    @Test
    @DisplayName("an app password for a service that is no client: made, asked about by that service alone, and ended")
    void appPasswordsOfAServiceThatIsNoClient() {
        MailServer mail = new MailServer(realm);
        RealmAdmin.Person nora = realm.createPerson("nora", "demo");
        MfaApi api = MfaApi.of(
                realm,
                Walker.named("nora", "demo")
                        .walk(app.login().scope("mfa").begin())
                        .tokens()
                        .accessToken());
        assertThat(texts(api.get("/app-passwords").json().path("services"))).containsExactly("cron", "imap", "other");

        assertThat(api.post("/app-passwords", Map.of("name", "job", "service", "nothing"))
                        .status())
                .isEqualTo(400);
        assertThat(api.post("/app-passwords", Map.of("name", "job", "service", "imap", "until", "2020-01-01"))
                        .status())
                .isEqualTo(400);
        for (String until : List.of("+999999999-12-31", "-999999999-01-01", "+10000-01-01")) {
            assertThat(api.undescribed()
                            .post("/app-passwords", Map.of("name", "job", "service", "imap", "until", until))
                            .status())
                    .as(until)
                    .isEqualTo(400);
        }
        for (String name : List.of("\\u0000", "\\ud800", "a\\tb", "x".repeat(61))) {
            assertThat(api.sendRaw("POST", "/app-passwords", "{\"name\":\"" + name + "\",\"service\":\"imap\"}")
                            .status())
                    .as(name)
                    .isEqualTo(400);
        }
        Reply made = api.post("/app-passwords", Map.of("name", "mail program", "service", "imap"));
        String password = made.json().path("password").asText();
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        assertThat(api.post("/app-passwords", Map.of("name", "mail program", "service", "cron"))
                        .status())
                .as("the name is taken")
                .isEqualTo(409);

        JsonNode known = mail.asks("nora", password, "imap").json();
        assertThat(known.path("valid").asBoolean()).isTrue();
        assertThat(known.path("user").asText()).isEqualTo(nora.id());
        assertThat(mail.asks("nora", password, "other").status())
                .as("a service that this account is not")
                .isEqualTo(403);
        assertThat(api.post(
                                "/app-passwords/verify",
                                Map.of("username", "nora", "password", password, "service", "imap"))
                        .status())
                .as("a person's token")
                .isEqualTo(403);
        JsonNode listed = api.get("/app-passwords").json().path("appPasswords").get(0);
        assertThat(listed.path("uses").asInt()).isEqualTo(1);
        assertThat(listed.path("service").asText()).isEqualTo("imap");
        assertThat(listed.toString()).doesNotContain(password);

        assertThat(api.delete("/app-passwords/unknown").status()).isEqualTo(404);
        assertThat(api.delete("/app-passwords/" + made.json().path("id").asText())
                        .status())
                .isEqualTo(204);
        assertThat(mail.asks("nora", password, "imap").json().path("valid").asBoolean())
                .isFalse();
        assertThat(audited("APP_PASSWORD_CREATED", "mfa-app-password")).isEqualTo(1);
        assertThat(audited("APP_PASSWORD_REVOKED", "mfa-app-password")).isEqualTo(1);
        assertThat(everythingTold()).doesNotContain(password, password.replace("-", ""));
    }

    @Test
    @DisplayName("what two end at once ends once, and the second is told that it is gone")
    void whatTwoEndAtOnceEndsOnce() {
        MailServer mail = new MailServer(realm);
        realm.createPerson("nora", "demo");
        MfaApi api = MfaApi.of(
                realm,
                Walker.named("nora", "demo")
                        .walk(app.login().scope("mfa").begin())
                        .tokens()
                        .accessToken());
        int rounds = 5;
        for (int round = 0; round < rounds; round++) {
            Reply made = api.post("/app-passwords", Map.of("name", "job", "service", "imap"));
            String path = "/app-passwords/" + made.json().path("id").asText();
            CompletableFuture<Integer> other =
                    CompletableFuture.supplyAsync(() -> api.delete(path).status());
            assertThat(List.of(api.delete(path).status(), other.join())).containsExactlyInAnyOrder(204, 404);
            assertThat(mail.asks("nora", made.json().path("password").asText(), "imap")
                            .json()
                            .path("valid")
                            .asBoolean())
                    .isFalse();
        }
        assertThat(audited("APP_PASSWORD_REVOKED", "mfa-app-password")).isEqualTo(rounds);
    }

    @Test
    @DisplayName(
            "whoever it is not reads the same and takes one hash: no such person, no such password, locked; wrong ones count like passwords")
    void whoeverItIsNotReadsTheSame() {
        MailServer mail = new MailServer(realm);
        RealmAdmin.Person nora = realm.createPerson("nora", "demo");
        realm.update(it -> it.put("passwordPolicy", "hashAlgorithm(" + CountedHashFactory.ID + ")"));
        MfaApi api = MfaApi.of(
                realm,
                Walker.named("nora", "demo")
                        .walk(app.login().scope("mfa").begin())
                        .tokens()
                        .accessToken());
        String password = api.post("/app-passwords", Map.of("name", "mail", "service", "imap"))
                .json()
                .path("password")
                .asText();
        String forCron = api.post("/app-passwords", Map.of("name", "job", "service", "cron"))
                .json()
                .path("password")
                .asText();
        String wrong = password.substring(0, 30) + (password.endsWith("AAAA") ? "BBBB" : "AAAA");
        mail.asks("nora", password, "imap");
        List<String> answers = new ArrayList<>();
        for (List<String> asked : List.of(
                List.of("nobody", password),
                List.of("nora", wrong),
                List.of("nora", forCron),
                List.of("nora", "demo"),
                List.of("service-account-mail-server", password))) {
            int before = node.logMark();
            answers.add(mail.asks(asked.get(0), asked.get(1), "imap").toString());
            assertThat(node.logSince(before).split(CountedHash.LINE, -1))
                    .as(asked.get(0))
                    .hasSize(2);
        }
        assertThat(answers).containsOnly("200 {\"valid\":false}");

        realm.protectAgainstBruteForce(2, 60);
        mail.asks("nora", wrong, "imap");
        mail.asks("nora", "demo", "imap");
        assertThat(nora.isLocked()).isTrue();
        int before = node.logMark();
        assertThat(mail.asks("nora", password, "imap").toString()).isEqualTo("200 {\"valid\":false}");
        assertThat(node.logSince(before).split(CountedHash.LINE, -1))
                .as("locked")
                .hasSize(2);
        assertThat(audited("LOCKED", "mfa-app-password")).isEqualTo(1);
    }

    @Test
    @DisplayName("status tells factors, what is preferred, what is left, what the session has and what the policy asks")
    void statusTellsEverything() {
        RealmAdmin.Person dora = MfaDemo.personWithPhone(realm, "dora", NUMBER, OTHER_NUMBER);
        Walker walker = Walker.named("dora", "demo").withPhone(phone, NUMBER, OTHER_NUMBER);
        Tokens tokens = walker.walk(app.login().scope("mfa").begin()).tokens();
        MfaApi api = MfaApi.of(realm, tokens.accessToken());

        JsonNode status = api.get("/status").json();
        assertThat(status.path("factors")).hasSize(2);
        String first = status.path("factors").get(0).path("id").asText();
        String second = status.path("factors").get(1).path("id").asText();
        assertThat(status.path("preferred").asText()).isEqualTo(first);
        assertThat(status.hasNonNull("backupCodes")).isFalse();
        assertThat(status.path("level").asInt()).isEqualTo(1);
        assertThat(status.path("acr").asText()).isEqualTo("basic");
        assertThat(status.path("reachable").asInt()).isEqualTo(2);
        assertThat(status.path("policy").path("level").asInt()).isEqualTo(1);
        assertThat(status.path("policy").path("satisfied").asBoolean()).isTrue();
        realm.attribute("mfa.level.clients", "{\"sample-app\": 2}");
        JsonNode policy = api.get("/status").json().path("policy");
        assertThat(policy.path("level").asInt()).isEqualTo(2);
        assertThat(policy.path("acr").asText()).isEqualTo("mfa");
        assertThat(policy.path("satisfied").asBoolean()).isFalse();

        assertThat(api.put("/preferred-factor", Map.of("credential", "unknown")).status())
                .isEqualTo(404);
        assertThat(api.put("/preferred-factor", Map.of("credential", second)).status())
                .isEqualTo(200);
        assertThat(api.get("/status").json().path("preferred").asText()).isEqualTo(second);
        assertThat(audited("FACTOR_PREFERRED", "mfa-sms")).isEqualTo(1);
        assertThat(dora.credentials("mfa-sms").get(0).path("id").asText()).isEqualTo(second);
        assertThat(status.toString()).doesNotContain("8817386", "4599371");
    }

    @Test
    @DisplayName("what the realm's pages do not offer, the API does not either")
    void whatIsSwitchedOffIsOff() {
        realm.createPerson("nora", "demo");
        MfaApi api = MfaApi.of(
                realm,
                Walker.named("nora", "demo")
                        .walk(app.login().scope("mfa").begin())
                        .tokens()
                        .accessToken());
        for (String action : List.of(
                "mfa-enroll-sms",
                "CONFIGURE_TOTP",
                "mfa-enroll-backup-codes",
                "mfa-enroll-app-password",
                "mfa-preferred-factor")) {
            realm.switchAction(action, false);
        }

        assertThat(api.post("/sms/send", Map.of("number", NUMBER)).status()).isEqualTo(403);
        assertThat(api.post("/totp/setup").status()).isEqualTo(403);
        assertThat(api.post("/backup-codes").status()).isEqualTo(403);
        assertThat(api.post("/app-passwords", Map.of("name", "job", "service", "cron"))
                        .status())
                .isEqualTo(403);
        assertThat(api.put("/preferred-factor", Map.of("credential", "any")).status())
                .isEqualTo(403);
        assertThat(phone.requests()).isZero();
    }

    /** A mail server with an account of its own, which may ask for {@code imap} and nothing else. */
    private static final class MailServer {

        private final RealmAdmin realm;

        MailServer(RealmAdmin realm) {
            this.realm = realm;
            RealmAdmin.Client api = realm.client("mfa-api");
            for (String service : List.of("imap", "other")) {
                assertThat(realm.send(
                                        "POST",
                                        "/clients/" + api.id() + "/roles",
                                        "{\"name\":\"app-passwords:" + service + "\"}")
                                .status())
                        .isEqualTo(201);
            }
            realm.createClient(JsonHttp.MAPPER
                    .createObjectNode()
                    .put("clientId", "mail-server")
                    .put("secret", SECRET)
                    .put("standardFlowEnabled", false)
                    .put("serviceAccountsEnabled", true));
            realm.person("service-account-mail-server").grantClientRole("mfa-api", "app-passwords:imap");
        }

        Reply asks(String username, String password, String service) {
            String token = TokenEndpoint.accessToken(
                    realm,
                    Map.of("grant_type", "client_credentials", "client_id", "mail-server", "client_secret", SECRET));
            return MfaApi.of(realm, token)
                    .post(
                            "/app-passwords/verify",
                            Map.of("username", username, "password", password, "service", service));
        }
    }

    private static Reply verify(MfaApi api, String method, String challenge, String code) {
        return api.post("/verify", Map.of("method", method, "challenge", challenge, "code", code));
    }

    /** The level that the app's next token shows. */
    private String level(Tokens tokens) {
        return app.refresh(tokens).tokens().accessClaims().path("acr").asText();
    }

    /** Times in tokens are whole seconds: what happens within the token's own second, it shows. */
    private static void letTheSecondPass(Tokens tokens) {
        long issued = tokens.accessClaims().path("iat").asLong();
        Deadline.ofSeconds(3)
                .until("the second after the token", () -> Instant.now().getEpochSecond() > issued);
    }

    private static String other(String code) {
        return (code.startsWith("0") ? "1" : "0") + code.substring(1);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private String everythingTold() {
        return node.logSince(mark) + node.db().dump() + realm.events() + realm.adminEvents();
    }

    private long audited(String type, String factor) {
        return factor == null
                ? node.db()
                        .number("select count(*) from MFA_AUDIT_EVENT where REALM_ID = ? and TYPE = ?", realmId, type)
                : node.db()
                        .number(
                                "select count(*) from MFA_AUDIT_EVENT where REALM_ID = ? and TYPE = ? and FACTOR = ?",
                                realmId,
                                type,
                                factor);
    }
}
