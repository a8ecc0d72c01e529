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
import dev.mfapack.tests.bench.server.KeycloakNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.arquillian.drone.api.annotation.Drone;
import org.jboss.arquillian.graphene.page.Page;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebDriver;

/** C4: codes, numbers and keys are nowhere but where they must be: not in logs, events, URLs or columns. */
@BrowserSuite
class SecretsIT {

    private static final String NUMBER = "+4915112345678";

    /** The national part without its last two digits, which the masked form shows. */
    private static final String TELLING_PART = "151123456";

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

    private RealmAdmin realm;
    private RelyingParty app;

    @BeforeEach
    void open() {
        realm = MfaDemo.on(node);
        phone.reset();
        BrowserProfile.clear(browser);
        app = RelyingParty.existing(realm, "sample-app");
    }

    @AfterEach
    void putAway() {
        app.close();
    }

    @Test
    void secretsLeaveNoTrace() {
        int mark = node.logMark();
        List<String> seen = new ArrayList<>();
        realm.createPerson("dora", "demo").requireAction("mfa-enroll-sms");
        RelyingParty.Login enrolment = begin(seen);
        phonePage.enter("0151 12345678", "my phone");
        note(seen);
        String enrolCode = phone.nextMessageTo(NUMBER).code();
        codePage.enter(enrolCode);
        enrolment.tokens();

        BrowserProfile.clear(browser);
        RelyingParty.Login login = begin(seen);
        Deadline.ofSeconds(10)
                .until("the login's message", () -> phone.messagesTo(NUMBER).size() == 2);
        String loginCode = phone.messagesTo(NUMBER).get(1).code();
        codePage.enter(loginCode.equals("000000") ? "111111" : "000000");
        note(seen);
        codePage.enter(loginCode);
        login.tokens();

        String log = node.logSince(mark);
        String rows = node.db().dump();
        String events = realm.events().toString() + realm.adminEvents();
        for (String code : List.of(enrolCode, loginCode)) {
            assertThat(wordsOf(log)).as("log").doesNotContain(code);
            assertThat(wordsOf(rows)).as("columns").doesNotContain(code);
            assertThat(wordsOf(events)).as("events").doesNotContain(code);
            assertThat(wordsOf(seen.toString())).as("addresses and pages").doesNotContain(code);
        }
        assertThat(log).doesNotContain(TELLING_PART);
        assertThat(events).doesNotContain(TELLING_PART);
        assertThat(seen.toString()).doesNotContain(TELLING_PART);
        for (String table : node.db().tables()) {
            if (table.toUpperCase(java.util.Locale.ROOT).startsWith("MFA_")) {
                assertThat(node.db().dump(table)).as(table).doesNotContain(TELLING_PART);
            }
        }
        assertThat(realm.person("dora").credentials().toString()).doesNotContain(TELLING_PART);
    }

    @Test
    void messageOnItsWayIsSealedAndWipedAfterwards() {
        MfaDemo.personWithPhone(realm, "paul", NUMBER);
        phone.beSlow(Duration.ofSeconds(3));
        RelyingParty.Login login = app.login().begin();
        browser.get(login.uri());
        loginPage.login("paul", "demo");
        assertThat(node.db().dump("MFA_OUTBOX")).doesNotContain(TELLING_PART, "is your code");
        String realmId = realm.representation().path("id").asText();
        assertThat(node.db()
                        .number("select count(*) from MFA_OUTBOX where REALM_ID = ? and PAYLOAD is not null", realmId))
                .isEqualTo(1);
        Deadline.ofSeconds(15)
                .until(
                        "the payload to be wiped",
                        () -> node.db()
                                        .number(
                                                "select count(*) from MFA_OUTBOX where REALM_ID = ? and PAYLOAD is not null",
                                                realmId)
                                == 0);
    }

    /** The bench starts its nodes with a pepper. */
    @Test
    void keysAreWrappedWithThePepper() {
        MfaDemo.personWithPhone(realm, "paul", NUMBER);
        RelyingParty.Login login = app.login().begin();
        browser.get(login.uri());
        loginPage.login("paul", "demo");
        String realmId = realm.representation().path("id").asText();
        assertThat(node.db().number("select count(*) from MFA_KEY where REALM_ID = ?", realmId))
                .isEqualTo(3);
        assertThat(node.db().number("select count(*) from MFA_KEY where REALM_ID = ? and WRAPPED = true", realmId))
                .isEqualTo(3);
    }

    private RelyingParty.Login begin(List<String> seen) {
        RelyingParty.Login login = app.login().begin();
        browser.get(login.uri());
        loginPage.login("dora", "demo");
        note(seen);
        return login;
    }

    private void note(List<String> seen) {
        seen.add(browser.getCurrentUrl());
        seen.add(browser.getPageSource());
    }

    /** Six digits may stand inside a longer number or an id by chance; a code that leaked would stand alone. */
    private static List<String> wordsOf(String text) {
        return List.of(text.split("[^0-9A-Za-z.]+"));
    }
}
