package dev.mfapack.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfapack.tests.bench.Axe;
import dev.mfapack.tests.bench.BrowserProfile;
import dev.mfapack.tests.bench.Deadline;
import dev.mfapack.tests.bench.FormClient;
import dev.mfapack.tests.bench.Mailbox;
import dev.mfapack.tests.bench.Mailbox.Mail;
import dev.mfapack.tests.bench.RealmAdmin;
import dev.mfapack.tests.bench.RelyingParty;
import dev.mfapack.tests.bench.VirtualPasskey;
import dev.mfapack.tests.bench.arquillian.BrowserSuite;
import dev.mfapack.tests.bench.arquillian.WithoutScripts;
import dev.mfapack.tests.bench.pages.LoginPage;
import dev.mfapack.tests.bench.pages.PasskeySetupPage;
import dev.mfapack.tests.bench.server.KeycloakNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.arquillian.drone.api.annotation.Drone;
import org.jboss.arquillian.graphene.page.Page;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;

/** The page of a notice's link in browsers, with scripts and without. */
@BrowserSuite
class NoticesInBrowserIT {

    private static final Pattern LINK = Pattern.compile("http\\S+/mfa/v1/not-me\\?token=\\S+");

    @ArquillianResource
    private KeycloakNode node;

    @Drone
    private WebDriver browser;

    @Drone
    @WithoutScripts
    private WebDriver plainBrowser;

    @Page
    private LoginPage loginPage;

    @Page
    private PasskeySetupPage passkeySetupPage;

    private final Mailbox mailbox = Mailbox.shared();
    private RealmAdmin realm;
    private RelyingParty app;

    @BeforeEach
    void realmThatSendsMail() {
        realm = MfaDemo.on(node);
        mailbox.reset();
        realm.sendMailTo(mailbox);
        BrowserProfile.clear(browser);
        app = RelyingParty.existing(realm, "sample-app");
    }

    @AfterEach
    void putAway() {
        app.close();
    }

    @Test
    @DisplayName("B2: a passkey that was added is told with the browser it was added in, and taken back by one press")
    void aPasskeyIsTakenBack() {
        RealmAdmin.Person dora = realm.createPerson("dora", "demo");
        try (VirtualPasskey passkey = VirtualPasskey.builtInto(browser)) {
            passkey.isTouched(true);
            RelyingParty.Login login =
                    app.login().kcAction("webauthn-register-passwordless").begin();
            browser.get(login.uri());
            loginPage.login("dora", "demo");
            passkeySetupPage.awaitShown();
            passkeySetupPage.enrol("laptop");
            login.tokens();
        }
        assertThat(dora.credentials("webauthn-passwordless")).hasSize(1);
        Mail mail = mailbox.nextMailTo("dora@example.org");
        assertThat(mail.text()).contains("MFA Demo: Passkey.").containsPattern("Browser: \\w*Chrom\\w+ on Linux");

        browser.get(linkIn(mail));
        Axe.assertClean(browser, "this wasn't me?");
        assertThat(browser.findElements(By.tagName("li")))
                .extracting(WebElement::getText)
                .contains("What was added no longer counts.");
        press(browser);
        Axe.assertClean(browser, "protected");
        assertThat(browser.getCurrentUrl()).doesNotContain("token");
        assertThat(dora.credentials("webauthn-passwordless")).isEmpty();
        assertThat(dora.requiredActions()).containsExactly("UPDATE_PASSWORD");

        browser.get(linkIn(mail));
        Axe.assertClean(browser, "link used before");
        assertThat(browser.getTitle()).isEqualTo("This link no longer works");
    }

    @Test
    @DisplayName("P1, P6: it works without scripts, in German, and leads to a new password")
    void itWorksWithoutScripts() {
        BrowserProfile.clear(plainBrowser);
        RealmAdmin.Person dora = realm.createPerson(
                "dora",
                "demo",
                person -> person.putObject("attributes").putArray("locale").add("de"));
        BackupCodesPages.firstOf(app, "dora");
        Mail mail = mailbox.nextMailTo("dora@example.org");
        assertThat(new FormClient().get(linkIn(mail)).has("#mfa-not-me"))
                .as("a mail server that looks for malware")
                .isTrue();

        plainBrowser.get(linkIn(mail));
        assertThat(plainBrowser.getTitle()).isEqualTo("Das waren nicht Sie?");
        assertThat(plainBrowser.findElement(By.tagName("html")).getDomAttribute("lang"))
                .isEqualTo("de");
        press(plainBrowser);
        assertThat(plainBrowser.findElement(By.id("mfa-done")).getText()).startsWith("Alle Sitzungen sind beendet.");
        assertThat(dora.credentials("mfa-backup-codes")).isEmpty();

        plainBrowser.get(app.login().begin().uri());
        plainBrowser.findElement(By.id("username")).sendKeys("dora");
        plainBrowser.findElement(By.id("password")).sendKeys("demo");
        plainBrowser.findElement(By.id("kc-login")).click();
        assertThat(plainBrowser.findElements(By.id("password-new"))).hasSize(1);
    }

    private static void press(WebDriver browser) {
        browser.findElement(By.id("mfa-not-me")).click();
        Deadline.ofSeconds(10)
                .until(
                        "what became of it",
                        () -> !browser.findElements(By.id("mfa-done")).isEmpty());
    }

    private static String linkIn(Mail mail) {
        Matcher link = LINK.matcher(mail.text());
        assertThat(link.find()).as(mail.text()).isTrue();
        return link.group();
    }
}
