package dev.mfapack.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfapack.tests.bench.BrowserProfile;
import dev.mfapack.tests.bench.Deadline;
import dev.mfapack.tests.bench.Phone;
import dev.mfapack.tests.bench.RealmAdmin;
import dev.mfapack.tests.bench.RelyingParty;
import dev.mfapack.tests.bench.Totp;
import dev.mfapack.tests.bench.arquillian.BrowserSuite;
import dev.mfapack.tests.bench.arquillian.WithoutScripts;
import dev.mfapack.tests.bench.pages.CodePage;
import dev.mfapack.tests.bench.pages.LoginPage;
import dev.mfapack.tests.bench.pages.PhonePage;
import dev.mfapack.tests.bench.pages.TotpPage;
import dev.mfapack.tests.bench.server.KeycloakNode;
import org.jboss.arquillian.drone.api.annotation.Drone;
import org.jboss.arquillian.graphene.page.Page;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriver;

/** P1: the whole main job in a browser whose scripts are off. */
@BrowserSuite
class WithoutScriptsIT {

    private static final String NUMBER = "+4915112345678";

    @ArquillianResource
    private KeycloakNode node;

    @ArquillianResource
    private Phone phone;

    @Drone
    @WithoutScripts
    private WebDriver browser;

    @Page
    @WithoutScripts
    private LoginPage loginPage;

    @Page
    @WithoutScripts
    private PhonePage phonePage;

    @Page
    @WithoutScripts
    private CodePage codePage;

    @Page
    @WithoutScripts
    private TotpPage totpPage;

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
    void enrolThenLogIn() {
        realm.createPerson("dora", "demo").requireAction("mfa-enroll-sms");
        RelyingParty.Login first = passwordOf("dora");
        phonePage.enter("0151 12345678", "my phone");
        codePage.enter(phone.nextMessageTo(NUMBER).code());
        assertThat(first.tokens().acr()).isEqualTo("basic");

        BrowserProfile.clear(browser);
        RelyingParty.Login second = passwordOf("dora");
        codePage.resend();
        assertThat(codePage.status()).startsWith("Please wait");
        Deadline.ofSeconds(10)
                .until("the login's message", () -> phone.messagesTo(NUMBER).size() == 2);
        codePage.enter(phone.messagesTo(NUMBER).get(1).code());
        assertThat(second.tokens().acr()).isEqualTo("mfa");
    }

    @Test
    void anotherWayAndBack() {
        Totp totp = MfaDemo.personWithPhone(realm, "petra", NUMBER).addTotp("totp-of-petra-in-the-tests");
        RelyingParty.Login login = passwordOf("petra");
        if (codePage.isShown()) {
            codePage.takeOtherWay("otp-display-name");
        }
        clickOnceThere(By.id("mfa-try-another-way"));
        clickOnceThere(By.cssSelector("[data-way='mfa-sms-display-name']"));
        codePage.awaitShown();
        codePage.takeOtherWay("otp-display-name");
        totpPage.enter(totp.freshCode());
        assertThat(login.tokens().acr()).isEqualTo("mfa");
    }

    @Test
    void anAppPasswordIsMadeAndRemoved() {
        realm = MfaDemo.withPrograms(node, "cron");
        app.close();
        app = RelyingParty.existing(realm, "sample-app");
        RealmAdmin.Person dora = realm.createPerson("dora", "demo");
        RelyingParty.Login making =
                app.login().kcAction("mfa-enroll-app-password").begin();
        browser.get(making.uri());
        loginPage.login("dora", "demo");
        clickOnceThere(By.id("mfa-app-password-submit"));
        clickOnceThere(By.id("mfa-name-error"));
        browser.findElement(By.id("mfa-name")).sendKeys("nightly job");
        clickOnceThere(By.id("mfa-app-password-submit"));
        clickOnceThere(By.cssSelector("#mfa-app-password-done button"));
        assertThat(making.answer()).containsEntry("kc_action_status", "success");
        assertThat(dora.credentials("mfa-app-password")).hasSize(1);

        String made = dora.credentials("mfa-app-password").get(0).path("id").asText();
        RelyingParty.Login removing =
                app.login().kcAction("delete_credential:" + made).begin();
        browser.get(removing.uri());
        clickOnceThere(By.id("kc-accept"));
        assertThat(removing.answer()).containsEntry("kc_action_status", "success");
        assertThat(dora.credentials("mfa-app-password")).isEmpty();
    }

    @Test
    void bindingAFactorIsPutOff() {
        realm.attribute("mfa.level.clients", "{\"sample-app\": 2}");
        realm.attribute("mfa.enrol.skips", "1");
        realm.createPerson("dora", "demo");
        RelyingParty.Login login = passwordOf("dora");
        clickOnceThere(By.id("mfa-skip"));
        assertThat(login.tokens().acr()).isEqualTo("basic");
    }

    private void clickOnceThere(By button) {
        Deadline.ofSeconds(10)
                .until(
                        "the button " + button,
                        () -> !browser.findElements(button).isEmpty());
        browser.findElement(button).click();
    }

    private RelyingParty.Login passwordOf(String username) {
        RelyingParty.Login login = app.login().begin();
        browser.get(login.uri());
        loginPage.login(username, "demo");
        return login;
    }
}
