package dev.mfapack.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfapack.tests.bench.Axe;
import dev.mfapack.tests.bench.BrowserProfile;
import dev.mfapack.tests.bench.Deadline;
import dev.mfapack.tests.bench.Mailbox;
import dev.mfapack.tests.bench.Phone;
import dev.mfapack.tests.bench.RealmAdmin;
import dev.mfapack.tests.bench.RelyingParty;
import dev.mfapack.tests.bench.arquillian.BrowserSuite;
import dev.mfapack.tests.bench.pages.CodePage;
import dev.mfapack.tests.bench.pages.LoginPage;
import dev.mfapack.tests.bench.pages.PhonePage;
import dev.mfapack.tests.bench.pages.SelectAuthenticatorPage;
import dev.mfapack.tests.bench.pages.TotpPage;
import dev.mfapack.tests.bench.server.KeycloakNode;
import java.util.List;
import org.jboss.arquillian.drone.api.annotation.Drone;
import org.jboss.arquillian.graphene.page.Page;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;

/** P1 to P7 on every page of the pack, in every state: light, dark, and 320 px wide. */
@BrowserSuite
class AccessibilityIT {

    private static final String NUMBER = "+4915228817386";
    private static final String OTHER_NUMBER = "+4915254599371";

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
    private TotpPage totpPage;

    @Page
    private SelectAuthenticatorPage selectPage;

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
    void loginPages() {
        realm.withoutBruteForceProtection();
        MfaDemo.personWithPhone(realm, "petra", NUMBER, OTHER_NUMBER).addTotp("totp-of-petra-in-the-tests");
        goTo("petra", app.login());
        if (totpPage.isShown()) {
            totpPage.tryAnotherWay();
            Axe.assertClean(browser, "select a way");
            selectPage.pick("SMS code");
        }
        Axe.assertClean(browser, "code");
        String code = phone.nextMessageTo(NUMBER).code();
        String wrong = code.equals("000000") ? "111111" : "000000";
        codePage.enter(wrong);
        Axe.assertClean(browser, "code, wrong");
        codePage.enter("12");
        Axe.assertClean(browser, "code, malformed");
        codePage.resend();
        Axe.assertClean(browser, "code, too early for another");
        MfaDemo.letTheWaitBeOver(realm);
        codePage.resend();
        Axe.assertClean(browser, "code, resent");
        node.db().update("update MFA_CHALLENGE set EXPIRES_AT = ISSUED_AT");
        codePage.enter(code);
        Axe.assertClean(browser, "code, expired");
        node.db().update("update MFA_CHALLENGE set DELIVERY = 'FAILED'");
        MfaDemo.letFailuresBeTold(realm);
        browser.navigate().refresh();
        Axe.assertClean(browser, "code, not sent");
        node.db().update("update MFA_CHALLENGE set ATTEMPTS = MAX_ATTEMPTS");
        browser.navigate().refresh();
        Axe.assertClean(browser, "code, too many wrong ones");
    }

    @Test
    void enrolmentPages() {
        realm.createPerson("dora", "demo");
        goTo("dora", app.login().kcAction("mfa-enroll-sms"));
        Axe.assertClean(browser, "phone number");
        phonePage.enter("12");
        Axe.assertClean(browser, "phone number, invalid");
        phonePage.enter("01522 8817386", "x".repeat(61));
        Axe.assertClean(browser, "phone number, name too long");
        phonePage.enter("01522 8817386", "my phone");
        Axe.assertClean(browser, "confirm the number");
        codePage.enter("12");
        Axe.assertClean(browser, "confirm the number, malformed");
    }

    @Test
    void pagesOfTheMailbox() {
        realm.sendMailTo(Mailbox.shared());
        MfaDemo.personWithMailbox(realm, "petra", "petra@mailbox.test", "second@mailbox.test");
        goTo("petra", app.login());
        Axe.assertClean(browser, "code by mail");
        Deadline.ofSeconds(15)
                .until(
                        "the announcement",
                        () -> !browser.findElement(By.id("mfa-delivery"))
                                .getText()
                                .isEmpty());
        Axe.assertClean(browser, "code by mail, announced");
        BrowserProfile.clear(browser);
        realm.createPerson("dora", "demo");
        goTo("dora", app.login().kcAction("mfa-enroll-email"));
        Axe.assertClean(browser, "address");
        browser.findElement(By.id("mfa-address")).sendKeys("dora");
        browser.findElement(By.id("mfa-address")).sendKeys(Keys.ENTER);
        Deadline.ofSeconds(10)
                .until(
                        "the error",
                        () -> !browser.findElements(By.id("mfa-address-error")).isEmpty());
        Axe.assertClean(browser, "address, invalid");
    }

    @Test
    void pagesOfBackupCodes() {
        realm.attribute("mfa.backup.count", "4");
        realm.createPerson("nora", "demo");
        RelyingParty.Login making = goTo("nora", app.login().kcAction("mfa-enroll-backup-codes"));
        Axe.assertClean(browser, "backup codes");
        browser.findElement(By.id("mfa-backup-codes-submit")).click();
        Deadline.ofSeconds(10)
                .until(
                        "the error",
                        () -> !browser.findElements(By.id("mfa-kept-error")).isEmpty());
        Axe.assertClean(browser, "backup codes, not kept");
        String page = browser.getWindowHandle();
        browser.findElement(By.id("mfa-print")).click();
        Deadline.ofSeconds(10)
                .until("the page for printing", () -> browser.getWindowHandles().size() == 2);
        browser.getWindowHandles().stream()
                .filter(window -> !window.equals(page))
                .forEach(window -> browser.switchTo().window(window));
        Deadline.ofSeconds(10)
                .until(
                        "the codes",
                        () -> browser.findElements(By.cssSelector("#mfa-codes code"))
                                        .size()
                                == 4);
        Axe.assertClean(browser, "backup codes, for printing");
        browser.close();
        browser.switchTo().window(page);
        List<String> codes = browser.findElements(By.cssSelector("#mfa-codes code")).stream()
                .map(WebElement::getText)
                .toList();
        browser.findElement(By.id("kept")).click();
        browser.findElement(By.id("mfa-backup-codes-submit")).click();
        Deadline.ofSeconds(10).until("the app's answer", making::isAnswered);

        BrowserProfile.clear(browser);
        goTo("nora", app.login());
        Axe.assertClean(browser, "backup code");
        enterBackupCode("12", "mfa-code-error");
        Axe.assertClean(browser, "backup code, malformed");
        enterBackupCode(codes.get(0), "mfa-backup-later");
        Axe.assertClean(browser, "backup codes, few left");
        browser.findElement(By.id("mfa-backup-later")).click();

        realm.person("nora").addPasskey();
        BrowserProfile.clear(browser);
        goTo("nora", app.login());
        assertThat(browser.findElements(By.id("mfa-passkey"))).isNotEmpty();
        Axe.assertClean(browser, "backup code, passkey first");
    }

    private void enterBackupCode(String code, String next) {
        browser.findElement(By.id("mfa-code")).sendKeys(code + Keys.ENTER);
        Deadline.ofSeconds(10)
                .until("the next page", () -> !browser.findElements(By.id(next)).isEmpty());
    }

    /** What an administrator entered, and what a directory says. */
    @Test
    void pagesOfNumbersFromElsewhere() {
        RealmAdmin.Person dora = realm.createPerson("dora", "demo");
        realm.send(
                "POST",
                "/mfa/users/" + dora.id() + "/destinations",
                "{\"factor\":\"mfa-sms\",\"destination\":\"" + NUMBER + "\"}");
        goTo("dora", app.login().kcAction("mfa-enroll-sms"));
        assertThat(browser.findElements(By.className("mfa-confirm"))).hasSize(1);
        Axe.assertClean(browser, "number to confirm");
        realm.attribute("mfa.phone.attribute", "nickname");
        BrowserProfile.clear(browser);
        goTo("dora", app.login().kcAction("mfa-enroll-sms"));
        Axe.assertClean(browser, "nothing on record");
    }

    /** Who must bind a factor first, and who is refused. */
    @Test
    void choiceOfAFactorAndRefusal() {
        realm.createPerson("dora", "demo");
        realm.attribute("mfa.level.clients", "{\"sample-app\": 2}");
        goTo("dora", app.login());
        assertThat(browser.findElements(By.id("mfa-choose-factor"))).isNotEmpty();
        Axe.assertClean(browser, "choose a factor");
        realm.attribute("mfa.level.beyond-reach", "refuse");
        BrowserProfile.clear(browser);
        goTo("dora", app.login());
        assertThat(browser.findElement(By.id("kc-error-message")).getText()).contains("Your help desk finds");
        Axe.assertClean(browser, "refused");
    }

    /** Putting it off, choosing what comes first, removing, and the link of who has lost everything. */
    @Test
    void pagesOfEnrolmentRemovalAndRecovery() {
        realm.sendMailTo(Mailbox.shared());
        Mailbox.shared().reset();
        realm.createPerson("dora", "demo");
        realm.attribute("mfa.level.clients", "{\"sample-app\": 2}");
        realm.attribute("mfa.enrol.skips", "3");
        realm.attribute("mfa.enrol.grace-until", "2099-12-31");
        goTo("dora", app.login());
        assertThat(browser.findElement(By.id("mfa-grace")).getText())
                .isEqualTo("You can skip this 3 more times. You can skip this until December 31, 2099.");
        Axe.assertClean(browser, "choose a factor, or later");

        RealmAdmin.Person petra = MfaDemo.personWithPhone(realm, "petra", NUMBER);
        String number = petra.credentials("mfa-sms").get(0).path("id").asText();
        BrowserProfile.clear(browser);
        goTo("petra", app.login().kcAction("delete_credential:" + number));
        codePage.enter(phone.nextMessageTo(NUMBER).code());
        awaitThere("mfa-last-factor");
        Axe.assertClean(browser, "the last factor stays");
        petra.addTotp("totp-of-petra-in-the-tests");
        BrowserProfile.clear(browser);
        MfaDemo.forgetMessages(realm);
        goTo("petra", app.login().kcAction("mfa-preferred-factor"));
        codePage.enter(phone.nextMessageTo(NUMBER).code());
        awaitThere("mfa-preferred-factor");
        Axe.assertClean(browser, "prefer a factor");

        assertThat(realm.send("POST", "/mfa/users/" + petra.id() + "/recovery", "")
                        .status())
                .isEqualTo(201);
        String mail = Mailbox.shared().nextMailTo("petra@example.org").text();
        BrowserProfile.clear(browser);
        browser.get(mail.lines()
                .filter(line -> line.contains("/mfa/recovery?"))
                .findFirst()
                .orElseThrow());
        awaitThere("mfa-recovery-begin");
        Axe.assertClean(browser, "recovery");
        String link = browser.getCurrentUrl();
        browser.findElement(By.id("mfa-recovery-begin")).click();
        awaitThere("kc-login");
        browser.get(link);
        awaitThere("mfa-recovery-over");
        Axe.assertClean(browser, "recovery, over");
    }

    private void awaitThere(String id) {
        Deadline.ofSeconds(10).until(id, () -> !browser.findElements(By.id(id)).isEmpty());
    }

    @Test
    void germanPages() {
        MfaDemo.personWithPhone(realm, "petra", NUMBER);
        goTo("petra", app.login().locale("de"));
        codePage.enter("12");
        Axe.assertClean(browser, "code, German");
    }

    /** Every theme that builds on keycloak.v2 picks the pages up. */
    @Test
    void pagesInKeycloaksOwnTheme() {
        realm.update(it -> it.put("loginTheme", "keycloak.v2"));
        MfaDemo.personWithPhone(realm, "petra", NUMBER);
        goTo("petra", app.login());
        codePage.enter("12");
        Axe.assertClean(browser, "code, keycloak.v2");
    }

    /** P1: by keyboard alone; the code field has focus, Enter sends, Tab reaches the rest. */
    @Test
    void keyboardAlone() {
        MfaDemo.personWithPhone(realm, "petra", NUMBER);
        RelyingParty.Login login = goTo("petra", app.login());
        String code = phone.nextMessageTo(NUMBER).code();
        assertThat(codePage.fieldHasFocus()).isTrue();
        browser.switchTo().activeElement().sendKeys(Keys.TAB);
        assertThat(focused()).isEqualTo("mfa-code-submit");
        browser.switchTo().activeElement().sendKeys(Keys.TAB);
        assertThat(focused()).isEqualTo("mfa-resend");
        browser.findElement(By.id("mfa-code")).sendKeys(code + Keys.ENTER);
        Deadline.ofSeconds(10).until("the app's answer", login::isAnswered);
        assertThat(login.tokens().acr()).isEqualTo("mfa");
    }

    private String focused() {
        return String.valueOf(browser.switchTo().activeElement().getDomAttribute("id"));
    }

    private RelyingParty.Login goTo(String username, RelyingParty.Request request) {
        RelyingParty.Login login = request.begin();
        browser.get(login.uri());
        loginPage.login(username, "demo");
        return login;
    }
}
