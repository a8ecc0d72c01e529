package dev.mfapack.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfapack.tests.bench.Factor;
import dev.mfapack.tests.bench.FormClient.Page;
import dev.mfapack.tests.bench.Phone;
import dev.mfapack.tests.bench.RealmAdmin;
import dev.mfapack.tests.bench.RelyingParty;
import dev.mfapack.tests.bench.Walker;
import dev.mfapack.tests.bench.arquillian.BrowserSuite;
import dev.mfapack.tests.bench.directory.Directory;
import dev.mfapack.tests.bench.server.KeycloakNode;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The factor that a person has chosen is asked for first. */
@BrowserSuite
class PreferredFactorIT {

    private static final String NUMBER = "+4915228817386";
    private static final String OTHER_NUMBER = "+4915254599371";
    private static final String ACTION = "mfa-preferred-factor";
    private static final String CHOICE = "#mfa-preferred-factor form";

    @ArquillianResource
    private KeycloakNode node;

    @ArquillianResource
    private Phone phone;

    private RealmAdmin realm;
    private RelyingParty app;
    private RealmAdmin.Person person;
    private Walker lena;

    @BeforeEach
    void personWithTwoPhonesAndAnApp() {
        realm = MfaDemo.on(node);
        realm.keepEvents();
        phone.reset();
        app = RelyingParty.existing(realm, "sample-app");
        person = MfaDemo.personWithPhone(realm, "lena", NUMBER, OTHER_NUMBER);
        lena = Walker.named("lena", "demo")
                .withPhone(phone, NUMBER, OTHER_NUMBER)
                .withTotp(person.addTotp("preferred-totp-secret"));
    }

    @AfterEach
    void putAway() {
        app.close();
    }

    @Test
    @DisplayName("what was chosen is asked for first from then on, and the other ways stay")
    void whatWasChosenIsAskedForFirst() {
        RelyingParty.Login login = app.login().kcAction(ACTION).begin();
        Page choices = lena.walk(login).page();
        assertThat(choices.html().select("button[name=factor]").eachText())
                .containsExactly("SMS code", "SMS code", "Authenticator Application");
        assertThat(choices.text("#mfa-choice-0")).contains("phone 1").endsWith("(asked for first now)");
        assertThat(choices.html().text()).doesNotContain(NUMBER, OTHER_NUMBER);

        lena.client().submit(choices, CHOICE, Map.of("factor", id("otp", 0)));
        assertThat(login.answer()).containsEntry("kc_action_status", "success");

        lena.changeBrowser();
        assertThat(lena.walk(app.login().begin()).told()).isEqualTo("password, otp → mfa");
        assertThat(realm.events("CUSTOM_REQUIRED_ACTION")).isNotEmpty();
        assertThat(node.db()
                        .number(
                                "select count(*) from MFA_AUDIT_EVENT where TYPE = 'FACTOR_PREFERRED' and FACTOR = 'otp' and USER_ID = ?",
                                person.id()))
                .isEqualTo(1);

        lena.changeBrowser();
        MfaDemo.forgetMessages(realm);
        lena.prefers(Factor.SMS);
        assertThat(lena.walk(app.login().begin()).told()).isEqualTo("password, code → mfa");
    }

    @Test
    void ofTwoPhonesOneCanBeChosen() {
        RelyingParty.Login login = app.login().kcAction(ACTION).begin();
        Page choices = lena.walk(login).page();
        lena.client().submit(choices, CHOICE, Map.of("factor", id("mfa-sms", 1)));
        assertThat(login.isAnswered()).isTrue();
        MfaDemo.forgetMessages(realm);

        lena.changeBrowser();
        Page form = lena.client().get(app.login().begin().uri());
        lena.client().submit(form, "#kc-form-login", Map.of("username", "lena", "password", "demo"));

        assertThat(phone.nextMessageTo(OTHER_NUMBER).code()).hasSize(6);
    }

    @Test
    @DisplayName("only what the page offers can be chosen: no password, no passkey, nothing of somebody else's")
    void onlyWhatIsOfferedCanBeChosen() {
        person.addPasskey();
        RealmAdmin.Person paul = MfaDemo.personWithPhone(realm, "paul", "+4915112345678");
        RelyingParty.Login login = app.login().kcAction(ACTION).begin();
        Page choices = lena.walk(login).page();
        List<String> before = order();

        for (String forged : List.of(
                id("password", 0),
                id("webauthn-passwordless", 0),
                paul.credentials("mfa-sms").get(0).path("id").asText(),
                "nothing",
                "")) {
            choices = lena.client().submit(choices, CHOICE, Map.of("factor", forged));
            assertThat(choices.has("#mfa-preferred-factor")).as(forged).isTrue();
        }

        assertThat(order()).isEqualTo(before);
        assertThat(login.isAnswered()).isFalse();
    }

    @Test
    @DisplayName("people whom Keycloak does not import choose as well")
    void peopleOfADirectoryChooseAsWell() {
        MfaDemo.withDirectory(realm);
        String name = Directory.PREFIX + "lea";
        Walker lea = Walker.named(name, Directory.PASSWORD).withPhone(phone, "+4915112345678");
        RelyingParty.Login login = app.login().kcAction(ACTION).begin();

        Page page = lea.walk(login).page();

        assertThat(page.has("#mfa-prefer-nothing")).isTrue();
        lea.client().submit(page, "form:has(#mfa-cancel)", Map.of());
        assertThat(login.answer()).containsEntry("kc_action_status", "cancelled");
    }

    @Test
    void whomAnAdministratorAsksWithoutAChoiceIsNotStuck() {
        RealmAdmin.Person nora = realm.createPerson("nora", "demo");
        nora.requireAction(ACTION);

        assertThat(Walker.named("nora", "demo").walk(app.login().begin()).told())
                .isEqualTo("password → basic");
    }

    private String id(String type, int index) {
        return person.credentials(type).get(index).path("id").asText();
    }

    private List<String> order() {
        return person.credentials().stream()
                .map(credential -> credential.path("id").asText())
                .toList();
    }
}
