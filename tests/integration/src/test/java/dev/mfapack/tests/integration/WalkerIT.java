package dev.mfapack.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mfapack.tests.bench.Factor;
import dev.mfapack.tests.bench.Phone;
import dev.mfapack.tests.bench.RealmAdmin;
import dev.mfapack.tests.bench.RelyingParty;
import dev.mfapack.tests.bench.SoftPasskey;
import dev.mfapack.tests.bench.Walker;
import dev.mfapack.tests.bench.arquillian.BrowserSuite;
import dev.mfapack.tests.bench.server.KeycloakNode;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The bench's person without a browser finds every way through the pages, and says where it came out. */
@BrowserSuite
class WalkerIT {

    private static final String NUMBER = "+4915228817386";

    @ArquillianResource
    private KeycloakNode node;

    @ArquillianResource
    private Phone phone;

    private RealmAdmin realm;
    private RelyingParty app;
    private RealmAdmin.Person person;
    private SoftPasskey securityKey;
    private Walker walker;

    @BeforeEach
    void personWithEveryFactor() {
        realm = MfaDemo.on(node);
        phone.reset();
        app = RelyingParty.existing(realm, "sample-app");
        realm.attribute("mfa.level.habit", "false");
        person = MfaDemo.personWithPhone(realm, "wanda", NUMBER);
        securityKey = person.addSecurityKey();
        walker = Walker.named("wanda", "demo")
                .withPhone(phone, NUMBER)
                .withSecurityKey(securityKey)
                .withTotp(person.addTotp("totp-of-wanda-in-the-tests"))
                .withPasskey(person.addPasskey());
    }

    @AfterEach
    void putAway() {
        app.close();
    }

    @Test
    void takesTheFactorItPrefers() {
        assertThat(freshLogin("mfa")).isEqualTo("password, code → mfa");
        walker.prefers(Factor.TOTP);
        assertThat(freshLogin("mfa")).isEqualTo("password, otp → mfa");
        walker.prefers(Factor.SECURITY_KEY);
        assertThat(freshLogin("mfa")).isEqualTo("password, security key → mfa");
        walker.prefers(Factor.SMS);
        assertThat(freshLogin("mfa")).isEqualTo("password, code → mfa");
        assertThat(freshLogin("phr")).isEqualTo("password, key → phr");
        walker.prefers(Factor.PASSKEY);
        assertThat(freshLogin("mfa")).isEqualTo("passkey → mfa");
        walker.prefersNothing();
        assertThat(freshLogin("")).isEqualTo("password → basic");
    }

    @Test
    void findsTheWayInKeycloaksOwnThemeToo() {
        realm.update(it -> it.put("loginTheme", "keycloak.v2"));
        walker.prefers(Factor.SECURITY_KEY);
        assertThat(freshLogin("mfa")).isEqualTo("password, security key → mfa");
        walker.prefers(Factor.TOTP);
        assertThat(freshLogin("mfa")).isEqualTo("password, otp → mfa");
    }

    @Test
    void takesAnotherFactorForOneThatWasLost() {
        Walker withoutPhone = Walker.named("wanda", "demo").withSecurityKey(securityKey);
        assertThat(withoutPhone.walk(app.login().acrValues("mfa").begin()).told())
                .isEqualTo("password, security key → mfa");
    }

    @Test
    void tellsWhatItIsToSetUpOrDelete() {
        assertThat(action("CONFIGURE_TOTP")).endsWith("→ set up otp");
        assertThat(action("webauthn-register")).endsWith("→ set up key");
        assertThat(action("mfa-enroll-sms")).endsWith("→ set up phone");
        String otp = person.credentials("otp").get(0).path("id").asText();
        assertThat(action("delete_credential:" + otp)).endsWith("→ delete");
    }

    @Test
    void tellsWhatTheServerDoesNotTake() {
        securityKey.signCount(0);
        walker.prefers(Factor.SECURITY_KEY);
        assertThat(freshLogin("mfa")).isEqualTo("password, security key → mfa");
        securityKey.signCount(1);
        assertThat(freshLogin("mfa")).isEqualTo("password, security key → mfa");
        securityKey.signCount(1);
        assertThat(freshLogin("mfa")).as("a counter that stands still").isEqualTo("password, security key → refused");
        assertThat(Walker.named("wanda", "wrong").walk(app.login().begin()).told())
                .isEqualTo("password → refused");
        Walker stranger = Walker.named("wanda", "demo");
        assertThat(stranger.walk(app.login().prompt("none").begin()).told()).isEqualTo("– → login_required");
    }

    @Test
    void failsAtAPageItDoesNotKnow() {
        person.requireAction("UPDATE_PASSWORD");
        assertThatThrownBy(() -> walker.walk(app.login().begin()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("after [password]")
                .hasMessageContaining("Update password")
                .hasMessageContaining("/realms/mfa-demo/login-actions/");
    }

    private String freshLogin(String acr) {
        walker.changeBrowser();
        // Who took another factor has left a code behind, and would have to wait for the next.
        MfaDemo.letTheWaitBeOver(realm);
        RelyingParty.Request request = app.login();
        return walker.walk((acr.isEmpty() ? request : request.acrValues(acr)).begin())
                .told();
    }

    private String action(String alias) {
        walker.changeBrowser();
        MfaDemo.letTheWaitBeOver(realm);
        return walker.walk(app.login().kcAction(alias).begin()).told();
    }
}
