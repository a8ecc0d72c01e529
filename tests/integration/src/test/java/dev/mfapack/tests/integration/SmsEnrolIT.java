package dev.mfapack.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfapack.tests.bench.BrowserProfile;
import dev.mfapack.tests.bench.Deadline;
import dev.mfapack.tests.bench.Phone;
import dev.mfapack.tests.bench.RealmAdmin;
import dev.mfapack.tests.bench.RelyingParty;
import dev.mfapack.tests.bench.arquillian.BrowserSuite;
import dev.mfapack.tests.bench.pages.CodePage;
import dev.mfapack.tests.bench.pages.LoginPage;
import dev.mfapack.tests.bench.pages.PhonePage;
import dev.mfapack.tests.bench.pages.SigningInPage;
import dev.mfapack.tests.bench.server.KeycloakNode;
import java.util.Map;
import org.jboss.arquillian.drone.api.annotation.Drone;
import org.jboss.arquillian.graphene.page.Page;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriver;

/** Binding a number: from a required action, and from the account console. */
@BrowserSuite
class SmsEnrolIT {

    private static final String NUMBER = "+4915112345678";
    private static final String TYPED = "0151 12345678";

    @ArquillianResource
    private KeycloakNode node;

    @ArquillianResource
    private Phone phone;

    @Drone
    private WebDriver browser;

    @Page
    private LoginPage loginPage;

    @Page
    private PhonePage phonePage;

    @Page
    private CodePage codePage;

    @Page
    private SigningInPage signingInPage;

    private RealmAdmin realm;
    private RelyingParty app;
    private RealmAdmin.Person dora;

    @BeforeEach
    void personWithoutPhone() {
        realm = MfaDemo.on(node);
        phone.reset();
        BrowserProfile.clear(browser);
        app = RelyingParty.existing(realm, "sample-app");
        dora = realm.createPerson("dora", "demo");
    }

    @AfterEach
    void putAway() {
        app.close();
    }

    @Test
    void requiredActionBindsTheNumberAndFromThenOnALoginAsksForACode() {
        dora.requireAction("mfa-enroll-sms");
        RelyingParty.Login first = passwordOf(app.login());
        phonePage.enter(TYPED);
        codePage.enter(phone.nextMessageTo(NUMBER).code());
        assertThat(first.tokens().acr()).as("enrolling raises nothing").isEqualTo("basic");
        assertThat(dora.requiredActions()).isEmpty();
        assertThat(dora.credentials("mfa-sms")).hasSize(1);
        assertThat(dora.credentials("mfa-sms").get(0).toString()).doesNotContain("15112345678");
        assertThat(realm.events("UPDATE_CREDENTIAL")).hasSize(1);
        assertThat(audited("FACTOR_ENROLLED")).isEqualTo(1);

        BrowserProfile.clear(browser);
        RelyingParty.Login second = passwordOf(app.login());
        Deadline.ofSeconds(10)
                .until("the login's message", () -> phone.messagesTo(NUMBER).size() == 2);
        codePage.enter(phone.messagesTo(NUMBER).get(1).code());
        assertThat(second.tokens().acr()).isEqualTo("mfa");
    }

    @Test
    void accountConsoleBindsAndRemovesTheNumber() {
        signingInPage.open(realm);
        loginPage.awaitShown();
        loginPage.login("dora", "demo");
        signingInPage.setUp("mfa-sms");
        phonePage.awaitShown();
        phonePage.enter(TYPED, "my phone");
        codePage.enter(phone.nextMessageTo(NUMBER).code());
        signingInPage.awaitShown();
        assertThat(signingInPage.credentials("mfa-sms")).contains("my phone").doesNotContain("5678");

        String credential = dora.credentials("mfa-sms").get(0).path("id").asText();
        BrowserProfile.clear(browser);
        RelyingParty.Login removal = passwordOf(app.login().kcAction("delete_credential:" + credential));
        Deadline.ofSeconds(10)
                .until("the login's message", () -> phone.messagesTo(NUMBER).size() == 2);
        codePage.enter(phone.messagesTo(NUMBER).get(1).code());
        browser.findElement(By.id("kc-accept")).click();
        assertThat(removal.answer()).containsEntry("kc_action_status", "success");
        assertThat(dora.credentials("mfa-sms")).isEmpty();
        assertThat(audited("FACTOR_REMOVED")).isEqualTo(1);
    }

    @Test
    void badNumbersAreToldAndNothingTypedIsLost() {
        passwordOf(app.login().kcAction("mfa-enroll-sms"));
        for (String bad :
                new String[] {"", "12", "not a number", "+49 30 1234567 ext. 12", "<script>alert(1)</script>"}) {
            phonePage.enter(bad, "my phone");
            assertThat(phonePage.error()).startsWith("This is not a phone number we can use");
            assertThat(phonePage.title()).startsWith("Error: This is not a phone number");
            assertThat(browser.findElement(By.id("mfa-phone")).getDomProperty("value"))
                    .isEqualTo(bad);
            assertThat(browser.findElement(By.id("mfa-label")).getDomProperty("value"))
                    .isEqualTo("my phone");
            assertThat(browser.switchTo().activeElement().getDomAttribute("id")).isEqualTo("mfa-phone");
        }
        assertThat(phone.requests()).isZero();
    }

    @Test
    void numberAndNameThatAreInUseAreRefused() {
        MfaDemo.personWithPhone(realm, "petra", NUMBER);
        RelyingParty.Login login = app.login().kcAction("mfa-enroll-sms").begin();
        browser.get(login.uri());
        loginPage.login("petra", "demo");
        codePage.enter(phone.nextMessageTo(NUMBER).code());
        phonePage.enter(TYPED, "other");
        assertThat(phonePage.error()).isEqualTo("This number is already set up.");
        phonePage.enter("+49 1522 8817386", "phone 1");
        assertThat(browser.findElement(By.id("mfa-label-error")).getText()).startsWith("You already use this name");
        phonePage.enter("+49 1522 8817386", "x".repeat(61));
        assertThat(browser.findElement(By.id("mfa-label-error")).getText()).startsWith("This name is too long");
        assertThat(phone.requests()).isEqualTo(1);
    }

    @Test
    void changingTheNumberIsNoWayRoundTheWait() {
        passwordOf(app.login().kcAction("mfa-enroll-sms"));
        phonePage.enter(TYPED);
        phone.nextMessageTo(NUMBER);
        codePage.changeNumber();
        phonePage.enter("+49 1522 8817386");
        assertThat(phonePage.error()).startsWith("Please wait");
        assertThat(phone.requests()).isEqualTo(1);
        phonePage.enter(TYPED);
        assertThat(codePage.isShown()).as("the code that was sent still counts").isTrue();
        assertThat(phone.requests()).isEqualTo(1);
    }

    @Test
    void wrongCodeBindsNothing() {
        passwordOf(app.login().kcAction("mfa-enroll-sms"));
        phonePage.enter(TYPED);
        String code = phone.nextMessageTo(NUMBER).code();
        for (int i = 0; i < 5; i++) {
            codePage.enter(code.equals("000000") ? "111111" : "000000");
        }
        assertThat(codePage.error()).startsWith("There were too many wrong codes");
        assertThat(dora.credentials("mfa-sms")).isEmpty();
        assertThat(audited("FACTOR_ENROLLED")).isZero();
    }

    @Test
    void reloadNeverSendsAgainAndCancelBindsNothing() {
        RelyingParty.Login login = passwordOf(app.login().kcAction("mfa-enroll-sms"));
        phonePage.enter(TYPED);
        phone.nextMessageTo(NUMBER);
        browser.navigate().refresh();
        assertThat(codePage.isShown()).isTrue();
        assertThat(phone.requests()).isEqualTo(1);
        codePage.cancel();
        assertThat(login.answer()).containsEntry("kc_action_status", "cancelled");
        assertThat(dora.credentials("mfa-sms")).isEmpty();
    }

    /** B4: ending the other sessions is offered. */
    @Test
    void otherSessionsEndOnRequest() {
        passwordOf(app.login()).tokens();
        assertThat(dora.sessions()).hasSize(1);
        BrowserProfile.clear(browser);
        RelyingParty.Login login = passwordOf(app.login().kcAction("mfa-enroll-sms"));
        phonePage.enter(TYPED);
        browser.findElement(By.id("logout-sessions")).click();
        codePage.enter(phone.nextMessageTo(NUMBER).code());
        login.tokens();
        assertThat(dora.sessions()).hasSize(1);
        assertThat(realm.events("LOGOUT")).isNotEmpty();
    }

    @Test
    void deletedPersonAndRealmLeaveNothingBehind() {
        dora.requireAction("mfa-enroll-sms");
        passwordOf(app.login());
        phonePage.enter(TYPED);
        phone.nextMessageTo(NUMBER);
        String realmId = realm.representation().path("id").asText();
        assertThat(rowsOf("MFA_CHALLENGE", realmId)).isEqualTo(1);
        assertThat(rowsOf("MFA_KEY", realmId)).isPositive();

        dora.delete();
        assertThat(rowsOf("MFA_CHALLENGE", realmId)).isZero();
        assertThat(rowsOf("MFA_OUTBOX", realmId)).isZero();

        node.admin().deleteRealm(realm.name());
        for (String table : new String[] {"MFA_CHALLENGE", "MFA_OUTBOX", "MFA_KEY", "MFA_AUDIT_EVENT"}) {
            assertThat(rowsOf(table, realmId)).as(table).isZero();
        }
    }

    @Test
    void statusCallTellsThePersonsFactorsToAnAppThatIsLetIn() {
        realm.attribute("mfa.api.clients", "sample-app");
        RestStatus.letIn(realm, "sample-app");
        dora.requireAction("mfa-enroll-sms");
        RelyingParty.Login login = passwordOf(app.login().scope("mfa"));
        phonePage.enter(TYPED, "my phone");
        codePage.enter(phone.nextMessageTo(NUMBER).code());
        String token = login.tokens().accessToken();

        assertThat(RestStatus.call(realm, Map.of())).startsWith("401 ");
        assertThat(RestStatus.call(realm, Map.of("Authorization", "Bearer " + token)))
                .startsWith("200 ")
                .contains("\"type\":\"mfa-sms\"", "\"label\":\"my phone\"", "\"level\":1")
                .doesNotContain("5112345678");
        realm.attribute("mfa.api.clients", "another-app");
        assertThat(RestStatus.call(realm, Map.of("Authorization", "Bearer " + token)))
                .startsWith("403 ")
                .contains("\"title\":\"Forbidden\"");
    }

    private RelyingParty.Login passwordOf(RelyingParty.Request request) {
        RelyingParty.Login login = request.begin();
        browser.get(login.uri());
        loginPage.login("dora", "demo");
        return login;
    }

    private long audited(String type) {
        return node.db()
                .number(
                        "select count(*) from MFA_AUDIT_EVENT where REALM_ID = ? and TYPE = ? and OUTCOME = 'SUCCESS'",
                        realm.representation().path("id").asText(),
                        type);
    }

    private long rowsOf(String table, String realmId) {
        return node.db().number("select count(*) from " + table + " where REALM_ID = ?", realmId);
    }
}
