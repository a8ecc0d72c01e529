package dev.mfapack.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mfapack.tests.bench.FormClient;
import dev.mfapack.tests.bench.FormClient.Page;
import dev.mfapack.tests.bench.Mailbox;
import dev.mfapack.tests.bench.Phone;
import dev.mfapack.tests.bench.RealmAdmin;
import dev.mfapack.tests.bench.RelyingParty;
import dev.mfapack.tests.bench.Walker;
import dev.mfapack.tests.bench.arquillian.BrowserSuite;
import dev.mfapack.tests.bench.server.KeycloakNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Numbers and addresses that come from elsewhere: an administrator, a directory, another pack. */
@BrowserSuite
class DestinationsIT {

    private static final String NUMBER = "+4915228817386";
    private static final String OTHER = "+4915254599371";
    private static final String FORM = "#mfa-code-form";

    @ArquillianResource
    private KeycloakNode node;

    @ArquillianResource
    private Phone phone;

    private final Mailbox mailbox = Mailbox.shared();
    private final FormClient client = new FormClient();
    private RealmAdmin realm;
    private RelyingParty app;
    private RealmAdmin.Person nora;

    @BeforeEach
    void somebodyWithoutAFactor() {
        realm = MfaDemo.on(node);
        realm.withoutBruteForceProtection();
        phone.reset();
        mailbox.reset();
        realm.sendMailTo(mailbox);
        app = RelyingParty.existing(realm, "sample-app");
        nora = realm.createPerson("nora", "demo");
    }

    @AfterEach
    void putAway() {
        app.close();
    }

    @Test
    @DisplayName("C5: a number that an administrator entered counts once its person has answered a code sent there")
    void aNumberThatAnAdministratorEnteredHasToBeProven() {
        RealmAdmin.Answer added =
                add("{\"factor\":\"mfa-sms\",\"destination\":\"+49 1522 8817386\",\"label\":\"work\"}");
        assertThat(added.status()).as(added.body()).isEqualTo(201);
        assertThat(added.json().path("confirmed").asBoolean()).isFalse();
        assertThat(added.body()).doesNotContain("8817386");
        assertThat(told("nora")).isEqualTo("password → basic");
        assertThat(phone.messages()).isEmpty();

        RelyingParty.Login login = app.login().kcAction("mfa-enroll-sms").begin();
        Page form = passwordOf(login);
        assertThat(form.text("button.mfa-confirm")).startsWith("Send a code to work (+49");
        Page code = client.submit(form, "form:has(button.mfa-confirm)", Map.of());
        client.submit(code, FORM, Map.of("code", phone.nextMessageTo(NUMBER).code()));

        assertThat(login.answer()).containsEntry("kc_action_status", "success");
        assertThat(nora.credentials("mfa-sms")).hasSize(1);
        assertThat(list().get(0).path("confirmed").asBoolean()).isTrue();
        assertThat(list().get(0).path("id")).isEqualTo(added.json().path("id"));
        assertThat(told("nora")).isEqualTo("password, code → mfa");
        assertThat(audited("DESTINATION_ADDED")).isEqualTo(1);
        assertThat(realm.adminEvents().toString()).doesNotContain("8817386");
    }

    @Test
    @DisplayName("a number that is not proven is in nobody's way: the other factor is asked for")
    void aNumberThatIsNotProvenIsInNobodysWay() {
        add("{\"factor\":\"mfa-sms\",\"destination\":\"" + NUMBER + "\"}");
        nora.addTotp("totp-of-nora-in-the-tests");

        Page asked = passwordOf(app.login().begin());

        assertThat(asked.has("#kc-otp-login-form")).as(asked.html().text()).isTrue();
        assertThat(phone.messages()).isEmpty();
    }

    @Test
    @DisplayName("an administrator who knows better says so; a changed number is a new factor; a removed one is gone")
    void administratorsAddChangeAndRemove() {
        add("{\"factor\":\"mfa-sms\",\"destination\":\"" + NUMBER + "\",\"confirmed\":true}");
        assertThat(told("nora")).isEqualTo("password, code → mfa");
        assertThat(add("{\"factor\":\"mfa-sms\",\"destination\":\"" + NUMBER + "\"}")
                        .status())
                .isEqualTo(409);
        String id = list().get(0).path("id").asText();

        RealmAdmin.Answer renamed = send("PATCH", "/" + id, "{\"label\":\"my phone\"}");
        assertThat(renamed.json().path("label").asText()).isEqualTo("my phone");
        assertThat(renamed.json().path("confirmed").asBoolean()).isTrue();
        String renamedId = renamed.json().path("id").asText();
        RealmAdmin.Answer moved = send("PATCH", "/" + renamedId, "{\"destination\":\"" + OTHER + "\"}");
        assertThat(moved.json().path("confirmed").asBoolean()).isFalse();
        assertThat(moved.json().path("id").asText()).isNotEqualTo(renamedId);
        assertThat(told("nora")).isEqualTo("password → basic");

        assertThat(send("DELETE", "/" + moved.json().path("id").asText(), "").status())
                .isEqualTo(204);
        assertThat(list()).isEmpty();
        assertThat(send("DELETE", "/" + id, "").status()).isEqualTo(404);
        assertThat(audited("DESTINATION_CHANGED")).isEqualTo(2);
        assertThat(audited("DESTINATION_REMOVED")).isEqualTo(1);
        assertThat(realm.adminEvents().toString()).doesNotContain("8817386", "4599371");
    }

    @Test
    @DisplayName("what cannot be understood is refused in words that do not repeat it")
    void badRequestsAreRefusedInWords() {
        for (List<String> bad : List.of(
                List.of("", "A JSON object is expected"),
                List.of("[]", "A JSON object is expected"),
                List.of("{\"number\":\"" + NUMBER + "\"}", "A JSON object is expected"),
                List.of("{\"destination\":\"" + NUMBER + "\"}", "The factor must be"),
                List.of("{\"factor\":\"otp\",\"destination\":\"" + NUMBER + "\"}", "The factor must be"),
                List.of("{\"factor\":\"mfa-sms\"}", "The destination is missing"),
                List.of("{\"factor\":\"mfa-sms\",\"destination\":\"12\"}", "No code can be sent"),
                List.of("{\"factor\":\"mfa-email\",\"destination\":\"" + NUMBER + "\"}", "No code can be sent"),
                List.of(
                        "{\"factor\":\"mfa-sms\",\"destination\":\"" + NUMBER + "\",\"label\":\"" + "x".repeat(61)
                                + "\"}",
                        "The label is too long"))) {
            RealmAdmin.Answer answer = add(bad.get(0));
            assertThat(answer.status()).as(bad.get(0)).isEqualTo(400);
            assertThat(answer.json().path("detail").asText())
                    .contains(bad.get(1))
                    .doesNotContain("8817386");
        }
        assertThat(list()).isEmpty();
    }

    @Test
    @DisplayName("who may not manage people may not add or see a number")
    void strangersMayNothing() {
        realm.client("admin-cli").update(cli -> cli.put("directAccessGrantsEnabled", true));
        realm.createPerson("helper", "demo").grantClientRole("realm-management", "view-realm");
        String token = AdminCli.token(node, "mfa-demo", "helper", "demo");

        assertThat(status(token, "GET", path(""))).isEqualTo(403);
        assertThat(status(token, "POST", path(""))).isEqualTo(403);
        assertThat(status(token, "DELETE", path("/some-id"))).isEqualTo(403);
        assertThat(status(token, "POST", "/mfa/import/mobile-number")).isEqualTo(403);
        assertThat(status(token, "GET", "/mfa/users/nobody/destinations")).isEqualTo(403);
    }

    @Test
    @DisplayName("C5: where a directory says which number counts, that one is proven, and no other is")
    void aDirectoryMayBeTheSource() {
        realm.update(r -> r.withObject("/attributes").put("mfa.phone.attribute", "mobile"));
        allowAttribute();
        nora.update(
                person -> person.withObject("/attributes").putArray("mobile").add(NUMBER));

        RelyingParty.Login login = app.login().kcAction("mfa-enroll-sms").begin();
        Page form = passwordOf(login);
        assertThat(form.has("#mfa-phone")).as("nothing can be typed").isFalse();
        assertThat(form.html().text()).contains("+49").doesNotContain("8817386");
        Page code = client.submit(form, "#mfa-destination-form", Map.of("phone", OTHER));
        client.submit(code, FORM, Map.of("code", phone.nextMessageTo(NUMBER).code()));
        assertThat(login.answer()).containsEntry("kc_action_status", "success");
        assertThat(phone.messagesTo(OTHER)).isEmpty();
        assertThat(told("nora")).isEqualTo("password, code → mfa");

        nora.update(
                person -> person.withObject("/attributes").putArray("mobile").add(OTHER));
        assertThat(told("nora"))
                .as("the new number is not proven, the old one is gone")
                .isEqualTo("password → basic");

        nora.update(person -> person.withObject("/attributes").remove("mobile"));
        Page nothing = passwordOf(
                new FormClient(), app.login().kcAction("mfa-enroll-sms").begin());
        assertThat(nothing.html().text()).contains("Nothing is on record for you");
        assertThat(nothing.has("#mfa-destination-submit")).isFalse();
    }

    @Test
    @DisplayName("C5: a source that people may edit binds nothing, and puts nothing out of force that is bound")
    void aSourceThatPeopleEditPutsNothingOutOfForce() {
        realm.update(r -> r.withObject("/attributes").put("mfa.phone.attribute", "mobile"));
        allowAttribute();
        nora.update(
                person -> person.withObject("/attributes").putArray("mobile").add(NUMBER));
        RelyingParty.Login login = app.login().kcAction("mfa-enroll-sms").begin();
        Page code = client.submit(passwordOf(login), "#mfa-destination-form", Map.of());
        client.submit(code, FORM, Map.of("code", phone.nextMessageTo(NUMBER).code()));

        var profile = (ObjectNode) realm.get("/users/profile");
        profile.withArray("attributes").forEach(attribute -> {
            if (attribute.path("name").asText().equals("mobile")) {
                ((ObjectNode) attribute).withArray("/permissions/edit").add("user");
            }
        });
        realm.put("/users/profile", profile);
        nora.update(
                person -> person.withObject("/attributes").putArray("mobile").add(OTHER));

        assertThat(told("nora")).as("the bound number counts on").isEqualTo("password, code → mfa");
        Page nothing = walkToAction();
        assertThat(nothing.html().text()).contains("Nothing is on record for you");
        assertThat(phone.messagesTo(OTHER)).isEmpty();
        assertThat(realm.get("/mfa/posture").findValuesAsText("id")).contains("source-edited-by-people");
    }

    /** Adding a factor asks for the one that she has. */
    private Page walkToAction() {
        MfaDemo.letTheWaitBeOver(realm);
        FormClient browser = new FormClient();
        Page code = passwordOf(browser, app.login().kcAction("mfa-enroll-sms").begin());
        return browser.submit(
                code, FORM, Map.of("code", phone.nextMessageTo(NUMBER).code()));
    }

    @Test
    @DisplayName(
            "numbers of another pack are taken over once, as proven or to be proven, and what cannot be read is named")
    void numbersOfAnotherPackAreTakenOver() {
        theirs(realm.createPerson("omar", "demo"), "+49 1522 8817386");
        RealmAdmin.Person pia = realm.createPerson("pia", "demo");
        theirs(pia, "none");
        assertThat(told("omar")).isEqualTo("password → basic");
        realm.send("POST", "/clear-user-cache", "");

        JsonNode imported = takeOver("{\"confirmed\":true}");
        assertThat(imported.path("imported").asInt()).as(imported.toString()).isEqualTo(1);
        assertThat(imported.path("unreadable").get(0).asText()).isEqualTo(pia.id());
        assertThat(imported.path("next").asText("")).as("nobody is left").isEmpty();
        assertThat(told("omar")).isEqualTo("password, code → mfa");
        assertThat(takeOver("").path("known").asInt()).isEqualTo(1);
        assertThat(realm.person("omar").credentials("mobile-number"))
                .as("the way back")
                .hasSize(1);

        theirs(realm.createPerson("quentin", "demo"), OTHER);
        realm.send("POST", "/clear-user-cache", "");
        assertThat(takeOver("{}").path("imported").asInt()).isEqualTo(1);
        assertThat(told("quentin")).as("has to be proven").isEqualTo("password → basic");
        assertThat(audited("CREDENTIALS_IMPORTED")).isEqualTo(3);
        assertThat(realm.send("POST", "/mfa/import/mobile-number", "{\"all\":true}")
                        .status())
                .isEqualTo(400);
    }

    /** As the other pack stores it; Keycloak takes a credential of an unknown type from nobody. */
    private void theirs(RealmAdmin.Person person, String number) {
        node.db()
                .update(
                        "insert into CREDENTIAL (ID, TYPE, USER_ID, CREATED_DATE, SECRET_DATA, CREDENTIAL_DATA, PRIORITY, VERSION)"
                                + " values (?, 'mobile-number', ?, 0, '{}', ?, 20, 0)",
                        UUID.randomUUID().toString(),
                        person.id(),
                        "{\"mobileNumber\":\"" + number + "\"}");
    }

    private JsonNode takeOver(String body) {
        RealmAdmin.Answer answer = realm.send("POST", "/mfa/import/mobile-number", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private void allowAttribute() {
        realm.put("/users/profile", profileWithMobile());
    }

    private JsonNode profileWithMobile() {
        var profile = (ObjectNode) realm.get("/users/profile");
        var attribute = profile.withArray("attributes").addObject().put("name", "mobile");
        attribute.putObject("permissions").putArray("view").add("admin");
        attribute.withObject("/permissions").putArray("edit").add("admin");
        return profile;
    }

    private String told(String username) {
        return Walker.named(username, "demo")
                .withPhone(phone, NUMBER, OTHER)
                .walk(app.login().begin())
                .told();
    }

    private Page passwordOf(RelyingParty.Login login) {
        return passwordOf(client, login);
    }

    private static Page passwordOf(FormClient browser, RelyingParty.Login login) {
        return browser.submit(
                browser.get(login.uri()), "#kc-form-login", Map.of("username", "nora", "password", "demo"));
    }

    private String path(String rest) {
        return "/mfa/users/" + nora.id() + "/destinations" + rest;
    }

    private JsonNode list() {
        return realm.get(path(""));
    }

    private RealmAdmin.Answer add(String body) {
        return send("POST", "", body);
    }

    private RealmAdmin.Answer send(String method, String rest, String body) {
        return realm.send(method, path(rest), body);
    }

    private int status(String token, String method, String path) {
        return AdminCli.status(token, method, node.baseUri() + "/admin/realms/mfa-demo" + path);
    }

    private long audited(String type) {
        return node.db()
                .number(
                        "select count(*) from MFA_AUDIT_EVENT where REALM_ID = ? and TYPE = ?",
                        realm.representation().path("id").asText(),
                        type);
    }
}
