package dev.mfapack.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfapack.tests.bench.BrowserProfile;
import dev.mfapack.tests.bench.Deadline;
import dev.mfapack.tests.bench.RealmAdmin;
import dev.mfapack.tests.bench.RelyingParty;
import dev.mfapack.tests.bench.arquillian.BrowserSuite;
import dev.mfapack.tests.bench.pages.LoginPage;
import dev.mfapack.tests.bench.pages.SigningInPage;
import dev.mfapack.tests.bench.server.KeycloakNode;
import java.util.List;
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

/** Backup codes in a browser with scripts, and in the account console. */
@BrowserSuite
class BackupCodesInBrowserIT {

    private static final String TYPE = "mfa-backup-codes";

    @ArquillianResource
    private KeycloakNode node;

    @Drone
    private WebDriver browser;

    @Page
    private LoginPage loginPage;

    @Page
    private SigningInPage signingInPage;

    private RealmAdmin realm;
    private RelyingParty app;

    @BeforeEach
    void open() {
        realm = MfaDemo.on(node);
        BrowserProfile.clear(browser);
        app = RelyingParty.existing(realm, "sample-app");
        realm.createPerson("dora", "demo");
    }

    @AfterEach
    void putAway() {
        app.close();
    }

    @Test
    @DisplayName(
            "L2: the account console makes codes, says how many are left and warns when they are few, and removes them")
    void accountConsoleShowsWhatIsLeft() {
        realm.attribute("mfa.backup.count", "4");
        signingInPage.open(realm);
        loginPage.awaitShown();
        loginPage.login("dora", "demo");
        signingInPage.setUp(TYPE);
        List<String> codes = keep();
        signingInPage.awaitShown();
        assertThat(signingInPage.credentials(TYPE))
                .contains("Backup codes", "Codes left", "4 / 4", "Created")
                .doesNotContain("Only a few");
        assertThat(browser.getPageSource()).doesNotContain(codes);

        signingInPage.open(realm);
        enter(codes.get(0));
        browser.findElement(By.id("mfa-backup-later")).click();
        signingInPage.awaitShown();
        assertThat(signingInPage.credentials(TYPE))
                .contains("3 / 4", "Only a few backup codes are left", "Make new ones");

        String credential =
                realm.person("dora").credentials(TYPE).get(0).path("id").asText();
        BrowserProfile.clear(browser);
        RelyingParty.Login removal =
                app.login().kcAction("delete_credential:" + credential).begin();
        browser.get(removal.uri());
        loginPage.login("dora", "demo");
        enter(codes.get(1));
        browser.findElement(By.id("mfa-backup-later")).click();
        Deadline.ofSeconds(10)
                .until(
                        "the question",
                        () -> !browser.findElements(By.id("kc-accept")).isEmpty());
        browser.findElement(By.id("kc-accept")).click();
        assertThat(removal.answer()).containsEntry("kc_action_status", "success");
        assertThat(realm.person("dora").credentials(TYPE)).isEmpty();
    }

    @Test
    void oneClickCopiesTheCodes() {
        RelyingParty.Login login =
                app.login().kcAction("mfa-enroll-backup-codes").begin();
        browser.get(login.uri());
        loginPage.login("dora", "demo");
        WebElement copy = browser.findElement(By.id("mfa-copy"));
        Deadline.ofSeconds(10).until("the script", copy::isDisplayed);
        copy.click();
        Deadline.ofSeconds(10)
                .until(
                        "what became of it",
                        () -> !browser.findElement(By.id("mfa-copy-state"))
                                .getText()
                                .isEmpty());
        assertThat(browser.findElement(By.id("mfa-copy-state")).getText()).startsWith("The codes");
    }

    private void enter(String code) {
        Deadline.ofSeconds(10)
                .until(
                        "the question for a code",
                        () -> !browser.findElements(By.id("mfa-code")).isEmpty());
        browser.findElement(By.id("mfa-code")).sendKeys(code);
        browser.findElement(By.id("mfa-backup-code-submit")).click();
        Deadline.ofSeconds(10)
                .until(
                        "the warning",
                        () -> !browser.findElements(By.id("mfa-backup-later")).isEmpty());
    }

    private List<String> keep() {
        Deadline.ofSeconds(10)
                .until(
                        "the codes",
                        () -> !browser.findElements(By.id("mfa-codes")).isEmpty());
        List<String> codes = browser.findElements(By.cssSelector("#mfa-codes code")).stream()
                .map(WebElement::getText)
                .toList();
        browser.findElement(By.id("kept")).click();
        browser.findElement(By.id("mfa-backup-codes-submit")).click();
        return codes;
    }
}
