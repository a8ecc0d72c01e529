package dev.mfapack.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfapack.tests.bench.FormClient;
import dev.mfapack.tests.bench.Phone;
import dev.mfapack.tests.bench.RealmAdmin;
import dev.mfapack.tests.bench.RelyingParty;
import dev.mfapack.tests.bench.SoftPasskey;
import dev.mfapack.tests.bench.Walk;
import dev.mfapack.tests.bench.Walker;
import dev.mfapack.tests.bench.arquillian.BrowserSuite;
import dev.mfapack.tests.bench.server.KeycloakNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the realm's policy asks of whom, and that nobody passes by another app, another tab or an old session. */
@BrowserSuite
class PoliciesIT {

    private static final String NUMBER = "+4915228817386";

    @ArquillianResource
    private KeycloakNode node;

    @ArquillianResource
    private Phone phone;

    private RealmAdmin realm;
    private RelyingParty app;
    private RelyingParty vault;
    private RealmAdmin.Person person;
    private Walker lena;

    @BeforeEach
    void personWithPhoneAndTwoApps() {
        realm = MfaDemo.on(node);
        phone.reset();
        realm.attribute("mfa.level.habit", "false");
        app = RelyingParty.existing(realm, "sample-app");
        vault = RelyingParty.register(realm, "vault");
        person = MfaDemo.personWithPhone(realm, "lena", NUMBER);
        lena = Walker.named("lena", "demo").withPhone(phone, NUMBER);
    }

    @AfterEach
    void putAway() {
        app.close();
        vault.close();
        node.clock().close();
    }

    @Test
    @DisplayName("a session of level 1 does not open the admin console")
    void sessionOfLevelOneDoesNotOpenTheAdminConsole() {
        assertThat(loginTo(app)).isEqualTo("password → basic");

        FormClient.Page page = lena.client().get(adminConsole());

        assertThat(page.has("#mfa-code-form")).isTrue();
        String code = phone.nextMessageTo(NUMBER).code();
        FormClient.Page console = lena.client().submit(page, "#mfa-code-form", Map.of("code", code));
        assertThat(console.uri().getPath()).isEqualTo("/admin/mfa-demo/console/");
        assertThat(lena.client().get(adminConsole()).uri().getPath())
                .as("once in the session's life")
                .isEqualTo("/admin/mfa-demo/console/");
        assertThat(reasons("LEVEL_DECIDED")).contains("client-policy-2");
    }

    @Test
    void clientPolicyHoldsForItsClientAlone() {
        realm.attribute("mfa.level.clients", "{\"vault\": 2}");

        assertThat(loginTo(app)).isEqualTo("password → basic");
        assertThat(loginTo(vault)).isEqualTo("code → mfa");
        assertThat(loginTo(app)).isEqualTo("– → mfa");
        assertThat(loginTo(vault)).isEqualTo("– → mfa");
    }

    @Test
    void roleGrantedWhileTheSessionLivesIsAskedForAtTheNextLogin() {
        assertThat(loginTo(app)).isEqualTo("password → basic");
        assertThat(loginTo(app)).isEqualTo("– → basic");

        person.grantRealmRole("approval-manager");

        assertThat(loginTo(app)).isEqualTo("code → mfa");
        assertThat(loginTo(app)).isEqualTo("– → mfa");
        assertThat(reasons("LEVEL_DECIDED")).contains("role-2");
    }

    @Test
    void rolesOfClientsCountAsWell() {
        realm.attribute("mfa.level.roles", "{\"realm-management/view-users\": 2}");
        person.grantClientRole("realm-management", "realm-admin");

        assertThat(loginTo(app)).as("realm-admin contains view-users").isEqualTo("password, code → mfa");
    }

    @Test
    @DisplayName("what a role asks for is satisfied once: prompt=none works on at minute 16")
    void silentLoginWorksAtMinuteSixteen() {
        person.grantRealmRole("approval-manager");
        assertThat(loginTo(app)).isEqualTo("password, code → mfa");
        int sent = phone.requests();

        node.clock().ahead(Duration.ofMinutes(16));

        assertThat(lena.walk(app.login().prompt("none").begin()).told()).isEqualTo("– → basic");
        assertThat(lena.walk(app.login()
                                .acrValues("mfa")
                                .essentialAcr("mfa")
                                .prompt("none")
                                .begin())
                        .told())
                .as("what an app asks is fresh for 15 minutes")
                .isEqualTo("– → login_required");
        assertThat(phone.requests()).isEqualTo(sent);
    }

    @Test
    void silentLoginOfASessionThatIsTooWeakIsSentBack() {
        assertThat(loginTo(app)).isEqualTo("password → basic");
        realm.attribute("mfa.level.clients", "{\"vault\": 2}");

        assertThat(lena.walk(vault.login().prompt("none").begin()).told()).isEqualTo("– → login_required");
        assertThat(phone.requests()).isZero();
    }

    @Test
    @DisplayName("I7: a second tab never skips what the first was asked for")
    void secondTabSkipsNothing() {
        realm.attribute("mfa.level.clients", "{\"sample-app\": 2}");
        RelyingParty.Login first = app.login().begin();
        RelyingParty.Login second = app.login().begin();
        FormClient.Page inFirst = lena.client().get(first.uri());
        FormClient.Page inSecond = lena.client().get(second.uri());

        FormClient.Page code =
                lena.client().submit(inFirst, "#kc-form-login", Map.of("username", "lena", "password", "demo"));
        assertThat(code.has("#mfa-code-form")).isTrue();

        FormClient.Page reloaded = lena.client().get(inSecond.uri().toString());
        assertThat(second.isAnswered()).isFalse();
        assertThat(reloaded.has("#kc-form-login")).isTrue();
        MfaDemo.forgetMessages(realm);
        Walk walk = lena.walk(second, reloaded);
        assertThat(walk.prompts()).containsExactly("password", "code");
    }

    @Test
    void goingBackAfterTheRightCodeAsksNothingAndGivesNothing() {
        RelyingParty.Login login = app.login().acrValues("mfa").begin();
        FormClient.Page form = lena.client().get(login.uri());
        FormClient.Page code =
                lena.client().submit(form, "#kc-form-login", Map.of("username", "lena", "password", "demo"));
        String right = phone.nextMessageTo(NUMBER).code();
        lena.client().submit(code, "#mfa-code-form", Map.of("code", right));
        assertThat(login.tokens().acr()).isEqualTo("mfa");

        RelyingParty.Login other = app.login().acrValues("phr").begin();
        FormClient.Page again = lena.client().submit(code, "#mfa-code-form", Map.of("code", right));

        assertThat(again.has("#mfa-code-form")).isFalse();
        assertThat(other.isAnswered()).isFalse();
        assertThat(phone.requests()).isEqualTo(1);
    }

    @Test
    @DisplayName("B1: who adds or removes a factor proves the best they have, not older than 15 minutes")
    void changeOfFactorsAsksTheHighestLevel() {
        SoftPasskey passkey = person.addPasskey();
        lena.withPasskey(passkey);
        assertThat(lena.walk(app.login().acrValues("mfa").begin()).told()).isEqualTo("password, code → mfa");

        RelyingParty.Login enrol = app.login().kcAction("mfa-enroll-sms").begin();
        Walk asked = lena.walk(enrol);
        assertThat(asked.told()).isEqualTo("key → set up phone");
        lena.walk(enrol, lena.client().submit(asked.page(), "form:has(#mfa-cancel)", Map.of()));
        assertThat(lena.walk(app.login().kcAction("CONFIGURE_TOTP").begin()).told())
                .isEqualTo("– → set up otp");
        node.clock().ahead(Duration.ofMinutes(16));
        String sms = person.credentials("mfa-sms").get(0).path("id").asText();
        assertThat(lena.walk(app.login().kcAction("delete_credential:" + sms).begin())
                        .told())
                .as("Keycloak itself asks for a password not older than five minutes")
                .isEqualTo("password, key → delete");
        assertThat(reasons("LEVEL_DECIDED")).contains("action-3");
    }

    @Test
    @DisplayName(
            "B1: the account's REST call deletes no factor, whatever the token: only the action does, which asks for the best")
    void accountRestDeletesNoFactor() {
        person.addTotp("policies-totp-secret");
        lena.withPasskey(person.addPasskey());
        person.addSecurityKey();
        String token = lena.walk(app.login().begin()).tokens().accessToken();

        for (String version : new String[] {"", "v1alpha1/"}) {
            assertThat(deleteByAccountRest(token, version, "mfa-sms"))
                    .as("only by the action")
                    .isEqualTo(400);
        }
        String proven = lena.walk(app.login().acrValues("phr").begin()).tokens().accessToken();
        for (String type : new String[] {"otp", "webauthn-passwordless", "webauthn"}) {
            assertThat(deleteByAccountRest(token, "", type)).as(type).isEqualTo(400);
            assertThat(deleteByAccountRest(proven, "", type))
                    .as(type + ", which age is not looked at")
                    .isEqualTo(400);
        }

        assertThat(person.credentials("mfa-sms")).hasSize(1);
        assertThat(person.credentials("otp")).hasSize(1);
    }

    @Test
    @DisplayName("B1: somebody with a passkey alone and a session by password proves the passkey")
    void passkeyAloneIsTheHighestLevel() {
        RealmAdmin.Person kim = realm.createPerson("kim", "demo");
        Walker walker = Walker.named("kim", "demo").withPasskey(kim.addPasskey());
        assertThat(walker.walk(app.login().begin()).told()).isEqualTo("password → basic");

        assertThat(walker.walk(app.login().kcAction("mfa-enroll-sms").begin()).told())
                .isEqualTo("key → set up phone");
    }

    @Test
    @DisplayName("who has no factor for what the policy asks binds one and proves it before they get in")
    void whoHasNoFactorBindsOneAndProvesIt() {
        realm.createPerson("nora", "demo");
        realm.attribute("mfa.level.clients", "{\"vault\": 2}");
        Walker nora = Walker.named("nora", "demo").withPhone(phone, NUMBER);
        assertThat(nora.walk(app.login().begin()).told()).isEqualTo("password → basic");
        RelyingParty.Login login = vault.login().begin();

        FormClient.Page choices = nora.client().get(login.uri());
        assertThat(choices.has("#mfa-choose-factor")).as(choices.html().text()).isTrue();
        assertThat(choices.html().select("button[name=factor]").eachAttr("value"))
                .containsExactly(
                        "webauthn-passwordless", "webauthn", "otp", "mfa-sms", "mfa-email", "mfa-backup-codes");
        FormClient.Page number = choose(nora, choices, "mfa-sms");
        assertThat(number.has("#mfa-destination-form"))
                .as(number.uri() + number.html().text())
                .isTrue();
        FormClient.Page code = nora.client().submit(number, "#mfa-destination-form", Map.of("phone", NUMBER));
        FormClient.Page proof = nora.client()
                .submit(
                        code,
                        "#mfa-code-form",
                        Map.of("code", phone.nextMessageTo(NUMBER).code()));

        assertThat(login.isAnswered()).as("binding a factor proves nothing").isFalse();
        assertThat(nora.walk(login, proof).told()).isEqualTo("code → mfa");
        assertThat(realm.person("nora").credentials("mfa-sms")).hasSize(1);
        assertThat(reasons("LEVEL_BEYOND_REACH")).contains("client-policy-2");
    }

    @Test
    void essentialLevelLeadsToBindingAFactorToo() {
        realm.createPerson("nora", "demo");
        Walker nora = Walker.named("nora", "demo").withPhone(phone, NUMBER);
        RelyingParty.Login login = app.login().essentialAcr("mfa").begin();
        FormClient.Page form = nora.client().get(login.uri());
        FormClient.Page choices =
                nora.client().submit(form, "#kc-form-login", Map.of("username", "nora", "password", "demo"));

        FormClient.Page number = choose(nora, choices, "mfa-sms");
        FormClient.Page code = nora.client().submit(number, "#mfa-destination-form", Map.of("phone", NUMBER));
        FormClient.Page proof = nora.client()
                .submit(
                        code,
                        "#mfa-code-form",
                        Map.of("code", phone.nextMessageTo(NUMBER).code()));

        assertThat(nora.walk(login, proof).told()).isEqualTo("code → mfa");
    }

    @Test
    @DisplayName("B1: a first factor is bound only with a password not older than five minutes")
    void firstFactorNeedsAFreshPassword() {
        realm.createPerson("nora", "demo");
        realm.attribute("mfa.level.clients", "{\"vault\": 2}");
        Walker nora = Walker.named("nora", "demo");
        assertThat(nora.walk(app.login().begin()).told()).isEqualTo("password → basic");
        node.clock().ahead(Duration.ofMinutes(6));

        FormClient.Page page = nora.client().get(vault.login().begin().uri());

        assertThat(page.has("#kc-form-login")).isTrue();
        FormClient.Page choices = nora.client().submit(page, "#kc-form-login", Map.of("password", "demo"));
        assertThat(choices.has("#mfa-choose-factor")).isTrue();
    }

    @Test
    @DisplayName("who needs a stronger factor than they have proves the best they have before they bind it")
    void strongerFactorIsBoundOnlyAfterTheBestOne() {
        realm.attribute("mfa.level.clients", "{\"vault\": 3}");
        RelyingParty.Login login = vault.login().begin();
        FormClient.Page form = lena.client().get(login.uri());

        FormClient.Page page =
                lena.client().submit(form, "#kc-form-login", Map.of("username", "lena", "password", "demo"));

        assertThat(page.has("#mfa-code-form")).isTrue();
        FormClient.Page choices = lena.client()
                .submit(
                        page,
                        "#mfa-code-form",
                        Map.of("code", phone.nextMessageTo(NUMBER).code()));
        assertThat(choices.html().select("button[name=factor]").eachAttr("value"))
                .containsExactly("webauthn-passwordless");
        assertThat(login.isAnswered()).isFalse();
        FormClient.Page forged = lena.client().submit(choices, "#mfa-choose-factor form", Map.of("factor", "otp"));
        assertThat(forged.has("#mfa-choose-factor"))
                .as("only what would do can be chosen")
                .isTrue();
    }

    @Test
    @DisplayName("where nobody may enrol, who cannot is refused under a number that the help desk finds")
    void whoCannotIsRefusedWithAReasonForTheHelpDesk() {
        realm.attribute("mfa.level.beyond-reach", "refuse");
        realm.attribute("mfa.level.clients", "{\"vault\": 2}");
        realm.createPerson("nora", "demo");
        RelyingParty.Login login = vault.login().begin();

        Walk walk = Walker.named("nora", "demo").walk(login);

        assertThat(walk.told()).isEqualTo("password → refused");
        assertThat(walk.page().status()).isEqualTo(403);
        String told = walk.page().text("#kc-error-message");
        String number = told.substring(told.lastIndexOf(": ") + 2).strip();
        assertThat(node.db().rows("select REASONS from MFA_AUDIT_EVENT where ID = ?", number))
                .singleElement()
                .satisfies(row -> assertThat(row.values()).asString().contains("because-client-policy-2"));
        assertThat(told).doesNotContain("policy");
        assertThat(login.isAnswered()).isFalse();
        assertThat(realm.events("LOGIN_ERROR").get(0).path("error").asText()).isEqualTo("access_denied");
    }

    @Test
    void whereTheChoiceIsSwitchedOffNobodyGetsInWithoutTheLevel() {
        realm.attribute("mfa.level.clients", "{\"vault\": 2}");
        realm.switchAction("mfa-choose-factor", false);
        realm.createPerson("nora", "demo");

        assertThat(Walker.named("nora", "demo").walk(vault.login().begin()).told())
                .isEqualTo("password → refused");
    }

    @Test
    @DisplayName("shadow: nobody is held up, and the record says what would have been")
    void shadowHoldsNobodyUp() {
        realm.attribute("mfa.mode", "shadow");
        realm.attribute("mfa.level.habit", "true");
        person.grantRealmRole("approval-manager");

        assertThat(loginTo(app)).isEqualTo("password → basic");
        assertThat(lena.walk(app.login().acrValues("mfa").begin()).told())
                .as("what an app asks holds in every mode")
                .isEqualTo("code → mfa");
        assertThat(reasons("LEVEL_SHADOWED"))
                .contains("would-prove")
                .contains("role-2")
                .contains("habit-2");
    }

    @Test
    void offAsksOnlyWhatAnAppAsks() {
        realm.attribute("mfa.mode", "off");
        realm.attribute("mfa.level.habit", "true");
        person.grantRealmRole("approval-manager");

        assertThat(loginTo(app)).isEqualTo("password → basic");
        assertThat(lena.walk(app.login().acrValues("mfa").begin()).told()).isEqualTo("code → mfa");
        assertThat(reasons("LEVEL_SHADOWED")).isEmpty();
    }

    @Test
    @DisplayName("a policy that cannot be read asks everybody for the best they have")
    void unreadablePolicyNeverCountsAsNone() {
        realm.attribute("mfa.level.roles", "{admin: 2");

        assertThat(loginTo(app)).isEqualTo("password, code → mfa");
        assertThat(node.log()).contains("the attribute mfa.level.roles is ignored");
    }

    @Test
    @DisplayName("highest: as high as the person can, and nobody is led to enrolment")
    void highestIsAsHighAsThePersonCan() {
        realm.attribute("mfa.level.clients", "{\"vault\": \"highest\"}");
        realm.createPerson("nora", "demo");
        assertThat(Walker.named("nora", "demo").walk(vault.login().begin()).told())
                .isEqualTo("password → basic");

        lena.withPasskey(person.addPasskey());
        assertThat(loginTo(vault)).isEqualTo("password, key → phr");
    }

    @Test
    @DisplayName("the step's own configuration adds to the realm's policy and never takes from it")
    void stepsConfigurationAddsToThePolicy() {
        realm.configure("MFA browser", "mfa-required-level", Map.of("mfa-level-clients", "{\"vault\": 2}"));
        assertThat(loginTo(app)).isEqualTo("password → basic");
        assertThat(loginTo(vault)).isEqualTo("code → mfa");

        lena.changeBrowser();
        realm.attribute("mfa.level.clients", "{\"sample-app\": 2}");
        realm.configure("MFA browser", "mfa-required-level", Map.of("mfa-level-clients", "{\"sample-app\": 1}"));
        assertThat(loginTo(app)).isEqualTo("password, code → mfa");
    }

    private int deleteByAccountRest(String token, String version, String type) {
        String id = person.credentials(type).get(0).path("id").asText();
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(node.publicUri() + "/realms/mfa-demo/account/" + version + "credentials/" + id))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json")
                .DELETE()
                .build();
        return HttpClient.newHttpClient()
                .sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .join()
                .statusCode();
    }

    private String loginTo(RelyingParty client) {
        return lena.walk(client.login().begin()).told();
    }

    private static FormClient.Page choose(Walker walker, FormClient.Page choices, String factor) {
        return walker.client().submit(choices, "#mfa-choose-factor form", Map.of("factor", factor));
    }

    private String adminConsole() {
        return node.publicUri() + "/realms/mfa-demo/protocol/openid-connect/auth?client_id=security-admin-console"
                + "&response_type=code&scope=openid&redirect_uri=" + node.publicUri() + "/admin/mfa-demo/console/"
                + "&code_challenge_method=S256&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    }

    private List<String> reasons(String type) {
        return node
                .db()
                .rows(
                        "select REASONS from MFA_AUDIT_EVENT where TYPE = ? and REALM_ID = ?",
                        type,
                        realm.representation().path("id").asText())
                .stream()
                .flatMap(row -> row.values().stream())
                .flatMap(reasons -> Stream.of(String.valueOf(reasons).split(",", -1)))
                .toList();
    }
}
