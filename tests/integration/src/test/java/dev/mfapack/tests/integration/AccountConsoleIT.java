package dev.mfapack.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfapack.tests.bench.BrowserProfile;
import dev.mfapack.tests.bench.Deadline;
import dev.mfapack.tests.bench.FormClient;
import dev.mfapack.tests.bench.FormClient.Page;
import dev.mfapack.tests.bench.Phone;
import dev.mfapack.tests.bench.RealmAdmin;
import dev.mfapack.tests.bench.RelyingParty;
import dev.mfapack.tests.bench.Totp;
import dev.mfapack.tests.bench.Walker;
import dev.mfapack.tests.bench.arquillian.BrowserSuite;
import dev.mfapack.tests.bench.pages.LoginPage;
import dev.mfapack.tests.bench.pages.SigningInPage;
import dev.mfapack.tests.bench.server.KeycloakNode;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.drone.api.annotation.Drone;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriver;

/** What the real account console shows of the pack's factors, in a browser. */
@BrowserSuite
class AccountConsoleIT {

    private static final String NUMBER = "+4915228817386";
    private static final List<String> TYPES = List.of(
            "mfa-sms", "mfa-email", "mfa-backup-codes", "mfa-app-password", "otp", "webauthn", "webauthn-passwordless");

    @ArquillianResource
    private KeycloakNode node;

    @ArquillianResource
    private Phone phone;

    @Drone
    private WebDriver browser;

    @org.jboss.arquillian.graphene.page.Page
    private LoginPage loginPage;

    @org.jboss.arquillian.graphene.page.Page
    private SigningInPage signingInPage;

    private RealmAdmin realm;
    private RelyingParty app;
    private RealmAdmin.Person lena;
    private Walker walker;

    @BeforeEach
    void open() {
        realm = MfaDemo.withPrograms(node, "cron");
        phone.reset();
        BrowserProfile.clear(browser);
        app = RelyingParty.existing(realm, "sample-app");
        lena = MfaDemo.personWithPhone(realm, "lena", NUMBER);
        walker = Walker.named("lena", "demo").withPhone(phone, NUMBER);
    }

    @AfterEach
    void putAway() {
        app.close();
    }

    @Test
    @DisplayName(
            "every type stands in \"Signing in\" with its label, its masked target, created and last used, what is left, and its links")
    void everyTypeStandsInSigningIn() {
        bindOneOfEach();

        signingInPage.open(realm);
        loginPage.awaitShown();
        loginPage.login("lena", "demo");
        enterOtp(Totp.ofSecretData("console-totp-secret"));
        signingInPage.awaitShown();

        assertThat(signingInPage.credentials("mfa-sms"))
                .contains("phone 1", "Codes go to", "+49", "Last used", "Delete")
                .doesNotContain("8817386");
        assertThat(signingInPage.credentials("mfa-email"))
                .contains("lena's mailbox", "Created", "Codes go to", "Delete")
                .doesNotContain("lena@example.net", "Last used");
        assertThat(signingInPage.credentials("mfa-backup-codes"))
                .contains("Backup codes", "Created", "Codes left", "9 / 10", "Last used", "Delete");
        assertThat(signingInPage.credentials("mfa-app-password"))
                .contains("nightly job", "Created", "Service", "cron", "Times used", "Delete");
        assertThat(signingInPage.credentials("otp")).contains("app", "Delete");
        assertThat(signingInPage.credentials("webauthn")).contains("Delete");
        assertThat(signingInPage.credentials("webauthn-passwordless")).contains("Last used", "Delete");
        assertThat(TYPES).allMatch(signingInPage::offersToSetUp);
        assertThat(browser.getPageSource()).doesNotContain(NUMBER, "lena@example.net");
    }

    @Test
    @DisplayName(
            "the console's link removes a factor by way of the best that the person has, and can end the other sessions")
    void theLinkRemovesAFactor() {
        lena.addTotp("console-totp-secret");
        walker.walk(app.login().begin()).tokens();
        MfaDemo.forgetMessages(realm);
        signingInPage.open(realm);
        loginPage.awaitShown();
        loginPage.login("lena", "demo");
        Deadline.ofSeconds(10)
                .until(
                        "the code",
                        () -> !browser.findElements(By.id("mfa-code")).isEmpty());
        browser.findElement(By.id("mfa-code"))
                .sendKeys(phone.nextMessageTo(NUMBER).code());
        browser.findElement(By.id("mfa-code-submit")).click();
        signingInPage.awaitShown();
        assertThat(lena.sessions()).hasSize(2);

        signingInPage.remove("otp");
        Deadline.ofSeconds(10)
                .until(
                        "the question",
                        () -> !browser.findElements(By.id("kc-accept")).isEmpty());
        browser.findElement(By.id("logout-sessions")).click();
        browser.findElement(By.id("kc-accept")).click();

        signingInPage.awaitShown();
        assertThat(lena.credentials("otp")).isEmpty();
        assertThat(lena.sessions()).hasSize(1);
    }

    private void bindOneOfEach() {
        walker.walk(app.login().acrValues("mfa").begin()).tokens();
        RealmAdmin.Answer added = realm.send(
                "POST",
                "/mfa/users/" + lena.id() + "/destinations",
                "{\"factor\": \"mfa-email\", \"destination\": \"lena@example.net\", \"label\": \"lena's mailbox\", \"confirmed\": true}");
        assertThat(added.status()).as(added.body()).isEqualTo(201);
        RelyingParty.Login codes =
                app.login().kcAction("mfa-enroll-backup-codes").begin();
        Page shown = walker.walk(codes).page();
        String backupCode = BackupCodesPages.shownOn(shown).get(0);
        walker.client().submit(shown, "form:has(#kept)", Map.of("kept", "on"));
        assertThat(codes.answer()).containsEntry("kc_action_status", "success");
        RelyingParty.Login program =
                app.login().kcAction("mfa-enroll-app-password").begin();
        walker.client()
                .submit(
                        walker.walk(program).page(),
                        "#mfa-app-password-form",
                        Map.of("name", "nightly job", "service", "cron", "until", ""));
        lena.addTotp("console-totp-secret");
        lena.addSecurityKey();
        use(backupCode);
        assertThat(Walker.named("lena", "demo")
                        .withPasskey(lena.addPasskey())
                        .walk(app.login().acrValues("phr").begin())
                        .told())
                .isEqualTo("password, key → phr");
        String otp = lena.credentials("otp").get(0).path("id").asText();
        assertThat(realm.send("POST", "/users/" + lena.id() + "/credentials/" + otp + "/moveToFirst", "")
                        .status())
                .as("so that the app is asked for first")
                .isEqualTo(204);
    }

    private void use(String backupCode) {
        FormClient client = new FormClient();
        RelyingParty.Login login = app.login().acrValues("mfa").begin();
        Page ways = BackupCodesPages.passwordOf(client, login, "lena");
        Page asked = client.submit(ways, "form:has([data-way=mfa-backup-codes-display-name])", Map.of());
        BackupCodesPages.enter(client, asked, backupCode);
        assertThat(login.tokens().acr()).isEqualTo("mfa");
    }

    private void enterOtp(Totp totp) {
        Deadline.ofSeconds(10)
                .until(
                        "the question for a code",
                        () -> !browser.findElements(By.id("otp")).isEmpty());
        browser.findElement(By.id("otp")).sendKeys(totp.freshCode());
        browser.findElement(By.id("kc-login")).click();
    }
}
