package dev.mfapack.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfapack.tests.bench.FormClient;
import dev.mfapack.tests.bench.KeyRequest;
import dev.mfapack.tests.bench.Mailbox;
import dev.mfapack.tests.bench.Phone;
import dev.mfapack.tests.bench.RealmAdmin;
import dev.mfapack.tests.bench.RelyingParty;
import dev.mfapack.tests.bench.SoftPasskey;
import dev.mfapack.tests.bench.Walker;
import dev.mfapack.tests.bench.arquillian.BrowserSuite;
import dev.mfapack.tests.bench.server.KeycloakNode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A forgotten password: a link by mail, then the second factor, then a new password. */
@BrowserSuite
class RecoveryIT {

    private static final String NUMBER = "+4915228817386";
    private static final Pattern LINK = Pattern.compile("https?://\\S+action-token\\S+");

    @ArquillianResource
    private KeycloakNode node;

    @ArquillianResource
    private Phone phone;

    private final Mailbox mailbox = Mailbox.shared();
    private RealmAdmin realm;
    private RelyingParty app;
    private RelyingParty.Login login;
    private final FormClient client = new FormClient();

    @BeforeEach
    void realmThatSendsMail() {
        realm = MfaDemo.on(node);
        phone.reset();
        mailbox.reset();
        realm.sendMailTo(mailbox);
        app = RelyingParty.existing(realm, "sample-app");
        login = app.login().begin();
    }

    @AfterEach
    void putAway() {
        app.close();
    }

    @Test
    @DisplayName("V6.4.3, B5: who has a second factor proves it before they set a new password")
    void secondFactorIsAskedForBeforeTheNewPassword() {
        MfaDemo.personWithPhone(realm, "paul", NUMBER);

        FormClient.Page code = followTheLinkOf("paul");
        assertThat(code.has("#mfa-code-form")).as(code.html().text()).isTrue();
        assertThat(code.has("#kc-passwd-update-form")).isFalse();
        FormClient.Page password = client.submit(
                code,
                "#mfa-code-form",
                Map.of("code", phone.nextMessageTo(NUMBER).code()));
        assertThat(password.has("#kc-passwd-update-form")).isTrue();
        setPassword(password);

        assertThat(login.tokens().acr()).isEqualTo("mfa");
        assertThat(login.isAnswered()).isTrue();
        assertThat(newPasswordWorksFor("paul")).isEqualTo("password, code → mfa");
    }

    @Test
    @DisplayName("V6.4.3: no mode lets a link alone set the password of somebody who has a second factor")
    void noModeLetsALinkAloneDo() {
        for (String mode : new String[] {"off", "shadow"}) {
            realm.attribute("mfa.mode", mode);
            realm.attribute("mfa.level.habit", "false");
            String name = "paul-" + mode;
            String number = mode.equals("off") ? "+4915254599371" : NUMBER;
            MfaDemo.personWithPhone(realm, name, number);
            login = app.login().begin();

            assertThat(followTheLinkOf(name).has("#mfa-code-form")).as(mode).isTrue();
        }
    }

    @Test
    void wrongCodeDoesNotLeadToTheNewPassword() {
        realm.withoutBruteForceProtection();
        MfaDemo.personWithPhone(realm, "paul", NUMBER);
        FormClient.Page code = followTheLinkOf("paul");
        String right = phone.nextMessageTo(NUMBER).code();

        FormClient.Page again =
                client.submit(code, "#mfa-code-form", Map.of("code", right.equals("000000") ? "111111" : "000000"));

        assertThat(again.has("#mfa-code-error")).isTrue();
        assertThat(again.has("#kc-passwd-update-form")).isFalse();
        assertThat(login.isAnswered()).isFalse();
    }

    @Test
    void whoHasOnlyAPasswordSetsANewOneByTheLink() {
        realm.createPerson("nora", "demo");

        FormClient.Page password = followTheLinkOf("nora");
        assertThat(password.has("#kc-passwd-update-form"))
                .as(password.html().text())
                .isTrue();
        setPassword(password);

        assertThat(login.tokens().acr()).isEqualTo("basic");
    }

    @Test
    @DisplayName("a passkey that verified its user settles recovery as well")
    void passkeyIsEnough() {
        RealmAdmin.Person kim = realm.createPerson("kim", "demo");
        SoftPasskey passkey = kim.addPasskey();

        FormClient.Page key = followTheLinkOf("kim");
        assertThat(key.has("#webauth")).as(key.html().text()).isTrue();
        FormClient.Page password =
                client.submit(key, "#webauth", passkey.answer(KeyRequest.on(key).orElseThrow()));
        assertThat(password.has("#kc-passwd-update-form"))
                .as(password.html().text())
                .isTrue();
        setPassword(password);

        assertThat(login.tokens().acr()).isEqualTo("phr");
    }

    @Test
    @DisplayName("V6.3.8: nobody learns whether there is such a person")
    void unknownPersonReadsTheSame() {
        MfaDemo.personWithPhone(realm, "paul", NUMBER);
        assertThat(ask("nobody").text("body")).isEqualTo(ask("paul").text("body"));
        assertThat(mailbox.mails()).hasSize(1);
        assertThat(phone.requests()).isZero();
    }

    private FormClient.Page followTheLinkOf(String username) {
        ask(username);
        Matcher link =
                LINK.matcher(mailbox.nextMailTo(username + "@example.org").text());
        assertThat(link.find()).isTrue();
        return client.get(link.group());
    }

    private FormClient.Page ask(String username) {
        FormClient.Page form = client.get(login.uri());
        String forgotten = form.html().selectFirst("a[href*=reset-credentials]").absUrl("href");
        return client.submit(client.get(forgotten), "#kc-reset-password-form", Map.of("username", username));
    }

    private void setPassword(FormClient.Page page) {
        client.submit(page, "#kc-passwd-update-form", Map.of("password-new", "another", "password-confirm", "another"));
    }

    private String newPasswordWorksFor(String username) {
        return Walker.named(username, "another")
                .withPhone(phone, NUMBER)
                .walk(app.login().begin())
                .told();
    }
}
