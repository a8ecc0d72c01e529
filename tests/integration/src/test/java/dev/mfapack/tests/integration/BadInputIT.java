package dev.mfapack.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfapack.tests.bench.FormClient;
import dev.mfapack.tests.bench.FormClient.Page;
import dev.mfapack.tests.bench.Phone;
import dev.mfapack.tests.bench.RealmAdmin;
import dev.mfapack.tests.bench.RelyingParty;
import dev.mfapack.tests.bench.arquillian.BrowserSuite;
import dev.mfapack.tests.bench.server.KeycloakNode;
import java.util.Map;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What nobody should type, or send past the form: told in plain words, nothing lost, nothing leaked. */
@BrowserSuite
class BadInputIT {

    private static final String NUMBER = "+4915228817386";
    private static final String FORM = "#mfa-code-form";
    private static final String NAMED = "#mfa-destination-form";

    @ArquillianResource
    private KeycloakNode node;

    @ArquillianResource
    private Phone phone;

    private final FormClient client = new FormClient();
    private RealmAdmin realm;
    private RelyingParty app;

    @BeforeEach
    void realmAsItShips() {
        realm = MfaDemo.on(node);
        realm.withoutBruteForceProtection();
        phone.reset();
        app = RelyingParty.existing(realm, "sample-app");
    }

    @AfterEach
    void putAway() {
        app.close();
    }

    @Test
    @DisplayName("P2: digits of another script, spaces and dashes make a right code")
    void aRightCodeMayBeWrittenInManyWays() {
        MfaDemo.personWithPhone(realm, "paul", NUMBER);
        for (int zero : new int[] {0x0660, 0x06F0, 0x0966, 0xFF10}) {
            RelyingParty.Login login = app.login().begin();
            FormClient fresh = new FormClient();
            Page page = passwordOf(fresh, login);
            StringBuilder typed = new StringBuilder("\u200F ");
            phone.nextMessageTo(NUMBER)
                    .code()
                    .chars()
                    .forEach(digit -> typed.appendCodePoint(zero + digit - '0').append("\u2013 "));
            fresh.submit(page, FORM, Map.of("code", typed.toString()));
            assertThat(login.tokens().acr()).isEqualTo("mfa");
        }
    }

    @Test
    @DisplayName("T1: what cannot be a code is told at the field, and costs no attempt")
    void whatCannotBeACodeIsTold() {
        MfaDemo.personWithPhone(realm, "paul", NUMBER);
        int mark = node.logMark();
        RelyingParty.Login login = app.login().begin();
        Page page = passwordOf(client, login);
        for (String bad : new String[] {
            "",
            " ",
            "12345",
            "1234567",
            "\u0000\u0000\u0000",
            "12345\u0000",
            "<b>12345",
            "\u202E12345\u202C",
            "９".repeat(7),
            "1".repeat(100_000)
        }) {
            page = client.submit(page, FORM, Map.of("code", bad));
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.text("#mfa-code-error")).isEqualTo("Enter the 6 digits of the code.");
        }
        assertThat(node.db()
                        .number(
                                "select sum(ATTEMPTS) from MFA_CHALLENGE where REALM_ID = ?",
                                realm.representation().path("id").asText()))
                .isZero();
        client.submit(page, FORM, Map.of("code", phone.nextMessageTo(NUMBER).code()));
        assertThat(login.tokens().acr()).isEqualTo("mfa");
        assertThat(node.logSince(mark)).doesNotContain(" ERROR ", "dev.mfapack.authenticators");
    }

    @Test
    @DisplayName("what cannot be a number is told at the field, and a number of another script is one")
    void whatCannotBeANumberIsTold() {
        realm.createPerson("paul", "demo").requireAction("mfa-enroll-sms");
        int mark = node.logMark();
        Page page = passwordOf(client, app.login().begin());
        for (String bad : new String[] {
            "",
            "\u0000",
            "+49\u000015228817386x",
            "\u202E+49",
            "<script>alert(1)</script>",
            "+49 1522",
            "9".repeat(100_000)
        }) {
            page = client.submit(page, NAMED, Map.of("phone", bad, "label", "my phone"));
            assertThat(page.text("#mfa-phone-error"))
                    .as(bad.substring(0, Math.min(20, bad.length())))
                    .startsWith("This is not a phone number we can use");
            assertThat(page.html().select("#mfa-label").val()).isEqualTo("my phone");
        }
        Page code = client.submit(page, NAMED, Map.of("phone", "\u202A+٤٩ ١٥٢٢ ٨٨١٧٣٨٦\u202C", "label", "my phone"));
        assertThat(code.has(FORM)).as(code.html().text()).isTrue();
        assertThat(phone.nextMessageTo(NUMBER).code()).hasSize(6);
        assertThat(node.logSince(mark)).doesNotContain(" ERROR ", "dev.mfapack.requiredactions");
    }

    @Test
    @DisplayName(
            "a post of a megabyte is refused before the pack sees it, without a stack trace, and the login goes on")
    void aMegabyteIsRefused() {
        MfaDemo.personWithPhone(realm, "paul", NUMBER);
        RelyingParty.Login login = app.login().begin();
        Page page = passwordOf(client, login);

        Page refused = client.submit(page, FORM, Map.of("code", "1".repeat(1_000_000)));
        assertThat(refused.html().text()).doesNotContain("Exception", "at dev.mfapack", "at org.keycloak");
        if (refused.has(FORM)) {
            assertThat(refused.text("#mfa-code-error")).isEqualTo("Enter the 6 digits of the code.");
            page = refused;
        } else {
            assertThat(refused.status()).isIn(400, 413);
        }
        client.submit(page, FORM, Map.of("code", phone.nextMessageTo(NUMBER).code()));
        assertThat(login.tokens().acr()).isEqualTo("mfa");
    }

    private static Page passwordOf(FormClient browser, RelyingParty.Login login) {
        return browser.submit(
                browser.get(login.uri()), "#kc-form-login", Map.of("username", "paul", "password", "demo"));
    }
}
