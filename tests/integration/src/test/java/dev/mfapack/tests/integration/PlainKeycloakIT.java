package dev.mfapack.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfapack.tests.bench.BrowserProfile;
import dev.mfapack.tests.bench.FormClient;
import dev.mfapack.tests.bench.Mailbox;
import dev.mfapack.tests.bench.RealmAdmin;
import dev.mfapack.tests.bench.RelyingParty;
import dev.mfapack.tests.bench.Totp;
import dev.mfapack.tests.bench.Viewport;
import dev.mfapack.tests.bench.VirtualPasskey;
import dev.mfapack.tests.bench.arquillian.BrowserSuite;
import dev.mfapack.tests.bench.arquillian.Second;
import dev.mfapack.tests.bench.arquillian.WithoutScripts;
import dev.mfapack.tests.bench.pages.LoginPage;
import dev.mfapack.tests.bench.pages.PasskeyLoginPage;
import dev.mfapack.tests.bench.pages.PasskeySetupPage;
import dev.mfapack.tests.bench.pages.TotpPage;
import dev.mfapack.tests.bench.pages.TotpSetupPage;
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

/** Keycloak's own login, in a realm without the pack: what the pack must leave as it is, and the proof that the bench sees it. */
@BrowserSuite
class PlainKeycloakIT {

    private static final String PASSWORD = "correct horse";

    @ArquillianResource
    private KeycloakNode node;

    @ArquillianResource
    private Mailbox mailbox;

    @Drone
    private WebDriver browser;

    @Drone
    @Second
    private WebDriver otherBrowser;

    @Drone
    @WithoutScripts
    private WebDriver plainBrowser;

    @Page
    private LoginPage loginPage;

    @Page
    @Second
    private LoginPage otherLoginPage;

    @Page
    @WithoutScripts
    private LoginPage plainLoginPage;

    @Page
    private TotpPage totpPage;

    @Page
    private TotpSetupPage totpSetupPage;

    @Page
    private PasskeySetupPage passkeySetupPage;

    @Page
    private PasskeyLoginPage passkeyLoginPage;

    private RealmAdmin realm;
    private RelyingParty app;

    @BeforeEach
    void realm() {
        realm = node.admin().importRealm("{\"realm\":\"plain\",\"enabled\":true}");
        realm.keepEvents();
        app = RelyingParty.register(realm, "app");
        BrowserProfile.clear(browser);
    }

    @AfterEach
    void leave() {
        app.close();
    }

    @Test
    void passwordGivesTheAppTokensAndTheNextLoginNeedsNone() {
        RealmAdmin.Person alice = realm.createPerson("alice", PASSWORD);

        RelyingParty.Login login = app.login().begin();
        browser.get(login.uri());
        loginPage.login("alice", PASSWORD);
        RelyingParty.Tokens tokens = login.tokens();

        assertThat(tokens.idClaims().path("sub").asText()).isEqualTo(alice.id());
        assertThat(app.refresh(tokens).tokens().accessClaims().path("azp").asText())
                .isEqualTo("app");
        assertThat(realm.events("LOGIN")).hasSize(1);
        assertThat(alice.sessions()).hasSize(1);

        RelyingParty.Login again = app.login().prompt("none").begin();
        browser.get(again.uri());
        assertThat(again.error()).isEmpty();

        RelyingParty.Login elsewhere = app.login().prompt("none").begin();
        otherBrowser.get(elsewhere.uri());
        assertThat(elsewhere.error()).isEqualTo("login_required");
    }

    @Test
    void wrongPasswordsLockThePerson() {
        RealmAdmin.Person bob = realm.createPerson("bob", PASSWORD);
        realm.protectAgainstBruteForce(3, 60);

        otherBrowser.get(app.login().begin().uri());
        for (int i = 0; i < 3; i++) {
            otherLoginPage.login("bob", "wrong");
            assertThat(otherLoginPage.error()).isNotEmpty();
        }

        assertThat(bob.isLocked()).isTrue();
        assertThat(realm.events("LOGIN_ERROR")).hasSize(3);
        assertThat(app.passwordGrant("bob", PASSWORD).error()).isEqualTo("invalid_grant");
        realm.clearBruteForce();
        assertThat(app.passwordGrant("bob", PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void oneTimePasswordIsEnrolledAndAskedFor() {
        realm.createPerson("carol", PASSWORD).requireAction("CONFIGURE_TOTP");

        RelyingParty.Login enrolment = app.login().begin();
        browser.get(enrolment.uri());
        loginPage.login("carol", PASSWORD);
        Totp phoneApp = totpSetupPage.enrol("my phone");
        assertThat(enrolment.tokens().idToken()).isNotEmpty();

        RelyingParty.Login login = app.login().prompt("login").begin();
        browser.get(login.uri());
        loginPage.password(PASSWORD);
        totpPage.enter(phoneApp.staleCode());
        assertThat(totpPage.error()).isNotEmpty();
        totpPage.enter(phoneApp.freshCode());
        assertThat(login.tokens().idToken()).isNotEmpty();
    }

    @Test
    void oneTimePasswordGivenByTheAdministratorWorksToo() {
        Totp phoneApp = realm.createPerson("dave", PASSWORD).addTotp("a-secret-of-twenty-b");

        RelyingParty.Login login = app.login().prompt("login").begin();
        otherBrowser.get(login.uri());
        otherLoginPage.login("dave", PASSWORD);
        otherBrowser.findElement(By.id("otp")).sendKeys(phoneApp.freshCode());
        otherBrowser.findElement(By.id("kc-login")).click();

        assertThat(login.tokens().idToken()).isNotEmpty();
        assertThat(node.db().dump()).contains("a-secret-of-twenty-b");
    }

    @Test
    void passkeyIsEnrolled() {
        RealmAdmin.Person erin = realm.createPerson("erin", PASSWORD);
        RelyingParty.Login login =
                app.login().kcAction("webauthn-register-passwordless").begin();
        browser.get(login.uri());
        try (VirtualPasskey passkey = VirtualPasskey.builtInto(browser)) {
            loginPage.login("erin", PASSWORD);
            passkeySetupPage.enrol("laptop");

            assertThat(login.answer()).containsEntry("kc_action_status", "success");
            assertThat(passkey.credentials()).hasSize(1);
            assertThat(erin.credentials("webauthn-passwordless")).hasSize(1);
        }
    }

    @Test
    void securityKeyIsAskedForAfterThePassword() {
        realm.require("browser", "webauthn-authenticator", "ALTERNATIVE");
        realm.createPerson("erin", PASSWORD).requireAction("webauthn-register");
        RelyingParty.Login enrolment = app.login().begin();
        browser.get(enrolment.uri());
        try (VirtualPasskey key = VirtualPasskey.securityKeyAt(browser)) {
            loginPage.login("erin", PASSWORD);
            passkeySetupPage.enrol("key ring");
            assertThat(enrolment.tokens().idToken()).isNotEmpty();

            RelyingParty.Login login = app.login().prompt("login").begin();
            browser.get(login.uri());
            loginPage.password(PASSWORD);
            passkeyLoginPage.authenticate();

            assertThat(login.tokens().idToken()).isNotEmpty();
            assertThat(key.credentials()).hasSize(1);
        }
    }

    @Test
    void loginWorksWithoutScripts() {
        realm.createPerson("frank", PASSWORD);

        RelyingParty.Login login = app.login().begin();
        plainBrowser.get(login.uri());
        plainBrowser.get("data:text/html,<title>off</title><script>document.title='on'</script>");
        assertThat(plainBrowser.getTitle()).isEqualTo("off");
        plainBrowser.get(login.uri());
        plainLoginPage.login("frank", PASSWORD);

        assertThat(login.tokens().idToken()).isNotEmpty();
    }

    @Test
    void loginWorksWithoutABrowser() {
        realm.createPerson("heidi", PASSWORD);
        FormClient heidi = new FormClient();

        RelyingParty.Login login = app.login().begin();
        FormClient.Page form = heidi.get(login.uri());
        FormClient.Page refused =
                heidi.submit(form, "#kc-form-login", Map.of("username", "heidi", "password", "wrong"));
        assertThat(refused.text("#input-error-username")).isNotEmpty();
        FormClient.Page appPage =
                heidi.submit(refused, "#kc-form-login", Map.of("username", "heidi", "password", PASSWORD));

        assertThat(appPage.has("#app")).isTrue();
        assertThat(login.tokens().idToken()).isNotEmpty();
    }

    @Test
    void mailGoesToTheMailbox() {
        RealmAdmin.Person grace = realm.createPerson("grace", PASSWORD);
        realm.sendMailTo(mailbox);
        mailbox.reset();

        realm.send("PUT", "/users/" + grace.id() + "/execute-actions-email", "[\"UPDATE_PASSWORD\"]");

        Mailbox.Mail mail = mailbox.nextMailTo("grace@example.org");
        assertThat(mail.subject()).isNotEmpty();
        assertThat(mail.html()).contains("/realms/plain/");
    }

    @Test
    void narrowAndDarkScreensCanBeLookedAt() {
        browser.get(app.login().prompt("login").begin().uri());
        Viewport.of(browser).dark().width(320);

        assertThat(Viewport.of(browser).overflow()).isZero();
        Viewport.of(browser).reset();
    }
}
