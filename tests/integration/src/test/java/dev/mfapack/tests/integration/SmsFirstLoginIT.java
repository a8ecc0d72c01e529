package dev.mfapack.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfapack.tests.bench.Axe;
import dev.mfapack.tests.bench.BrowserProfile;
import dev.mfapack.tests.bench.Phone;
import dev.mfapack.tests.bench.RealmAdmin;
import dev.mfapack.tests.bench.RelyingParty;
import dev.mfapack.tests.bench.arquillian.BrowserSuite;
import dev.mfapack.tests.bench.pages.CodePage;
import dev.mfapack.tests.bench.pages.LoginPage;
import dev.mfapack.tests.bench.pages.PhonePage;
import dev.mfapack.tests.bench.pages.SigningInPage;
import dev.mfapack.tests.bench.server.KeycloakNode;
import java.nio.file.Path;
import org.jboss.arquillian.drone.api.annotation.Drone;
import org.jboss.arquillian.graphene.page.Page;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebDriver;

/** The main job from end to end. */
@BrowserSuite
class SmsFirstLoginIT {

    private static final Path TEMPLATE =
            Path.of("../../realm-templates/src/main/resources/dev/mfapack/realmtemplates/mfa-demo-realm.json");
    private static final String NUMBER = "+4915112345678";

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
    private SigningInPage signingInPage;

    private RealmAdmin realm;

    @BeforeEach
    void start() {
        realm = node.admin().importRealm(TEMPLATE);
        phone.reset();
        BrowserProfile.clear(browser);
    }

    @Test
    void phoneEnrolledInTheAccountConsoleIsAskedForAtTheNextLogin() {
        RealmAdmin.Person dora = realm.createPerson("dora", "demo");
        signingInPage.open(realm);
        loginPage.awaitShown();
        loginPage.login("dora", "demo");
        signingInPage.setUp("mfa-sms");
        phonePage.awaitShown();
        Axe.assertClean(browser, "phone number");
        phonePage.enter("0151 12345678", "my phone");
        codePage.enter(phone.nextMessageTo(NUMBER).code());
        signingInPage.awaitShown();
        assertThat(dora.credentials("mfa-sms")).hasSize(1);
        assertThat(signingInPage.credentials("mfa-sms")).contains("my phone");

        BrowserProfile.clear(browser);
        try (RelyingParty app = RelyingParty.existing(realm, "sample-app")) {
            RelyingParty.Login login = app.login().acrValues("mfa").begin();
            browser.get(login.uri());
            loginPage.login("dora", "demo");
            String code = phone.nextMessageTo(NUMBER).code();
            codePage.enter(code.equals("000000") ? "111111" : "000000");
            assertThat(codePage.error()).isNotEmpty();
            Axe.assertClean(browser, "code, after a wrong one");
            codePage.enter(code);

            assertThat(login.tokens().acr()).isEqualTo("mfa");
            assertThat(phone.requests()).isEqualTo(2);
            assertThat(node.log()).doesNotContain(NUMBER);
            assertThat(node.db().dump()).doesNotContain(code);
        }
    }
}
