package dev.mfapack.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfapack.tests.bench.BrowserProfile;
import dev.mfapack.tests.bench.Deadline;
import dev.mfapack.tests.bench.Phone;
import dev.mfapack.tests.bench.RealmAdmin;
import dev.mfapack.tests.bench.RelyingParty;
import dev.mfapack.tests.bench.VirtualPasskey;
import dev.mfapack.tests.bench.arquillian.BrowserSuite;
import dev.mfapack.tests.bench.pages.CodePage;
import dev.mfapack.tests.bench.pages.LoginPage;
import dev.mfapack.tests.bench.pages.PasskeyLoginPage;
import dev.mfapack.tests.bench.pages.PasskeySetupPage;
import dev.mfapack.tests.bench.pages.PhonePage;
import dev.mfapack.tests.bench.server.KeycloakNode;
import java.util.ArrayList;
import java.util.List;
import org.jboss.arquillian.drone.api.annotation.Drone;
import org.jboss.arquillian.graphene.page.Page;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriver;

/**
 * The flow's table: what a person is asked for, and which {@code acr} comes out. Each test is a row; its steps are the
 * columns first, again, then phr, mfa with prompt=login, phr with prompt=login, plain.
 */
@BrowserSuite
class LevelsIT {

    private static final String PERSON = "lena";
    private static final String NUMBER = "+4915228817386";

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
    private PasskeyLoginPage passkeyPage;

    @Page
    private PhonePage phonePage;

    @Page
    private PasskeySetupPage passkeySetupPage;

    private RealmAdmin realm;
    private RelyingParty app;
    private VirtualPasskey passkey;

    @BeforeEach
    void personWithPhoneAndPasskey() {
        realm = MfaDemo.on(node);
        phone.reset();
        BrowserProfile.clear(browser);
        app = RelyingParty.existing(realm, "sample-app");
        passkey = VirtualPasskey.builtInto(browser);
        realm.attribute("mfa.level.habit", "false");
        MfaDemo.personWithPhone(realm, PERSON, NUMBER);
        enrolPasskey();
        passkey.isTouched(false);
        BrowserProfile.clear(browser);
    }

    @AfterEach
    void putAway() {
        passkey.close();
        app.close();
    }

    @Test
    void calmPersonOfAnAppThatAsksNothing() {
        assertThat(loginBy(app.login())).isEqualTo("password → basic");
        assertThat(loginBy(app.login())).isEqualTo("– → basic");
        assertTheRestOfTheRow();
    }

    @Test
    void calmPersonOfAnAppThatAsksMfa() {
        assertThat(loginBy(app.login().acrValues("mfa"))).isEqualTo("password, code → mfa");
        assertThat(loginBy(app.login().acrValues("mfa"))).isEqualTo("– → mfa");
        assertTheRestOfTheRow();
    }

    @Test
    void calmPersonOfAnAppThatAsksPhr() {
        assertThat(loginBy(app.login().acrValues("phr"))).isEqualTo("password, key → phr");
        assertThat(loginBy(app.login().acrValues("phr"))).isEqualTo("– → phr");
        assertThat(loginBy(app.login().acrValues("phr"))).isEqualTo("– → phr");
        assertThat(loginBy(app.login().acrValues("mfa").prompt("login"))).isEqualTo("password, code → mfa");
        assertThat(loginBy(app.login().acrValues("phr").prompt("login"))).isEqualTo("password, key → phr");
        assertThat(loginBy(app.login())).isEqualTo("– → phr");
    }

    /** Habit stands for every reason that is not the app's: it raises to level 2 once in the session's life. */
    @Test
    void personWhomHabitAsksForTheSecondFactor() {
        realm.attribute("mfa.level.habit", "true");
        assertThat(loginBy(app.login())).isEqualTo("password, code → mfa");
        assertThat(loginBy(app.login())).isEqualTo("– → mfa");
        assertTheRestOfTheRow();
    }

    @Test
    void passkeyInTheLoginFormIsWorthEveryLevel() {
        assertThat(passkeyLoginBy(app.login())).isEqualTo("passkey → phr");
        assertThat(loginBy(app.login().acrValues("phr"))).isEqualTo("– → phr");
        assertThat(passkeyLoginBy(app.login().acrValues("mfa").prompt("login"))).isEqualTo("passkey → mfa");
        assertThat(passkeyLoginBy(app.login().acrValues("phr").prompt("login"))).isEqualTo("passkey → phr");
        assertThat(loginBy(app.login())).isEqualTo("– → phr");
    }

    @Test
    void passkeyInTheLoginFormGivesWhatTheAppAsked() {
        assertThat(passkeyLoginBy(app.login().acrValues("mfa"))).isEqualTo("passkey → mfa");
    }

    @Test
    void passkeyWithoutUserVerificationIsOneFactor() {
        realm.update(it -> it.put("webAuthnPolicyPasswordlessUserVerificationRequirement", "preferred"));
        assertThat(passkeyLoginBy(app.login())).isEqualTo("passkey → basic");
    }

    /** W3: an app cannot ask round the decision for a level that it does not know. */
    @Test
    void passkeyWithoutUserVerificationNeverReachesLevelThree() {
        realm.update(it -> it.put("webAuthnPolicyPasswordlessUserVerificationRequirement", "preferred"));
        assertThat(loginBy(app.login().acrValues("phr"))).isEqualTo("password, code → mfa");
        BrowserProfile.clear(browser);
        RelyingParty.Login login = app.login().acrValues("4").begin();
        browser.get(login.uri());
        loginPage.login(PERSON, "demo");
        passkeyPage.awaitShown();
        passkey.isTouched(true);
        passkeyPage.authenticate();
        Deadline.ofSeconds(15).until("the passkey's answer", () -> !passkeyPage.isShown());
        assertThat(login.isAnswered()).isFalse();
    }

    /** What an action asks on its own is settled by the passkey as well, and an essential phr stays one. */
    @Test
    void passkeyInAForcedLoginSettlesWhatAnActionAsks() {
        int before = phone.requests();
        RelyingParty.Login login = app.login()
                .essentialAcr("phr")
                .kcAction("mfa-enroll-sms")
                .prompt("login")
                .begin();
        browser.get(login.uri());
        loginPage.awaitShown();
        passkey.isTouched(true);
        loginPage.usePasskey();
        phonePage.awaitShown();
        passkey.isTouched(false);
        assertThat(phone.requests()).as("no code is asked after the passkey").isEqualTo(before);
        phonePage.cancel();
        assertThat(login.tokens().acr()).isEqualTo("phr");
    }

    @Test
    void levelProvenMoreThanFifteenMinutesAgoIsAskedForAgain() {
        assertThat(loginBy(app.login().acrValues("mfa"))).isEqualTo("password, code → mfa");
        int sent = phone.requests();
        realm.configure(
                "MFA level 2",
                "conditional-level-of-authentication",
                java.util.Map.of("loa-condition-level", "2", "loa-max-age", "1"));
        Deadline.ofSeconds(10).until("the second level to be too old", () -> {
            RelyingParty.Login silent = app.login()
                    .acrValues("mfa")
                    .essentialAcr("mfa")
                    .prompt("none")
                    .begin();
            browser.get(silent.uri());
            return !silent.error().isEmpty();
        });
        assertThat(phone.requests())
                .as("an app that only looks sends nobody a code")
                .isEqualTo(sent);
        assertThat(loginBy(app.login().acrValues("mfa"))).isEqualTo("code → mfa");
    }

    @Test
    void essentialLevelBeyondReachIsRefusedInWords() {
        realm.createPerson("nora", "demo");
        RelyingParty.Login login = app.login().essentialAcr("mfa").begin();
        browser.get(login.uri());
        loginPage.login("nora", "demo");
        assertThat(login.isAnswered()).isFalse();
        assertThat(browser.findElement(By.tagName("body")).getText()).doesNotContain("Exception");
        assertThat(
                        node.db()
                                .number(
                                        "select count(*) from MFA_AUDIT_EVENT where TYPE = 'LEVEL_BEYOND_REACH' and OUTCOME = 'FAILURE'"))
                .isPositive();
    }

    @Test
    void voluntaryLevelBeyondReachGivesWhatIsReachable() {
        realm.createPerson("nora", "demo");
        assertThat(loginBy(app.login().acrValues("mfa"), "nora")).isEqualTo("password → basic");
    }

    /** The decision lowers Keycloak's note of what is asked; a restart must find the app's wish again. */
    @Test
    void restartOfTheLoginForgetsNothingThatTheAppAsked() {
        RelyingParty.Login login = app.login().acrValues("phr").begin();
        browser.get(login.uri());
        loginPage.login(PERSON, "demo");
        assertThat(passkeyPage.isShown()).isTrue();
        browser.findElement(By.id("reset-login")).click();
        loginPage.awaitShown();
        assertThat(promptsOf(login, PERSON)).isEqualTo("password, key → phr");
    }

    private void assertTheRestOfTheRow() {
        assertThat(loginBy(app.login().acrValues("phr"))).isEqualTo("key → phr");
        assertThat(loginBy(app.login().acrValues("mfa").prompt("login"))).isEqualTo("password, code → mfa");
        assertThat(loginBy(app.login().acrValues("phr").prompt("login"))).isEqualTo("password, key → phr");
        assertThat(loginBy(app.login())).isEqualTo("– → phr");
    }

    private String loginBy(RelyingParty.Request request) {
        return loginBy(request, PERSON);
    }

    private String loginBy(RelyingParty.Request request, String username) {
        RelyingParty.Login login = request.begin();
        browser.get(login.uri());
        return promptsOf(login, username);
    }

    private String passkeyLoginBy(RelyingParty.Request request) {
        RelyingParty.Login login = request.begin();
        browser.get(login.uri());
        loginPage.awaitShown();
        passkey.isTouched(true);
        loginPage.usePasskey();
        String acr = login.tokens().acr();
        passkey.isTouched(false);
        return "passkey → " + acr;
    }

    /** Gives what is asked for until the app has its answer. */
    private String promptsOf(RelyingParty.Login login, String username) {
        List<String> prompts = new ArrayList<>();
        while (true) {
            Deadline.ofSeconds(15)
                    .until(
                            "a known page or the app's answer",
                            () -> login.isAnswered()
                                    || loginPage.isShown()
                                    || codePage.isShown()
                                    || passkeyPage.isShown());
            if (login.isAnswered()) {
                return (prompts.isEmpty() ? "–" : String.join(", ", prompts)) + " → "
                        + login.tokens().acr();
            } else if (loginPage.isShown()) {
                prompts.add("password");
                if (loginPage.asksForName()) {
                    loginPage.login(username, "demo");
                } else {
                    loginPage.password("demo");
                }
            } else if (codePage.isShown()) {
                prompts.add("code");
                codePage.enter(phone.nextMessageTo(NUMBER).code());
            } else {
                prompts.add("key");
                passkey.isTouched(true);
                passkeyPage.authenticate();
                Deadline.ofSeconds(15).until("the passkey's answer", () -> !passkeyPage.isShown());
                passkey.isTouched(false);
            }
        }
    }

    private void enrolPasskey() {
        RelyingParty.Login login =
                app.login().kcAction("webauthn-register-passwordless").begin();
        browser.get(login.uri());
        passkey.isTouched(false);
        loginPage.login(PERSON, "demo");
        if (codePage.isShown()) {
            codePage.enter(phone.nextMessageTo(NUMBER).code());
        }
        passkey.isTouched(true);
        passkeySetupPage.awaitShown();
        passkeySetupPage.enrol("laptop");
        login.tokens();
    }
}
