package dev.mfapack.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfapack.tests.bench.Deadline;
import dev.mfapack.tests.bench.Factor;
import dev.mfapack.tests.bench.Phone;
import dev.mfapack.tests.bench.RealmAdmin;
import dev.mfapack.tests.bench.RelyingParty;
import dev.mfapack.tests.bench.SoftPasskey;
import dev.mfapack.tests.bench.Walk;
import dev.mfapack.tests.bench.Walker;
import dev.mfapack.tests.bench.arquillian.BrowserSuite;
import dev.mfapack.tests.bench.server.KeycloakNode;
import java.util.Map;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The flow's table: what a person is asked for, and which {@code acr} comes out. Each test is a row; its steps are the
 * columns first, again, then phr, mfa with prompt=login, phr with prompt=login, plain.
 */
@BrowserSuite
class LevelsIT {

    private static final String PERSON = "lena";
    private static final String NUMBER = "+4915228817386";

    @ArquillianResource
    private KeycloakNode node;

    @ArquillianResource
    private Phone phone;

    private RealmAdmin realm;
    private RelyingParty app;
    private SoftPasskey passkey;
    private Walker lena;

    @BeforeEach
    void personWithPhoneAndPasskey() {
        realm = MfaDemo.on(node);
        phone.reset();
        app = RelyingParty.existing(realm, "sample-app");
        realm.attribute("mfa.level.habit", "false");
        passkey = MfaDemo.personWithPhone(realm, PERSON, NUMBER).addPasskey();
        lena = Walker.named(PERSON, "demo").withPhone(phone, NUMBER).withPasskey(passkey);
    }

    @AfterEach
    void putAway() {
        app.close();
    }

    @Test
    void calmPersonOfAnAppThatAsksNothing() {
        assertThat(loginBy(app.login())).isEqualTo("password → basic");
        assertThat(loginBy(app.login())).isEqualTo("– → basic");
        assertTheRestOfTheRow();
    }

    @Test
    void calmPersonOfAnAppThatAsksMfa() {
        assertThat(loginBy(app.login().acrValues("mfa"))).isEqualTo("password, code → mfa");
        assertThat(loginBy(app.login().acrValues("mfa"))).isEqualTo("– → mfa");
        assertTheRestOfTheRow();
    }

    @Test
    void calmPersonOfAnAppThatAsksPhr() {
        assertThat(loginBy(app.login().acrValues("phr"))).isEqualTo("password, key → phr");
        assertThat(loginBy(app.login().acrValues("phr"))).isEqualTo("– → phr");
        assertThat(loginBy(app.login().acrValues("phr"))).isEqualTo("– → phr");
        assertThat(loginBy(app.login().acrValues("mfa").prompt("login"))).isEqualTo("password, code → mfa");
        assertThat(loginBy(app.login().acrValues("phr").prompt("login"))).isEqualTo("password, key → phr");
        assertThat(loginBy(app.login())).isEqualTo("– → phr");
    }

    /** Habit stands for every reason that is not the app's: it raises to level 2 once in the session's life. */
    @Test
    void personWhomHabitAsksForTheSecondFactor() {
        realm.attribute("mfa.level.habit", "true");
        assertThat(loginBy(app.login())).isEqualTo("password, code → mfa");
        assertThat(loginBy(app.login())).isEqualTo("– → mfa");
        assertTheRestOfTheRow();
    }

    @Test
    void passkeyInTheLoginFormIsWorthEveryLevel() {
        lena.prefers(Factor.PASSKEY);
        assertThat(loginBy(app.login())).isEqualTo("passkey → phr");
        assertThat(loginBy(app.login().acrValues("phr"))).isEqualTo("– → phr");
        assertThat(loginBy(app.login().acrValues("mfa").prompt("login"))).isEqualTo("passkey → mfa");
        assertThat(loginBy(app.login().acrValues("phr").prompt("login"))).isEqualTo("passkey → phr");
        assertThat(loginBy(app.login())).isEqualTo("– → phr");
    }

    @Test
    void passkeyInTheLoginFormGivesWhatTheAppAsked() {
        lena.prefers(Factor.PASSKEY);
        assertThat(loginBy(app.login().acrValues("mfa"))).isEqualTo("passkey → mfa");
    }

    @Test
    void passkeyWithoutUserVerificationIsOneFactor() {
        verificationIsOnlyPreferred();
        lena.prefers(Factor.PASSKEY);
        assertThat(loginBy(app.login())).isEqualTo("passkey → basic");
    }

    /** W3: an app cannot ask round the decision for a level that it does not know. */
    @Test
    void passkeyWithoutUserVerificationNeverReachesLevelThree() {
        verificationIsOnlyPreferred();
        assertThat(loginBy(app.login().acrValues("phr"))).isEqualTo("password, code → mfa");
        lena.changeBrowser();
        assertThat(loginBy(app.login().acrValues("4"))).isEqualTo("password, key → refused");
    }

    /** W3: where verification is required, a passkey that has not done it is none at all. */
    @Test
    void passkeyThatSkipsTheRequiredVerificationIsRefused() {
        passkey.verifiesUser(false);
        assertThat(loginBy(app.login().acrValues("phr"))).isEqualTo("password, key → refused");
        lena.prefers(Factor.PASSKEY).changeBrowser();
        assertThat(loginBy(app.login())).isEqualTo("passkey → refused");
    }

    /** What an action asks on its own is settled by the passkey as well, and an essential phr stays one. */
    @Test
    void passkeyInAForcedLoginSettlesWhatAnActionAsks() {
        lena.prefers(Factor.PASSKEY);
        RelyingParty.Login login = app.login()
                .essentialAcr("phr")
                .kcAction("mfa-enroll-sms")
                .prompt("login")
                .begin();
        Walk toTheAction = lena.walk(login);
        assertThat(toTheAction.told()).isEqualTo("passkey → set up phone");
        assertThat(phone.requests()).as("no code is asked after the passkey").isZero();
        Walk back = lena.walk(login, lena.client().submit(toTheAction.page(), "form:has(#mfa-cancel)", Map.of()));
        assertThat(back.told()).isEqualTo("– → phr");
    }

    @Test
    void levelProvenMoreThanFifteenMinutesAgoIsAskedForAgain() {
        assertThat(loginBy(app.login().acrValues("mfa"))).isEqualTo("password, code → mfa");
        int sent = phone.requests();
        realm.configure(
                "MFA level 2",
                "conditional-level-of-authentication",
                Map.of("loa-condition-level", "2", "loa-max-age", "1"));
        Deadline.ofSeconds(10)
                .until(
                        "the second level to be too old",
                        () -> lena.walk(app.login()
                                                .acrValues("mfa")
                                                .essentialAcr("mfa")
                                                .prompt("none")
                                                .begin())
                                        .end()
                                instanceof Walk.SentBack);
        assertThat(phone.requests())
                .as("an app that only looks sends nobody a code")
                .isEqualTo(sent);
        assertThat(loginBy(app.login().acrValues("mfa"))).isEqualTo("code → mfa");
    }

    @Test
    void essentialLevelBeyondReachIsRefusedInWords() {
        realm.attribute("mfa.level.beyond-reach", "refuse");
        realm.createPerson("nora", "demo");
        Walk walk = Walker.named("nora", "demo")
                .walk(app.login().essentialAcr("mfa").begin());
        assertThat(walk.told()).isEqualTo("password → refused");
        assertThat(walk.page().text("#kc-error-message")).isNotEmpty().doesNotContain("Exception");
        assertThat(failures("LEVEL_DENIED")).isPositive();
    }

    @Test
    void voluntaryLevelBeyondReachGivesWhatIsReachable() {
        realm.createPerson("nora", "demo");
        Walk walk =
                Walker.named("nora", "demo").walk(app.login().acrValues("mfa").begin());
        assertThat(walk.told()).isEqualTo("password → basic");
        assertThat(failures("LEVEL_BEYOND_REACH")).isPositive();
    }

    private void assertTheRestOfTheRow() {
        assertThat(loginBy(app.login().acrValues("phr"))).isEqualTo("key → phr");
        assertThat(loginBy(app.login().acrValues("mfa").prompt("login"))).isEqualTo("password, code → mfa");
        assertThat(loginBy(app.login().acrValues("phr").prompt("login"))).isEqualTo("password, key → phr");
        assertThat(loginBy(app.login())).isEqualTo("– → phr");
    }

    private long failures(String type) {
        return node.db()
                .number(
                        "select count(*) from MFA_AUDIT_EVENT where TYPE = ? and OUTCOME = 'FAILURE' and REALM_ID = ?",
                        type,
                        realm.representation().path("id").asText());
    }

    private void verificationIsOnlyPreferred() {
        realm.update(it -> it.put("webAuthnPolicyPasswordlessUserVerificationRequirement", "preferred"));
    }

    private String loginBy(RelyingParty.Request request) {
        return lena.walk(request.begin()).told();
    }
}
