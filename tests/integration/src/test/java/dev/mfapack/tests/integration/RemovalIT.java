package dev.mfapack.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfapack.tests.bench.FormClient.Page;
import dev.mfapack.tests.bench.Phone;
import dev.mfapack.tests.bench.RealmAdmin;
import dev.mfapack.tests.bench.RelyingParty;
import dev.mfapack.tests.bench.Totp;
import dev.mfapack.tests.bench.Walk;
import dev.mfapack.tests.bench.Walker;
import dev.mfapack.tests.bench.arquillian.BrowserSuite;
import dev.mfapack.tests.bench.server.KeycloakNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Removing factors: what it takes, what is kept, and what ends with it. */
@BrowserSuite
class RemovalIT {

    private static final String NUMBER = "+4915228817386";
    private static final String REMOVE = "form:has(#kc-accept)";

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
    void personWithPhone() {
        realm = MfaDemo.withPrograms(node, "cron");
        realm.keepEvents();
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
    }

    @Test
    @DisplayName("B4: other sessions are ended in the same step, if the person wishes")
    void otherSessionsAreEndedInTheSameStep() {
        Walker elsewhere = Walker.named("lena", "demo");
        assertThat(elsewhere.walk(app.login().begin()).told()).isEqualTo("password → basic");
        person.addTotp("removal-totp-secret");
        assertThat(person.sessions()).hasSize(1);

        RelyingParty.Login first = app.login().kcAction(delete("otp")).begin();
        Page question = lena.walk(first).page();
        assertThat(question.has("#logout-sessions")).isTrue();
        lena.client().submit(question, REMOVE, Map.of());
        assertThat(first.answer()).containsEntry("kc_action_status", "success");
        assertThat(person.sessions()).as("not asked for").hasSize(2);

        RelyingParty.Login second = app.login().kcAction(delete("mfa-sms")).begin();
        lena.client().submit(lena.walk(second).page(), REMOVE, Map.of("logout-sessions", "on"));
        assertThat(second.answer()).containsEntry("kc_action_status", "success");
        assertThat(person.sessions()).hasSize(1);
        assertThat(person.credentials("mfa-sms")).isEmpty();
        assertThat(realm.events("LOGOUT")).hasSize(1);
        assertThat(realm.events("REMOVE_CREDENTIAL")).hasSize(2);
        assertThat(audited("FACTOR_REMOVED", "SUCCESS")).isEqualTo(2);
    }

    @Test
    @DisplayName("the last factor of somebody whose role asks for one stays; with another one beside it, it goes")
    void theLastFactorThatARoleAsksForStays() {
        person.grantRealmRole("approval-manager");

        RelyingParty.Login login = app.login().kcAction(delete("mfa-sms")).begin();
        Walk kept = lena.walk(login);
        assertThat(kept.told()).isEqualTo("password, code → keep the last");
        assertThat(kept.page().text("#mfa-last-factor")).contains("phone 1", "Set up another one first");
        assertThat(kept.page().has("#kc-accept")).isFalse();
        lena.client().submit(kept.page(), "form:has(#kc-decline)", Map.of());
        assertThat(login.answer()).containsEntry("kc_action_status", "cancelled");
        assertThat(person.credentials("mfa-sms")).hasSize(1);

        person.addTotp("removal-totp-secret");
        RelyingParty.Login again = app.login().kcAction(delete("mfa-sms")).begin();
        lena.client().submit(lena.walk(again).page(), REMOVE, Map.of());
        assertThat(again.answer()).containsEntry("kc_action_status", "success");
    }

    @Test
    @DisplayName("what has become the last one while the question stood there stays, and that is recorded")
    void whatHasBecomeTheLastOneStays() {
        person.grantRealmRole("approval-manager");
        person.addTotp("removal-totp-secret");
        RelyingParty.Login login = app.login().kcAction(delete("mfa-sms")).begin();
        Page question = lena.walk(login).page();

        person.deleteCredential(person.credentials("otp").get(0).path("id").asText());
        Page refused = lena.client().submit(question, REMOVE, Map.of());

        assertThat(refused.has("#mfa-last-factor")).isTrue();
        assertThat(person.credentials("mfa-sms")).hasSize(1);
        assertThat(realm.events("REMOVE_CREDENTIAL_ERROR"))
                .singleElement()
                .satisfies(event ->
                        assertThat(event.at("/details/reason").asText()).isEqualTo("last-factor"));
        assertThat(audited("FACTOR_REMOVED", "FAILURE")).isEqualTo(1);
        person.deleteCredential(person.credentials("mfa-sms").get(0).path("id").asText());
        assertThat(person.credentials("mfa-sms")).as("an administrator may").isEmpty();
    }

    @Test
    @DisplayName("the last factor stays as well while the person is logged in to an app for which the realm asks it")
    void theLastFactorThatAnAppNeedsStays() {
        realm.attribute("mfa.level.clients", "{\"vault\": 2}");
        Walk free = lena.walk(app.login().kcAction(delete("mfa-sms")).begin());
        assertThat(free.told()).as("never logged in there").isEqualTo("password, code → delete");

        lena.changeBrowser();
        MfaDemo.forgetMessages(realm);
        assertThat(lena.walk(vault.login().begin()).told()).isEqualTo("password, code → mfa");

        assertThat(lena.walk(app.login().kcAction(delete("mfa-sms")).begin()).told())
                .isEqualTo("– → keep the last");
    }

    @Test
    @DisplayName("a stronger factor does for a weaker one; the strongest of somebody whose role asks for it stays")
    void onlyWhatIsNeededStays() {
        person.grantRealmRole("approval-manager");
        lena.withPasskey(person.addPasskey());
        assertThat(lena.walk(app.login().kcAction(delete("mfa-sms")).begin()).told())
                .isEqualTo("password, key → delete");

        realm.attribute("mfa.level.roles", "{\"approval-manager\": 3}");
        assertThat(lena.walk(app.login()
                                .kcAction(delete("webauthn-passwordless"))
                                .begin())
                        .told())
                .isEqualTo("password, key → keep the last");
        realm.attribute("mfa.mode", "shadow");
        assertThat(lena.walk(app.login()
                                .kcAction(delete("webauthn-passwordless"))
                                .begin())
                        .told())
                .as("what is not enforced keeps nothing")
                .isEqualTo("password, key → delete");
    }

    @Test
    @DisplayName("a number that was never proven, and is all there is, is removed by the password")
    void whatCountsForNothingIsRemovedByThePassword() {
        RealmAdmin.Person nora = realm.createPerson("nora", "demo");
        RealmAdmin.Answer added = realm.send(
                "POST",
                "/mfa/users/" + nora.id() + "/destinations",
                "{\"factor\": \"mfa-sms\", \"destination\": \"" + NUMBER + "\"}");
        assertThat(added.status()).as(added.body()).isEqualTo(201);
        String id = nora.credentials("mfa-sms").get(0).path("id").asText();
        Walker walker = Walker.named("nora", "demo");
        RelyingParty.Login login =
                app.login().kcAction("delete_credential:" + id).begin();

        Walk walk = walker.walk(login);
        assertThat(walk.told()).isEqualTo("password → delete");
        walker.client().submit(walk.page(), REMOVE, Map.of());

        assertThat(login.answer()).containsEntry("kc_action_status", "success");
        assertThat(nora.credentials("mfa-sms")).isEmpty();
        assertThat(realm.events("REMOVE_CREDENTIAL")).hasSize(1);
    }

    @Test
    @DisplayName("B1, CVE-2026-3429: a session of level 1 adds and removes nothing, by whatever action")
    void aSessionOfLevelOneChangesNoFactorByAnyAction() {
        person.addTotp("removal-totp-secret");
        lena.withPasskey(person.addPasskey());
        person.addSecurityKey();
        assertThat(lena.walk(app.login().begin()).told()).isEqualTo("password → basic");

        for (String action : List.of(
                "CONFIGURE_TOTP",
                "webauthn-register",
                "webauthn-register-passwordless",
                "mfa-enroll-sms",
                "mfa-enroll-email",
                "mfa-enroll-backup-codes",
                "mfa-enroll-app-password",
                delete("mfa-sms"),
                delete("otp"),
                delete("webauthn"),
                delete("webauthn-passwordless"))) {
            Page asked = lena.client().get(app.login().kcAction(action).begin().uri());
            assertThat(asked.has("#webauth"))
                    .as(action + ": " + asked.html().text())
                    .isTrue();
            assertThat(lena.walk(app.login().kcAction(action).prompt("none").begin())
                            .told())
                    .as(action)
                    .matches("– → (login|interaction)_required");
        }
    }

    @Test
    @DisplayName("B1, CVE-2026-3429: by account REST nothing is removed or added, whatever its type and the token")
    void accountRestChangesNoFactor() {
        makeOneOfEach();
        String basic =
                Walker.named("lena", "demo").walk(app.login().begin()).tokens().accessToken();
        String proven = lena.walk(app.login().acrValues("mfa").begin()).tokens().accessToken();
        int before = person.credentials().size();
        assertThat(before).isEqualTo(6);

        for (String token : List.of(basic, proven)) {
            for (String type : List.of("mfa-sms", "mfa-email", "mfa-backup-codes", "mfa-app-password", "otp")) {
                String id = person.credentials(type).get(0).path("id").asText();
                assertThat(accountRest(token, "DELETE", "credentials/" + id))
                        .as(type)
                        .isEqualTo(400);
            }
            assertThat(accountRest(token, "POST", "credentials")).isIn(404, 405);
            assertThat(accountRest(token, "PUT", "credentials")).isIn(404, 405);
        }
        assertThat(person.credentials()).hasSize(before);
    }

    /** Beside the password and the phone. */
    private void makeOneOfEach() {
        person.addTotp("removal-totp-secret");
        lena.withTotp(Totp.ofSecretData("removal-totp-secret"));
        RealmAdmin.Answer added = realm.send(
                "POST",
                "/mfa/users/" + person.id() + "/destinations",
                "{\"factor\": \"mfa-email\", \"destination\": \"lena@example.net\", \"confirmed\": true}");
        assertThat(added.status()).as(added.body()).isEqualTo(201);
        RelyingParty.Login codes =
                app.login().kcAction("mfa-enroll-backup-codes").begin();
        Page shown = lena.walk(codes).page();
        lena.client().submit(shown, "form:has(#kept)", Map.of("kept", "on"));
        assertThat(codes.answer()).containsEntry("kc_action_status", "success");
        RelyingParty.Login program =
                app.login().kcAction("mfa-enroll-app-password").begin();
        lena.client()
                .submit(
                        lena.walk(program).page(),
                        "#mfa-app-password-form",
                        Map.of("name", "nightly", "service", "cron", "until", ""));
        lena.changeBrowser();
        MfaDemo.forgetMessages(realm);
    }

    private int accountRest(String token, String method, String path) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(node.publicUri() + "/realms/" + realm.name() + "/account/" + path))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .method(
                        method,
                        method.equals("DELETE")
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString("{\"type\": \"otp\"}"))
                .build();
        return HttpClient.newHttpClient()
                .sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .join()
                .statusCode();
    }

    private String delete(String type) {
        return "delete_credential:" + person.credentials(type).get(0).path("id").asText();
    }

    private long audited(String type, String outcome) {
        return node.db()
                .number(
                        "select count(*) from MFA_AUDIT_EVENT where TYPE = ? and OUTCOME = ? and USER_ID = ?",
                        type,
                        outcome,
                        person.id());
    }
}
