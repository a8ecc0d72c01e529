package dev.mfapack.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mfapack.tests.bench.Deadline;
import dev.mfapack.tests.bench.FormClient;
import dev.mfapack.tests.bench.FormClient.Page;
import dev.mfapack.tests.bench.Mailbox;
import dev.mfapack.tests.bench.Phone;
import dev.mfapack.tests.bench.RealmAdmin;
import dev.mfapack.tests.bench.RelyingParty;
import dev.mfapack.tests.bench.arquillian.BrowserSuite;
import dev.mfapack.tests.bench.server.KeycloakNode;
import dev.mfapack.tests.bench.server.ServerClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the limiter and the SMS guard refuse, as people and operators see it. */
@BrowserSuite
class LimitsIT {

    private static final String NUMBER = "+4915228817386";
    private static final String ADDRESS = "nora.codes@mailbox.test";
    private static final String FORM = "#mfa-code-form";
    private static final String RESEND = "form:has(#mfa-resend)";

    @ArquillianResource
    private KeycloakNode node;

    @ArquillianResource
    private Phone phone;

    private final Mailbox mailbox = Mailbox.shared();
    private FormClient client = new FormClient();
    private RealmAdmin realm;
    private RelyingParty app;

    @BeforeEach
    void personWithPhone() {
        realm = MfaDemo.on(node);
        realm.withoutBruteForceProtection();
        phone.reset();
        mailbox.reset();
        app = RelyingParty.existing(realm, "sample-app");
        MfaDemo.personWithPhone(realm, "paul", NUMBER);
    }

    @AfterEach
    void putAway() {
        app.close();
    }

    @Test
    @DisplayName("F1: where no country is listed nothing is sent, and the log names the attribute")
    void anEmptyListOfCountriesSendsNothing() {
        realm.attribute("mfa.sms.countries", "");
        int mark = node.logMark();

        Page page = passwordOf("paul", app.login().begin());

        awaitDelivery("FAILED");
        assertThat(page.has(FORM)).isTrue();
        assertThat(phone.requests()).isZero();
        assertThat(reasons("SMS_REFUSED")).containsExactly("country-list-empty");
        assertThat(reasons("CHALLENGE_SEND_FAILED"))
                .as("one thing is recorded once")
                .isEmpty();
        assertThat(node.logSince(mark)).contains("no text message is sent", "mfa.sms.countries");
        assertThat(node.metrics()).contains("reason=\"country-list-empty\"");
    }

    @Test
    @DisplayName("C7: a message that the limiter refused reads like one that the gateway refused")
    void refusedAndFailedReadTheSame() {
        phone.fail(503);
        Page failed = passwordOf("paul", app.login().begin());
        awaitDelivery("FAILED");
        assertThat(told(failed)).as("a gateway that says no at once").isEqualTo("queued");
        MfaDemo.letFailuresBeTold(realm);
        assertThat(told(failed)).isEqualTo("failed");
        Page failedLater = client.submit(failed, FORM, Map.of("code", "12"));
        realm.attribute("mfa.sms.countries", "AT");
        phone.work();
        MfaDemo.letTheWaitBeOver(realm);
        int requests = phone.requests();
        node.db().update("delete from MFA_CHALLENGE where REALM_ID = ?", realmId());

        client = new FormClient();
        Page refused = passwordOf("paul", app.login().begin());
        awaitDelivery("FAILED");
        assertThat(told(refused)).as("the limiter, which says no at once").isEqualTo("queued");
        MfaDemo.letFailuresBeTold(realm);
        assertThat(told(refused)).isEqualTo("failed");
        Page refusedLater = client.submit(refused, FORM, Map.of("code", "12"));

        assertThat(words(refused)).isEqualTo(words(failed));
        assertThat(refusedLater.html().text()).contains("Enter the 6 digits");
        assertThat(words(refusedLater)).isEqualTo(words(failedLater));
        assertThat(phone.requests()).as("no gateway was asked").isEqualTo(requests);
        assertThat(reasons("CHALLENGE_SEND_FAILED")).containsExactly("http-503");
        assertThat(reasons("SMS_REFUSED")).containsExactly("country");
    }

    @Test
    @DisplayName("F3: the fourth message to a number in ten minutes is not sent")
    void theFourthMessageInTenMinutesIsNotSent() {
        realm.attribute("mfa.limit.destination-10-minutes", "3");
        Page page = passwordOf("paul", app.login().begin());
        for (int message = 2; message <= 4; message++) {
            MfaDemo.letTheWaitBeOver(realm);
            page = client.submit(page, RESEND, Map.of());
        }
        awaitDelivery("FAILED");
        Deadline.ofSeconds(15).until("the three before it", () -> phone.requests() >= 3);
        assertThat(reasons("THROTTLED")).containsExactly("destination-10-min");
        JsonNode refusals = realm.get("/mfa/limits").path("refusals");
        assertThat(refusals).hasSize(1);
        assertThat(refusals.get(0).path("reason").asText()).isEqualTo("destination-10-min");
        assertThat(refusals.get(0).path("user").asText())
                .isEqualTo(realm.person("paul").id());
        assertThat(phone.requests()).isEqualTo(3);
        assertThat(throttleRows()).isNotEmpty().doesNotContain("15228817386", "8817386");
    }

    @Test
    @DisplayName("F5: to begin the login again, or to ask for another code then, is no way round the wait")
    void anotherLoginIsNoWayRoundTheWait() {
        passwordOf("paul", app.login().begin());
        phone.nextMessageTo(NUMBER);

        client = new FormClient();
        RelyingParty.Login second = app.login().begin();
        Page again = passwordOf("paul", second);
        assertThat(again.text("#mfa-status")).matches("Please wait [0-9]+ more seconds .*");
        assertThat(again.has(FORM)).isTrue();
        assertThat(again.html().text()).doesNotContain("The message is marked with");
        Page resent = client.submit(again, RESEND, Map.of());
        assertThat(resent.text("#mfa-status")).matches("Please wait [0-9]+ more seconds .*");
        assertThat(phone.requests()).isEqualTo(1);

        try (ServerClock clock = node.clock()) {
            clock.ahead(Duration.ofSeconds(35));
            client.submit(resent, RESEND, Map.of());
            Deadline.ofSeconds(10).until("the second message", () -> phone.requests() == 2);
        }
    }

    @Test
    @DisplayName("F9: half, 80 % and all of a day's texts are told in the log, a line each, and the reserve is kept")
    void thresholdsOfTheDailyCapAreTold() {
        realm.attribute("mfa.sms.daily-cap", "2");
        int mark = node.logMark();
        passwordOf("paul", app.login().begin());
        phone.nextMessageTo(NUMBER);
        assertThat(node.logSince(mark)).contains("50 % of the 2 text messages of a day are sent");

        int afterOne = node.logMark();
        MfaDemo.letTheWaitBeOver(realm);
        client = new FormClient();
        passwordOf("paul", app.login().begin());
        phone.nextMessageTo(NUMBER);
        assertThat(node.logSince(afterOne)).contains("100 % of the 2 text messages of a day are sent");

        MfaDemo.letTheWaitBeOver(realm);
        client = new FormClient();
        passwordOf("paul", app.login().begin());
        awaitDelivery("FAILED");
        assertThat(reasons("SMS_REFUSED")).containsExactly("realm-cap");
        assertThat(node.logSince(mark)).doesNotContain("8817386");
    }

    @Test
    @DisplayName("T2, C3: after the fifth wrong answer in a row, across logins, a right one has to wait for 30 s")
    void theFifthWrongAnswerInARowMakesTheNextOneWait() {
        for (int login = 1; login <= 2; login++) {
            client = new FormClient();
            Page page = passwordOf("paul", app.login().begin());
            String wrong = wrong(phone.nextMessageTo(NUMBER).code());
            for (int answer = 1; answer <= (login == 1 ? 4 : 1); answer++) {
                page = client.submit(page, FORM, Map.of("code", wrong));
                assertThat(page.text("#mfa-code-error")).startsWith("This code is not right");
            }
            MfaDemo.letTheWaitBeOver(realm);
        }
        client = new FormClient();
        RelyingParty.Login login = app.login().begin();
        Page page = passwordOf("paul", login);
        String right = phone.nextMessageTo(NUMBER).code();

        Page held = client.submit(page, FORM, Map.of("code", right));
        assertThat(held.text("#mfa-code-error")).startsWith("This code is not right");
        assertThat(login.isAnswered()).isFalse();
        assertThat(reasons("LOCKED")).containsExactly("answer-wait");
        assertThat(node.db().number("select sum(ATTEMPTS) from MFA_CHALLENGE where REALM_ID = ?", realmId()))
                .as("what was not compared costs no attempt")
                .isEqualTo(5);

        try (ServerClock clock = node.clock()) {
            clock.ahead(Duration.ofSeconds(31));
            client.submit(held, FORM, Map.of("code", right));
            assertThat(login.isAnswered()).isTrue();
        }
        assertThat(node.db()
                        .number("select count(*) from MFA_THROTTLE where REALM_ID = ? and KIND = 'ANSWERS'", realmId()))
                .as("a right answer forgets the wrong ones")
                .isZero();
    }

    @Test
    @DisplayName("T2: a factor with a hundred wrong answers takes none until it is bound anew")
    void aDisabledFactorIsBoundAnew() {
        Page page = passwordOf("paul", app.login().begin());
        String right = phone.nextMessageTo(NUMBER).code();
        page = client.submit(page, FORM, Map.of("code", wrong(right)));
        assertThat(reasons("FACTOR_DISABLED")).isEmpty();
        node.db()
                .update(
                        "update MFA_THROTTLE set COUNTED = 99, HELD_AT = 0 where REALM_ID = ? and KIND = 'ANSWERS'",
                        realmId());

        page = client.submit(page, FORM, Map.of("code", wrong(right)));
        assertThat(reasons("FACTOR_DISABLED"))
                .as("by the hundredth wrong answer")
                .containsExactly("wrong-code");

        Page held = client.submit(page, FORM, Map.of("code", right));
        assertThat(held.text("#mfa-code-error")).startsWith("This code is not right");
        assertThat(reasons("LOCKED")).containsExactly("factor-disabled");
        int requests = phone.requests();
        MfaDemo.letTheWaitBeOver(realm);
        client = new FormClient();
        passwordOf("paul", app.login().begin());
        awaitDelivery("FAILED");
        assertThat(reasons("LOCKED")).containsExactly("factor-disabled", "factor-disabled");
        assertThat(phone.requests())
                .as("no code is sent that could not be answered")
                .isEqualTo(requests);

        RealmAdmin.Person paul = realm.person("paul");
        paul.deleteCredential(paul.credentials("mfa-sms").get(0).path("id").asText());
        MfaDemo.letTheWaitBeOver(realm);
        client = new FormClient();
        RelyingParty.Login enrolment = app.login().kcAction("mfa-enroll-sms").begin();
        Page form = passwordOf("paul", enrolment);
        Page code = client.submit(form, "#mfa-destination-form", Map.of("phone", NUMBER));
        client.submit(code, FORM, Map.of("code", phone.nextMessageTo(NUMBER).code()));
        assertThat(enrolment.answer()).containsEntry("kc_action_status", "success");
        assertThat(node.db()
                        .number("select count(*) from MFA_THROTTLE where REALM_ID = ? and KIND = 'ANSWERS'", realmId()))
                .isZero();
    }

    @Test
    @DisplayName("F3, F5: mails are limited as texts are, and the rows hold no address")
    void mailsAreLimitedAsWell() {
        realm.sendMailTo(mailbox);
        realm.attribute("mfa.limit.destination-10-minutes", "1");
        MfaDemo.personWithMailbox(realm, "nora", ADDRESS);
        Page page = passwordOf("nora", app.login().begin());
        mailbox.nextMailTo(ADDRESS);

        MfaDemo.letTheWaitBeOver(realm);
        client.submit(page, RESEND, Map.of());
        awaitDelivery("FAILED");

        assertThat(reasons("THROTTLED")).containsExactly("destination-10-min");
        assertThat(mailbox.mailsTo(ADDRESS)).hasSize(1);
        assertThat(throttleRows()).isNotEmpty().doesNotContain("mailbox.test");
    }

    @Test
    @DisplayName("operators see who is held back and what is blocked, lift either, and it is on record")
    void operatorsSeeAndLift() {
        Page page = passwordOf("paul", app.login().begin());
        String right = phone.nextMessageTo(NUMBER).code();
        client.submit(page, FORM, Map.of("code", wrong(right)));
        node.db()
                .update(
                        "update MFA_THROTTLE set COUNTED = 100, HELD_AT = 0 where REALM_ID = ? and KIND = 'ANSWERS'",
                        realmId());
        long tomorrow = System.currentTimeMillis() + Duration.ofDays(1).toMillis();
        node.db()
                .update(
                        "update MFA_SMS_TRAFFIC set BLOCKED_UNTIL = ?, BLOCKS = 3 where REALM_ID = ? and PLACE = 'DE'",
                        tomorrow,
                        realmId());

        JsonNode limits = realm.get("/mfa/limits");
        JsonNode hold = limits.path("holds").get(0);
        assertThat(hold.path("user").asText()).isEqualTo(realm.person("paul").id());
        assertThat(hold.path("disabled").asBoolean()).isTrue();
        assertThat(limits.path("blocks").findValuesAsText("place")).containsOnly("DE");
        assertThat(limits.toString()).doesNotContain("15228817386");

        realm.client("admin-cli").update(cli -> cli.put("directAccessGrantsEnabled", true));
        realm.createPerson("helper", "demo").grantClientRole("realm-management", "view-realm");
        String helper = AdminCli.token(node, "mfa-demo", "helper", "demo");
        String path = node.baseUri() + "/admin/realms/mfa-demo/mfa/limits";
        assertThat(AdminCli.status(helper, "GET", path)).isEqualTo(403);
        assertThat(AdminCli.status(
                        helper, "DELETE", path + "/holds/" + hold.path("id").asText()))
                .isEqualTo(403);
        assertThat(AdminCli.status(
                        helper,
                        "DELETE",
                        path + "/blocks/"
                                + limits.path("blocks").get(0).path("id").asText()))
                .isEqualTo(403);
        assertThat(lift("holds", hold.path("id").asText())).isEqualTo(204);
        limits.path("blocks")
                .forEach(block ->
                        assertThat(lift("blocks", block.path("id").asText())).isEqualTo(204));
        assertThat(lift("holds", hold.path("id").asText())).isEqualTo(404);
        assertThat(lift("blocks", "none")).isEqualTo(404);

        JsonNode after = realm.get("/mfa/limits");
        assertThat(after.path("holds").size() + after.path("blocks").size()).isZero();
        assertThat(reasons("LIFTED")).anyMatch(reason -> reason.contains("DE"));
        assertThat(node.db()
                        .number(
                                "select count(*) from MFA_AUDIT_EVENT where REALM_ID = ? and TYPE = 'LIFTED' and ACTOR_ID is not null",
                                realmId()))
                .isPositive();
        client.submit(page, FORM, Map.of("code", right));
        assertThat(node.db()
                        .number(
                                "select count(*) from MFA_AUDIT_EVENT where REALM_ID = ? and TYPE = 'LOGIN'",
                                realmId()))
                .as("what is lifted lets the person in")
                .isEqualTo(1);
    }

    private int lift(String what, String id) {
        return realm.send("DELETE", "/mfa/limits/" + what + "/" + id, "").status();
    }

    @Test
    @DisplayName("F1: the posture of the realm says that nothing is sent, and so does the server when it starts")
    void theEmptyListIsInThePosture() {
        assertThat(realm.get("/mfa/posture").findValuesAsText("id")).doesNotContain("sms-no-country");
        realm.attribute("mfa.sms.countries", "");
        assertThat(realm.get("/mfa/posture").findValuesAsText("id")).contains("sms-no-country");
    }

    private Page passwordOf(String username, RelyingParty.Login login) {
        return client.submit(
                client.get(login.uri()), "#kc-form-login", Map.of("username", username, "password", "demo"));
    }

    /** What the page's script is told of its message. */
    private String told(Page page) {
        return client.get(page.uri()
                        .resolve(page.html().select("#mfa-delivery").attr("data-state"))
                        .toString())
                .html()
                .text()
                .replaceAll(".*\"delivery\":\"(\\w+)\".*", "$1");
    }

    private static String wrong(String code) {
        return code.equals("000000") ? "111111" : "000000";
    }

    /** What the person reads; the two characters by which a message is told from others differ each time. */
    private static String words(Page page) {
        return page.html().body().text().replaceAll("(?<=marked with )\\S+", "");
    }

    private String realmId() {
        return realm.representation().path("id").asText();
    }

    private void awaitDelivery(String state) {
        Deadline.ofSeconds(15)
                .until(
                        "delivery " + state,
                        () -> node.db()
                                        .number(
                                                "select count(*) from MFA_CHALLENGE where REALM_ID = ? and DELIVERY = ?",
                                                realmId(),
                                                state)
                                == 1);
    }

    private List<String> reasons(String type) {
        return node
                .db()
                .rows(
                        "select REASONS from MFA_AUDIT_EVENT where REALM_ID = ? and TYPE = ? order by EVENT_TIME",
                        realmId(),
                        type)
                .stream()
                .map(row -> String.valueOf(row.get("REASONS")).replaceAll("[\\[\\]\"]", ""))
                .toList();
    }

    private String throttleRows() {
        return node.db().dump("MFA_THROTTLE") + node.db().dump("MFA_SMS_TRAFFIC");
    }
}
