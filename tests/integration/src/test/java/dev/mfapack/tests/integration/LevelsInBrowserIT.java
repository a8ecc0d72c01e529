package dev.mfapack.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfapack.tests.bench.BrowserProfile;
import dev.mfapack.tests.bench.Phone;
import dev.mfapack.tests.bench.RealmAdmin;
import dev.mfapack.tests.bench.RelyingParty;
import dev.mfapack.tests.bench.VirtualPasskey;
import dev.mfapack.tests.bench.arquillian.BrowserSuite;
import dev.mfapack.tests.bench.pages.CodePage;
import dev.mfapack.tests.bench.pages.LoginPage;
import dev.mfapack.tests.bench.pages.PasskeyLoginPage;
import dev.mfapack.tests.bench.pages.PasskeySetupPage;
import dev.mfapack.tests.bench.server.KeycloakNode;
import org.jboss.arquillian.drone.api.annotation.Drone;
import org.jboss.arquillian.graphene.page.Page;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriver;

/** What of {@link LevelsIT} depends on a browser: passkeys by Chromium's own ceremonies, and the links of the pages. */
@BrowserSuite
class LevelsInBrowserIT {

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
    private PasskeySetupPage passkeySetupPage;

    private RelyingParty app;
    private VirtualPasskey passkey;

    @BeforeEach
    void personWithPhoneAndPasskey() {
        RealmAdmin realm = MfaDemo.on(node);
        phone.reset();
        BrowserProfile.clear(browser);
        app = RelyingParty.existing(realm, "sample-app");
        passkey = VirtualPasskey.builtInto(browser);
        realm.attribute("mfa.level.habit", "false");
        MfaDemo.personWithPhone(realm, PERSON, NUMBER);
        enrolPasskey();
        BrowserProfile.clear(browser);
    }

    @AfterEach
    void putAway() {
        passkey.close();
        app.close();
    }

    @Test
    void passkeyInTheLoginFormIsWorthEveryLevel() {
        RelyingParty.Login login = app.login().begin();
        browser.get(login.uri());
        loginPage.awaitShown();
        passkey.isTouched(true);
        loginPage.usePasskey();
        assertThat(login.tokens().acr()).isEqualTo("phr");
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
        loginPage.login(PERSON, "demo");
        passkeyPage.awaitShown();
        passkey.isTouched(true);
        passkeyPage.authenticate();
        assertThat(login.tokens().acr()).isEqualTo("phr");
    }

    private void enrolPasskey() {
        RelyingParty.Login login =
                app.login().kcAction("webauthn-register-passwordless").begin();
        passkey.isTouched(false);
        browser.get(login.uri());
        loginPage.login(PERSON, "demo");
        if (codePage.isShown()) {
            codePage.enter(phone.nextMessageTo(NUMBER).code());
        }
        passkey.isTouched(true);
        passkeySetupPage.awaitShown();
        passkeySetupPage.enrol("laptop");
        login.tokens();
        passkey.isTouched(false);
    }
}
