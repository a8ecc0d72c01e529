package dev.mfapack.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfapack.tests.bench.BrowserProfile;
import dev.mfapack.tests.bench.Deadline;
import dev.mfapack.tests.bench.Phone;
import dev.mfapack.tests.bench.RealmAdmin;
import dev.mfapack.tests.bench.RelyingParty;
import dev.mfapack.tests.bench.Totp;
import dev.mfapack.tests.bench.arquillian.BrowserSuite;
import dev.mfapack.tests.bench.pages.CodePage;
import dev.mfapack.tests.bench.pages.LoginPage;
import dev.mfapack.tests.bench.pages.SelectAuthenticatorPage;
import dev.mfapack.tests.bench.pages.TotpPage;
import dev.mfapack.tests.bench.server.KeycloakNode;
import java.time.Duration;
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
import org.openqa.selenium.WindowType;

/** The step that asks for a code: right, wrong, late, twice, and when no code can be sent. */
@BrowserSuite
class SmsLoginIT {

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
    private CodePage codePage;

    @Page
    private TotpPage totpPage;

    @Page
    private SelectAuthenticatorPage selectPage;

    private RealmAdmin realm;
    private RelyingParty app;

    @BeforeEach
    void personWithPhone() {
        realm = MfaDemo.on(node);
        phone.reset();
        BrowserProfile.clear(browser);
        app = RelyingParty.existing(realm, "sample-app");
        MfaDemo.personWithPhone(realm, "paul", NUMBER);
    }

    @AfterEach
    void putAway() {
        app.close();
    }

    @Test
    void rightCodeLogsInAndLeavesItsTrail() {
        RelyingParty.Login login = passwordOf("paul");
        String code = phone.nextMessageTo(NUMBER).code();
        assertThat(codePage.isShown()).isTrue();
        assertThat(codePage.fieldAttribute("autocomplete")).isEqualTo("one-time-code");
        assertThat(codePage.fieldAttribute("inputmode")).isEqualTo("numeric");
        assertThat(codePage.fieldHasFocus()).isTrue();

        codePage.enter(code.substring(0, 3) + " - " + code.substring(3));

        assertThat(login.tokens().acr()).isEqualTo("mfa");
        assertThat(phone.requests()).isEqualTo(1);
        assertThat(trail())
                .containsExactly(
                        "LEVEL_DECIDED SUCCESS",
                        "CHALLENGE_BEGUN SUCCESS",
                        "CHALLENGE_SENT SUCCESS",
                        "CHALLENGE_VERIFIED SUCCESS",
                        "LOGIN SUCCESS");
        assertThat(challenge("STATE")).isEqualTo("VERIFIED");
        assertThat(realm.events("LOGIN")).hasSize(1);
    }

    @Test
    void messageNamesAppAndPurposeAndWarns() {
        passwordOf("paul");
        Phone.Message message = phone.nextMessageTo(NUMBER);
        assertThat(message.text())
                .contains("log in to Sample App")
                .contains("We never ask for it")
                .endsWith("@localhost #" + message.code());
    }

    @Test
    void wrongCodeIsToldAtTheFieldAndCounted() {
        RelyingParty.Login login = passwordOf("paul");
        String code = phone.nextMessageTo(NUMBER).code();

        codePage.enter(wrong(code));

        assertThat(codePage.error()).startsWith("This code is not right");
        assertThat(codePage.title()).startsWith("Error: This code is not right");
        assertThat(codePage.fieldAttribute("aria-invalid")).isEqualTo("true");
        assertThat(codePage.fieldAttribute("aria-describedby")).contains("mfa-code-error");
        assertThat(codePage.fieldHasFocus()).isTrue();
        assertThat(attempts()).isEqualTo(1);
        assertThat(realm.events("LOGIN_ERROR")).hasSize(1);
        assertThat(realm.events("LOGIN_ERROR").get(0).path("error").asText()).isEqualTo("invalid_user_credentials");
        assertThat(trail()).contains("CHALLENGE_FAILED FAILURE");

        codePage.enter(code);
        assertThat(login.tokens().acr()).isEqualTo("mfa");
    }

    @Test
    void malformedCodeIsToldAndNotCounted() {
        passwordOf("paul");
        phone.nextMessageTo(NUMBER);
        for (String malformed :
                List.of("", "12345", "1234567", "12345a", "'; drop table MFA_CHALLENGE; --", "<b>1</b>")) {
            codePage.enter(malformed);
            assertThat(codePage.error()).isEqualTo("Enter the 6 digits of the code.");
        }
        assertThat(attempts()).isZero();
    }

    /** T1: five wrong answers end a challenge; the sixth is refused even when it is right. Brute-force detection is off. */
    @Test
    void sixthAnswerIsRefusedEvenWhenRight() {
        realm.withoutBruteForceProtection();
        passwordOf("paul");
        String code = phone.nextMessageTo(NUMBER).code();
        for (int i = 0; i < 4; i++) {
            codePage.enter(wrong(code));
            assertThat(codePage.error()).startsWith("This code is not right");
        }
        // The fifth wrong answer arrives from elsewhere, so that this page still has its form for the sixth.
        node.db().update("update MFA_CHALLENGE set ATTEMPTS = ATTEMPTS + 1");
        codePage.enter(code);
        assertThat(codePage.isShown()).isFalse();
        assertThat(codePage.error()).startsWith("There were too many wrong codes");
        assertThat(attempts()).isEqualTo(5);
        assertThat(challenge("STATE")).isEqualTo("PENDING");
        assertThat(trail()).contains("CHALLENGE_EXHAUSTED FAILURE");

        browser.navigate().refresh();
        assertThat(codePage.isShown()).isFalse();
        assertThat(phone.requests()).isEqualTo(1);
    }

    @Test
    void fifthWrongAnswerEndsTheChallengeInPlainWords() {
        realm.withoutBruteForceProtection();
        passwordOf("paul");
        String code = phone.nextMessageTo(NUMBER).code();
        for (int i = 0; i < 5; i++) {
            codePage.enter(wrong(code));
        }
        assertThat(codePage.isShown()).isFalse();
        assertThat(codePage.error()).startsWith("There were too many wrong codes");
        assertThat(browser.findElement(By.id("mfa-restart")).isDisplayed()).isTrue();
    }

    /** Keycloak's own detection counts the pack's factor as it counts TOTP, although it knows only its own categories. */
    @Test
    void wrongCodesLockThePersonAsForTotp() {
        realm.protectAgainstBruteForce(3, 900);
        RealmAdmin.Person paul = realm.person("paul");
        RelyingParty.Login login = passwordOf("paul");
        String code = phone.nextMessageTo(NUMBER).code();
        Deadline.ofSeconds(15).until("the lock", () -> {
            if (!paul.isLocked() && codePage.isShown() && attempts() < 4) {
                codePage.enter(wrong(code));
            }
            return paul.isLocked();
        });
        if (codePage.isShown()) {
            codePage.enter(code);
        }
        assertThat(login.isAnswered()).isFalse();
        assertThat(codePage.error()).startsWith("This code is not right");
        assertThat(realm.events("LOGIN_ERROR").stream()
                        .map(event -> event.path("error").asText()))
                .contains("user_temporarily_disabled");

        int before = phone.requests();
        BrowserProfile.clear(browser);
        passwordOf("paul");
        assertThat(phone.requests()).as("nothing is sent to who is locked").isEqualTo(before);
    }

    @Test
    void expiredCodeKeepsThePersonInTheFlow() {
        RelyingParty.Login login = passwordOf("paul");
        String late = phone.nextMessageTo(NUMBER).code();
        letTheCodeExpire();

        codePage.enter(late);

        assertThat(codePage.error()).startsWith("This code is no longer valid");
        assertThat(attempts()).isZero();
        assertThat(challenge("STATE")).isEqualTo("EXPIRED");
        MfaDemo.letTheWaitBeOver(realm);
        codePage.resend();
        assertThat(codePage.status()).startsWith("A new code is on its way");
        Deadline.ofSeconds(10)
                .until("the second message", () -> phone.messagesTo(NUMBER).size() == 2);
        codePage.enter(phone.messagesTo(NUMBER).get(1).code());
        assertThat(login.tokens().acr()).isEqualTo("mfa");
    }

    /** C3: a resend voids the old code and never resets the count. */
    @Test
    void resendWaitsThenVoidsTheOldCodeAndKeepsTheCount() {
        // Keycloak's detection takes two failures within a second for an attack, and would lock.
        realm.withoutBruteForceProtection();
        RelyingParty.Login login = passwordOf("paul");
        String first = phone.nextMessageTo(NUMBER).code();
        codePage.enter(wrong(first));
        codePage.resend();
        assertThat(codePage.status()).matches("Please wait [0-9]+ more seconds .*");
        assertThat(phone.requests()).isEqualTo(1);

        MfaDemo.letTheWaitBeOver(realm);
        codePage.resend();
        Deadline.ofSeconds(10)
                .until("the second message", () -> phone.messagesTo(NUMBER).size() == 2);
        String second = phone.messagesTo(NUMBER).get(1).code();
        assertThat(attempts()).isEqualTo(1);
        if (!first.equals(second)) {
            codePage.enter(first);
            assertThat(codePage.error()).startsWith("This code is not right");
            assertThat(attempts()).isEqualTo(2);
        }
        codePage.enter(second);
        assertThat(login.tokens().acr()).isEqualTo("mfa");
    }

    @Test
    void reloadAndBackNeverSendAgain() {
        passwordOf("paul");
        phone.nextMessageTo(NUMBER);
        browser.navigate().refresh();
        browser.navigate().refresh();
        browser.navigate().back();
        browser.navigate().forward();
        codePage.awaitShown();
        assertThat(phone.requests()).isEqualTo(1);
        assertThat(node.db().number("select count(*) from MFA_CHALLENGE where REALM_ID = ?", realmId()))
                .isEqualTo(1);
    }

    /** C2, I1: a code counts once. */
    @Test
    void usedCodeIsWorthNothingInTheNextLogin() {
        RelyingParty.Login login = passwordOf("paul");
        String used = phone.nextMessageTo(NUMBER).code();
        codePage.enter(used);
        login.tokens();

        BrowserProfile.clear(browser);
        RelyingParty.Login next = passwordOf("paul");
        Deadline.ofSeconds(10)
                .until("the second message", () -> phone.messagesTo(NUMBER).size() == 2);
        if (!phone.messagesTo(NUMBER).get(1).code().equals(used)) {
            codePage.enter(used);
            assertThat(codePage.error()).startsWith("This code is not right");
            assertThat(next.isAnswered()).isFalse();
        }
    }

    @Test
    void codeOfANumberThatWasTakenAwayIsWorthNothing() {
        MfaDemo.personWithPhone(realm, "petra", NUMBER, OTHER_NUMBER);
        RelyingParty.Login login = passwordOf("petra");
        String code = phone.nextMessageTo(NUMBER).code();
        RealmAdmin.Person petra = realm.person("petra");
        petra.deleteCredential(petra.credentials("mfa-sms").get(0).path("id").asText());
        codePage.enter(code);
        assertThat(login.isAnswered()).isFalse();
        assertThat(codePage.error()).startsWith("This code is no longer valid");
    }

    /** I7: a second tab never skips a factor. */
    @Test
    void secondTabIsAskedAsWell() {
        passwordOf("paul");
        String firstTab = browser.getWindowHandle();
        Deadline.ofSeconds(10)
                .until("the first tab's message", () -> phone.messagesTo(NUMBER).size() == 1);
        MfaDemo.letTheWaitBeOver(realm);
        browser.switchTo().newWindow(WindowType.TAB);
        RelyingParty.Login inSecondTab = app.login().begin();
        browser.get(inSecondTab.uri());
        assertThat(inSecondTab.isAnswered()).isFalse();
        loginPage.login("paul", "demo");
        assertThat(inSecondTab.isAnswered()).isFalse();
        Deadline.ofSeconds(10)
                .until(
                        "the second tab's message",
                        () -> phone.messagesTo(NUMBER).size() == 2);
        assertThat(codePage.isShown()).isTrue();

        String codeOfFirstTab = phone.messagesTo(NUMBER).get(0).code();
        if (!codeOfFirstTab.equals(phone.messagesTo(NUMBER).get(1).code())) {
            codePage.enter(codeOfFirstTab);
            assertThat(codePage.error()).as("a code is bound to its tab").startsWith("This code is not right");
        }
        browser.close();
        browser.switchTo().window(firstTab);
    }

    @Test
    @DisplayName("where scripts run, what became of the message is announced on the page as it stands")
    void deliveryIsAnnouncedInTheLiveRegion() {
        passwordOf("paul");
        awaitAnnouncement("The message is on its way to you.");
        assertThat(browser.findElement(By.id("mfa-delivery")).getDomAttribute("aria-live"))
                .isEqualTo("polite");

        phone.fail(503);
        MfaDemo.letTheWaitBeOver(realm);
        BrowserProfile.clear(browser);
        passwordOf("paul");
        awaitAnnouncement("The code could not be sent. Use another way, or send a new code.");
        assertThat(codePage.isShown())
                .as("what the person types meanwhile is not lost")
                .isTrue();
    }

    private void awaitAnnouncement(String text) {
        Deadline.ofSeconds(15)
                .until(
                        "\"" + text + "\" in the live region",
                        () -> browser.findElement(By.id("mfa-delivery"))
                                .getText()
                                .equals(text));
    }

    @Test
    void withTheGatewayDownAnotherFactorIsOffered() {
        Totp totp = realm.person("paul").addTotp("totp-of-paul-in-the-tests");
        phone.fail(503);
        RelyingParty.Login login = app.login().begin();
        browser.get(login.uri());
        loginPage.login("paul", "demo");
        if (totpPage.isShown()) {
            totpPage.tryAnotherWay();
            selectPage.pick("SMS code");
        }
        assertThat(codePage.isShown()).isTrue();
        awaitDelivery("FAILED");
        MfaDemo.letFailuresBeTold(realm);
        browser.navigate().refresh();
        assertThat(codePage.status()).isEqualTo("The code could not be sent. Use another way, or send a new code.");
        assertThat(codePage.title()).startsWith("Error: The code could not be sent");
        assertThat(codePage.otherWays()).contains("otp-display-name");
        assertThat(trail()).contains("CHALLENGE_SEND_FAILED FAILURE");
        assertThat(node.log()).contains("could not be sent: http-503");
        assertThat(node.metrics()).contains("reason=\"http-503\"");

        codePage.takeOtherWay("otp-display-name");
        totpPage.enter(totp.freshCode());
        assertThat(login.tokens().acr()).isEqualTo("mfa");
    }

    @Test
    void messageThatFailedMayBeSentAgainAtOnce() {
        phone.disappear();
        RelyingParty.Login login = passwordOf("paul");
        awaitDelivery("FAILED");
        MfaDemo.letFailuresBeTold(realm);
        phone.work();
        codePage.resend();
        codePage.enter(phone.nextMessageTo(NUMBER).code());
        assertThat(login.tokens().acr()).isEqualTo("mfa");
    }

    @Test
    void slowGatewayDoesNotHoldThePageUp() {
        phone.beSlow(Duration.ofSeconds(20));
        passwordOf("paul");
        assertThat(codePage.isShown()).isTrue();
        assertThat(challenge("DELIVERY"))
                .as("the page is there while the gateway still thinks")
                .isEqualTo("QUEUED");
        awaitDelivery("FAILED");
        assertThat(node.db()
                        .row("select REASON from MFA_OUTBOX where REALM_ID = ?", realmId())
                        .values())
                .containsExactly("read-timeout");
    }

    @Test
    void personWithTwoNumbersPicksOne() {
        MfaDemo.personWithPhone(realm, "petra", NUMBER, OTHER_NUMBER);
        RelyingParty.Login login = passwordOf("petra");
        phone.nextMessageTo(NUMBER);
        assertThat(phone.messagesTo(OTHER_NUMBER))
                .as("nothing goes where nobody asked it to")
                .isEmpty();
        WebDriver page = browser;
        page.findElement(By.className("mfa-other-number")).click();
        String code = phone.nextMessageTo(OTHER_NUMBER).code();
        Deadline.ofSeconds(10)
                .until(
                        "the page of the other number",
                        () -> page.getPageSource().contains("•71</bdi>"));
        codePage.enter(code);
        assertThat(login.tokens().acr()).isEqualTo("mfa");
    }

    @Test
    void personWithTotpIsNotSentACodeUntilTheyPickIt() {
        Totp totp = realm.createPerson("tom", "demo").addTotp("totp-of-tom-in-the-tests");
        RelyingParty.Login login = app.login().begin();
        browser.get(login.uri());
        loginPage.login("tom", "demo");
        totpPage.enter(totp.freshCode());
        assertThat(login.tokens().acr()).isEqualTo("mfa");
        assertThat(phone.requests()).isZero();
    }

    @Test
    void germanReadsGerman() {
        RelyingParty.Login login = app.login().locale("de").begin();
        browser.get(login.uri());
        loginPage.login("paul", "demo");
        assertThat(browser.findElement(By.tagName("html")).getDomAttribute("lang"))
                .isEqualTo("de");
        Phone.Message message = phone.nextMessageTo(NUMBER);
        assertThat(message.text()).contains("für die Anmeldung bei Sample App");
        codePage.enter(wrong(message.code()));
        assertThat(codePage.error()).startsWith("Dieser Code stimmt nicht");
        assertThat(codePage.title()).startsWith("Fehler: Dieser Code stimmt nicht");
    }

    private RelyingParty.Login passwordOf(String username) {
        RelyingParty.Login login = app.login().begin();
        browser.get(login.uri());
        loginPage.login(username, "demo");
        return login;
    }

    private static String wrong(String code) {
        return code.equals("000000") ? "111111" : "000000";
    }

    private String realmId() {
        return realm.representation().path("id").asText();
    }

    private long attempts() {
        return node.db().number("select sum(ATTEMPTS) from MFA_CHALLENGE where REALM_ID = ?", realmId());
    }

    private String challenge(String column) {
        return String.valueOf(node.db()
                .row("select " + column + " from MFA_CHALLENGE where REALM_ID = ?", realmId())
                .values()
                .iterator()
                .next());
    }

    private void awaitDelivery(String state) {
        Deadline.ofSeconds(15)
                .until("delivery " + state, () -> challenge("DELIVERY").equals(state));
    }

    private void letTheCodeExpire() {
        node.db().update("update MFA_CHALLENGE set EXPIRES_AT = ISSUED_AT where REALM_ID = ?", realmId());
    }

    private List<String> trail() {
        return node
                .db()
                .rows("select TYPE, OUTCOME from MFA_AUDIT_EVENT where REALM_ID = ? order by EVENT_TIME", realmId())
                .stream()
                .map(row -> row.get("TYPE") + " " + row.get("OUTCOME"))
                .toList();
    }
}
