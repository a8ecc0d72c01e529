package dev.mfapack.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mfapack.tests.bench.JsonHttp;
import dev.mfapack.tests.bench.RealmAdmin;
import dev.mfapack.tests.bench.RelyingParty;
import dev.mfapack.tests.bench.Walker;
import dev.mfapack.tests.bench.arquillian.BrowserSuite;
import dev.mfapack.tests.bench.server.KeycloakNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The policy by admin REST: who may read and write it, what is refused, and that every change leaves a record. */
@BrowserSuite
class PolicyAdminIT {

    @ArquillianResource
    private KeycloakNode node;

    private RealmAdmin realm;

    @BeforeEach
    void realmAsItShips() {
        realm = MfaDemo.on(node);
    }

    @Test
    void policyIsReadAndWrittenAsAWhole() {
        JsonNode shipped = realm.get("/mfa/policy");
        assertThat(shipped.at("/attributes/mfa.mode").asText()).isEqualTo("enforcing");
        assertThat(shipped.path("problems")).isEmpty();
        assertThat(shipped.path("breakGlass").asBoolean()).isFalse();

        RealmAdmin.Answer answer = write("{\"mfa.mode\": \"shadow\", \"mfa.level.roles\": \"{\\\"admin\\\": 3}\"}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        JsonNode attributes = realm.get("/mfa/policy").path("attributes");
        assertThat(attributes.size())
                .as("what is left out has its default again")
                .isEqualTo(2);
        assertThat(realm.attribute("mfa.mode")).contains("shadow");
        assertThat(realm.attribute("mfa.level.clients")).isEmpty();
        assertThat(realm.attribute("acr.loa.map")).as("what is no policy stays").isPresent();
    }

    @Test
    @DisplayName("C5: a source of numbers that people cannot edit is taken")
    void sourceThatPeopleCannotEditIsTaken() {
        RealmAdmin.Answer answer = write("{\"mfa.phone.attribute\": \"mobile\"}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @Test
    @DisplayName("what is out of range or unknown is refused in words, and nothing of it is saved")
    void badValuesAreRefusedInWords() {
        for (List<String> bad : List.of(
                List.of("{\"mfa.mode\": \"on\"}", "mfa.mode: must be enforcing, shadow or off"),
                List.of("{\"mfa.email.attribute\": \"email\"}", "mfa.email.attribute: people may edit email"),
                List.of("{\"mfa.enrol.skips\": \"31\"}", "mfa.enrol.skips: must be a whole number between 0 and 30"),
                List.of("{\"mfa.enrol.grace-until\": \"soon\"}", "mfa.enrol.grace-until: must be a date"),
                List.of("{\"mfa.code.digits\": \"5\"}", "mfa.code.digits: "),
                List.of("{\"mfa.code.lifetime-seconds\": \"601\"}", "mfa.code.lifetime-seconds: "),
                List.of("{\"mfa.level.roles\": \"admin=2\"}", "mfa.level.roles: must be a JSON object"),
                List.of("{\"mfa.level.roles\": \"{\\\"nobody\\\": 2}\"}", "there is no role nobody"),
                List.of("{\"mfa.level.clients\": \"{\\\"nothing\\\": 2}\"}", "there is no client nothing"),
                List.of(
                        "{\"mfa.level.clients\": \"{\\\"sample-app\\\": 4}\"}",
                        "the level of sample-app must be 1, 2, 3 or"),
                List.of("{\"mfa.levle.habit\": \"true\"}", "mfa.levle.habit: there is no such attribute"),
                List.of("{\"mfa.level.habit\": true, \"mfa.mode\": null}", "Send "))) {
            RealmAdmin.Answer answer = write(bad.get(0));
            assertThat(answer.status()).as(bad.get(0)).isEqualTo(400);
            assertThat(answer.json().path("detail").asText()).contains(bad.get(1));
        }
        assertThat(realm.send("PUT", "/mfa/policy", "[]").status()).isEqualTo(400);
        assertThat(realm.get("/mfa/policy").at("/attributes/mfa.mode").asText()).isEqualTo("enforcing");
        assertThat(changes()).isEmpty();
    }

    @Test
    @DisplayName("every change is recorded once, whichever way it came")
    void everyChangeIsRecordedOnce() {
        write("{\"mfa.mode\": \"off\"}");
        assertThat(changes()).hasSize(1);
        assertThat(changes().get(0))
                .contains("mfa.mode")
                .contains("mfa.level.roles")
                .contains("policy-");
        assertThat(realm.adminEvents().get(0).path("resourcePath").asText()).endsWith("mfa/policy");

        write("{\"mfa.mode\": \"off\"}");
        assertThat(changes()).as("nothing was changed").hasSize(1);

        realm.attribute("mfa.mode", "shadow");
        assertThat(changes()).as("an attribute set beside the pack's own call").hasSize(2);
        realm.update(settings -> settings.put("displayName", "Another name"));
        assertThat(changes()).as("no policy").hasSize(2);
        assertThat(node.db()
                        .number(
                                "select count(*) from MFA_AUDIT_EVENT where TYPE = 'POLICY_CHANGED' and REALM_ID = ? and USER_ID is not null",
                                realmId()))
                .isEqualTo(2);
    }

    @Test
    void onlyWhoMayManageTheRealmChangesItsPolicy() {
        try (RelyingParty cli = RelyingParty.register(realm, "admin-script")) {
            realm.createPerson("viewer", "demo").grantClientRole("realm-management", "view-realm");
            realm.createPerson("nobody", "demo");
            String viewer = cli.passwordGrant("viewer", "demo").tokens().accessToken();
            String nobody = cli.passwordGrant("nobody", "demo").tokens().accessToken();

            assertThat(call("GET", viewer, "")).isEqualTo(200);
            assertThat(call("PUT", viewer, "{\"attributes\": {\"mfa.mode\": \"off\"}}"))
                    .isEqualTo(403);
            assertThat(call("GET", nobody, "")).isEqualTo(403);
            assertThat(call("GET", "no-token", "")).isEqualTo(401);
        }
        assertThat(realm.attribute("mfa.mode")).contains("enforcing");
    }

    @Test
    @DisplayName("nobody locks themselves out")
    void policyThatLocksItsAuthorOutIsRefused() {
        try (RelyingParty cli = RelyingParty.register(realm, "admin-script")) {
            RealmAdmin.Person boss = realm.createPerson("boss", "demo");
            boss.grantClientRole("realm-management", "realm-admin");
            String token = cli.passwordGrant("boss", "demo").tokens().accessToken();
            ObjectNode policy = JsonHttp.MAPPER.createObjectNode();
            policy.putObject("attributes")
                    .put("mfa.level.roles", "{\"realm-management/realm-admin\": 2}")
                    .put("mfa.level.beyond-reach", "refuse");

            assertThat(call("PUT", token, policy.toString())).isEqualTo(409);
            assertThat(realm.attribute("mfa.level.beyond-reach"))
                    .as("nothing was saved")
                    .isEmpty();

            policy.withObject("/attributes").put("mfa.level.beyond-reach", "enrol");
            assertThat(call("PUT", token, policy.toString())).isEqualTo(200);
        }
    }

    @Test
    void policyHoldsFromTheNextLoginOn() {
        try (RelyingParty app = RelyingParty.existing(realm, "sample-app")) {
            realm.createPerson("nora", "demo");
            Walker nora = Walker.named("nora", "demo");
            assertThat(nora.walk(app.login().begin()).told()).isEqualTo("password → basic");

            write("{\"mfa.level.clients\": \"{\\\"sample-app\\\": 2}\"}");

            assertThat(nora.walk(app.login().begin()).told()).isEqualTo("– → choose a factor");
        }
    }

    private RealmAdmin.Answer write(String attributes) {
        return realm.send("PUT", "/mfa/policy", "{\"attributes\": " + attributes + "}");
    }

    private int call(String method, String token, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(node.baseUri() + "/admin/realms/mfa-demo/mfa/policy"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient()
                .sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .join()
                .statusCode();
    }

    private List<String> changes() {
        return node
                .db()
                .rows(
                        "select REASONS from MFA_AUDIT_EVENT where TYPE = 'POLICY_CHANGED' and REALM_ID = ? order by EVENT_TIME",
                        realmId())
                .stream()
                .map(row -> String.valueOf(row.values().iterator().next()))
                .toList();
    }

    private String realmId() {
        return realm.representation().path("id").asText();
    }
}
