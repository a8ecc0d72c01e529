package dev.mfapack.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mfapack.tests.bench.FormClient;
import dev.mfapack.tests.bench.RealmAdmin;
import dev.mfapack.tests.bench.RelyingParty;
import dev.mfapack.tests.bench.arquillian.BrowserSuite;
import dev.mfapack.tests.bench.server.KeycloakNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Decisions about risk as administrators read them, say what the logins were, and try other thresholds on them. */
@BrowserSuite
class RiskAdminIT {

    private static final String CONTRIBUTIONS = """
            [{"signal": "location", "weight": 1.93, "operator": {"key": "mfaRiskNew-country", "arguments": ["BR"]}},
             {"signal": "velocity", "weight": 0, "unknown": "%s"}]""";

    /** A whole second some minutes ago: the server forgets decisions that are 90 days old. */
    private final Instant begin = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(600);

    @ArquillianResource
    private KeycloakNode node;

    private RealmAdmin realm;
    private String realmId = "";
    private String paul = "";
    private int decided;

    @BeforeEach
    void realmWithPeople() {
        realm = MfaDemo.on(node);
        realm.keepEvents();
        realmId = realm.representation().path("id").asText();
        paul = realm.createPerson("paul", "demo").id();
    }

    @Test
    @DisplayName("a login in shadow mode is asked for nothing and read in words, without address, browser or hashes")
    void aLoginInShadowModeIsReadInWords() {
        realm.attribute("mfa.risk.mode", "shadow");
        try (RelyingParty app = RelyingParty.existing(realm, "sample-app")) {
            RelyingParty.Login login = app.login().begin();
            FormClient client = new FormClient();
            client.submit(client.get(login.uri()), "#kc-form-login", Map.of("username", "paul", "password", "demo"));
            assertThat(login.tokens().acr()).isEqualTo("basic");
        }

        RealmAdmin.Answer answer = realm.send("GET", "/mfa/risk/decisions?person=" + paul, "");

        JsonNode decision = answer.json().path("decisions").path(0);
        assertThat(decision.path("mode").asText()).isEqualTo("shadow");
        assertThat(decision.path("score").asDouble()).isBetween(0.0, 100.0);
        assertThat(decision.path("level").asInt()).isBetween(1, 3);
        assertThat(decision.path("learning").path("person").asBoolean()).isTrue();
        assertThat(decision.path("model").asText()).isNotEmpty();
        assertThat(decision.path("contributions").findValuesAsText("signal"))
                .contains("location", "travel", "network", "device", "browser", "hour", "velocity", "account");
        assertThat(decision.path("contributions").findValuesAsText("words"))
                .contains("network on no list")
                .noneMatch(String::isEmpty)
                .noneMatch(words -> words.startsWith("mfaRisk"));
        String lesson = String.valueOf(node.db()
                .row("select LESSON from MFA_RISK_DECISION where REALM_ID = ?", realmId)
                .get("LESSON"));
        assertThat(answer.body()).doesNotContain("127.0.0.1", "Java-http-client/", lesson);
        assertThat(realm.get("/mfa/risk/decisions/" + decision.path("id").asText()))
                .isEqualTo(decision);
        assertThat(dryRun("").path("decisions").asInt()).isEqualTo(1);
    }

    @Test
    @DisplayName("where Keycloak has no proxy settings, no header of a browser moves its address")
    void noHeaderMovesTheAddress() {
        realm.attribute("mfa.risk.mode", "shadow");
        logIn(new FormClient());
        long networks = networks();
        assertThat(networks).isPositive();

        for (String header : List.of("X-Forwarded-For", "Forwarded", "X-Real-IP")) {
            logIn(new FormClient(Map.of(header, header.equals("Forwarded") ? "for=200.1.2.3" : "200.1.2.3")));
        }

        assertThat(networks()).isEqualTo(networks);
        assertThat(realm.events("LOGIN"))
                .hasSize(4)
                .extracting(event -> event.path("ipAddress").asText())
                .doesNotContain("200.1.2.3");
    }

    private void logIn(FormClient client) {
        try (RelyingParty app = RelyingParty.existing(realm, "sample-app")) {
            RelyingParty.Login login = app.login().begin();
            client.submit(client.get(login.uri()), "#kc-form-login", Map.of("username", "paul", "password", "demo"));
            assertThat(login.isAnswered()).isTrue();
        }
    }

    /** In whose rows logins are counted: a network is another one in a row of its own. */
    private long networks() {
        return node.db().number("select count(*) from MFA_RISK_RATE where REALM_ID = ?", realmId);
    }

    @Test
    @DisplayName("filters and pages find each decision once, the latest first; a slip of the pen lets nothing through")
    void filtersAndPagesFindEachDecisionOnce() {
        for (int login = 0; login < 5; login++) {
            decided(paul, 10);
        }
        decided("nora", 55);
        decided("nora", 81.25);

        List<String> seen = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = decisions("?max=3" + after);
            assertThat(page.path("decisions").size()).isBetween(1, 3);
            page.path("decisions")
                    .forEach(decision -> seen.add(decision.path("time").asText()));
            after = page.hasNonNull("next") ? "&after=" + page.path("next").asText() : "";
        } while (!after.isEmpty());
        assertThat(seen)
                .hasSize(7)
                .doesNotHaveDuplicates()
                .isSortedAccordingTo((a, b) -> Instant.parse(b).compareTo(Instant.parse(a)));

        assertThat(scores("?person=" + paul)).containsExactly(10.0, 10.0, 10.0, 10.0, 10.0);
        assertThat(scores("?level=2")).containsExactly(81.25, 55.0);
        assertThat(scores("?level=3&person=nora")).containsExactly(81.25);
        assertThat(scores("?verdict=attack")).isEmpty();
        assertThat(scores("?from=" + begin.plusSeconds(6) + "&to=" + begin.plusSeconds(7)))
                .containsExactly(55.0);
        for (String wrong : List.of(
                "max=0", "max=1001", "from=yesterday", "after=x", "level=4", "verdict=none", "persno=" + paul)) {
            RealmAdmin.Answer answer = realm.send("GET", "/mfa/risk/decisions?" + wrong, "");
            assertThat(answer.status()).as(wrong).isEqualTo(400);
            assertThat(answer.json().path("detail").asText()).contains(wrong.substring(0, wrong.indexOf('=')));
        }
    }

    @Test
    @DisplayName("a verdict is kept and recorded, the last one counts, and another realm's decision is nobody's here")
    void verdictsAreKeptAndRecorded() {
        String id = decided(paul, 81.25);
        String other = decided("gone", 10);

        assertThat(verdict(id, "attack").status()).isEqualTo(204);
        assertThat(verdict(id, "legitimate").status()).isEqualTo(204);

        JsonNode decision = realm.get("/mfa/risk/decisions/" + id);
        assertThat(decision.path("verdict").path("verdict").asText()).isEqualTo("legitimate");
        assertThat(Instant.parse(decision.path("verdict").path("at").asText())).isAfter(begin);
        assertThat(scores("?verdict=legitimate")).containsExactly(81.25);
        assertThat(scores("?verdict=attack")).isEmpty();
        List<Map<String, Object>> rows = records();
        assertThat(rows)
                .extracting(row -> row.get("REASONS"))
                .containsExactly("attack,decision-" + id, "legitimate,decision-" + id);
        assertThat(rows).allSatisfy(row -> {
            assertThat(row).containsEntry("USER_ID", paul).containsEntry("OUTCOME", "SUCCESS");
            assertThat(row.get("ACTOR_ID"))
                    .isEqualTo(decision.path("verdict").path("by").asText());
        });
        assertThat(realm.adminEvents().get(0).path("resourcePath").asText())
                .endsWith("mfa/risk/decisions/" + id + "/verdict");

        for (String wrong :
                List.of("", "[]", "{}", "{\"verdict\": \"none\"}", "{\"verdict\": \"attack\", \"by\": \"me\"}")) {
            assertThat(realm.send("PUT", "/mfa/risk/decisions/" + id + "/verdict", wrong)
                            .status())
                    .as(wrong)
                    .isEqualTo(400);
        }
        assertThat(verdict(other, "attack").status()).as("the person is gone").isEqualTo(404);
        node.db().update("update MFA_RISK_DECISION set REALM_ID = 'another' where ID = ?", id);
        assertThat(verdict(id, "attack").status()).isEqualTo(404);
        assertThat(realm.send("GET", "/mfa/risk/decisions/" + id, "").status()).isEqualTo(404);
        assertThat(records()).hasSize(2);
        node.db().update("delete from MFA_RISK_DECISION where REALM_ID = 'another'");
    }

    @Test
    @DisplayName("I4: where the record of a verdict cannot be written there is no verdict")
    void aVerdictWithoutItsRecordIsNone() {
        String id = decided(paul, 81.25);
        node.db()
                .update("alter table MFA_AUDIT_EVENT add constraint TEST_NO_VERDICT check (TYPE <> 'RISK_LABELLED' or"
                        + " REALM_ID <> '" + realmId + "')");
        try {
            assertThat(verdict(id, "attack").status()).isGreaterThanOrEqualTo(400);
        } finally {
            node.db().update("alter table MFA_AUDIT_EVENT drop constraint TEST_NO_VERDICT");
        }

        assertThat(realm.get("/mfa/risk/decisions/" + id).has("verdict")).isFalse();
        assertThat(verdict(id, "attack").status()).isEqualTo(204);
    }

    @Test
    void eachCallNeedsItsRole() {
        String id = decided(paul, 81.25);
        realm.client("admin-cli").update(cli -> cli.put("directAccessGrantsEnabled", true));
        realm.createPerson("auditor", "demo").grantClientRole("realm-management", "view-events");
        realm.createPerson("helper", "demo").grantClientRole("realm-management", "manage-users");
        String auditor = AdminCli.token(node, realm.name(), "auditor", "demo");
        String helper = AdminCli.token(node, realm.name(), "helper", "demo");
        String risk = node.baseUri() + "/admin/realms/" + realm.name() + "/mfa/risk/";
        String verdict = risk + "decisions/" + id + "/verdict";

        assertThat(AdminCli.status(auditor, "GET", risk + "decisions")).isEqualTo(200);
        assertThat(AdminCli.status(auditor, "GET", risk + "decisions/" + id)).isEqualTo(200);
        assertThat(AdminCli.status(auditor, "POST", risk + "dry-run")).isEqualTo(200);
        assertThat(AdminCli.status(auditor, "PUT", verdict)).isEqualTo(403);
        assertThat(AdminCli.status(auditor, "PUT", risk + "decisions/none/verdict"))
                .as("who may not say anything is not told what there is")
                .isEqualTo(403);
        assertThat(AdminCli.status(helper, "GET", risk + "decisions")).isEqualTo(403);
        assertThat(AdminCli.status(helper, "GET", risk + "decisions/" + id)).isEqualTo(403);
        assertThat(AdminCli.status(helper, "POST", risk + "dry-run")).isEqualTo(403);
        assertThat(AdminCli.status(helper, "PUT", verdict))
                .as("a verdict without a word")
                .isEqualTo(400);
        assertThat(records()).isEmpty();
    }

    @Test
    @DisplayName("a dry run counts what another policy would have asked, caught and missed, and changes nothing")
    void aDryRunTellsWhatAnotherPolicyWouldHaveAsked() {
        for (int score = 0; score < 100; score++) {
            decided(score < 90 ? "person-" + score : "nora", score + 0.5);
        }
        decided(paul, 5, "STORE_FAILED");
        verdict(decided(paul, 70), "attack");
        verdict(decided(paul, 20), "attack");
        String before = node.db().dump("MFA_RISK_DECISION");
        realm.attribute("mfa.risk.phr-from", "95");

        JsonNode tried =
                dryRun("{\"attributes\": {\"mfa.risk.mfa-from\": \"60\", \"mfa.risk.zone\": \"Europe/Oslo\"}}");

        assertThat(tried.path("decisions").asInt()).isEqualTo(103);
        assertThat(tried.path("logins").asInt()).isEqualTo(101);
        assertThat(tried.path("attacks").asInt()).isEqualTo(2);
        assertThat(tried.path("faulty").asInt()).isEqualTo(1);
        assertThat(tried.path("models").get(0).asText()).isEqualTo("1");
        assertThat(tried.path("notTold").get(0).asText()).isEqualTo("mfa.risk.zone");
        assertThat(tried.path("policy").toString())
                .as("what the request leaves out is the realm's own")
                .isEqualTo(
                        "{\"mfaFrom\":60.0,\"phrFrom\":95.0,\"asked\":41,\"passkey\":5,\"attacksCaught\":1,\"attacksMissed\":1}");
        assertThat(tried.path("thresholds").get(1).toString())
                .isEqualTo("{\"score\":20,\"asked\":81,\"passkey\":80,\"attacksCaught\":2,\"attacksMissed\":0}");
        assertThat(tried.path("hitMost").get(0).toString())
                .isEqualTo("{\"person\":\"nora\",\"atLeast\":10,\"atMost\":10}");
        assertThat(tried.path("hitMost").size()).isEqualTo(10);
        assertThat(dryRun("{\"from\": \"" + begin.plusSeconds(51) + "\", \"to\": \"" + begin.plusSeconds(61) + "\"}")
                        .path("policy")
                        .path("asked")
                        .asInt())
                .as("the realm's own policy, ten seconds of it")
                .isEqualTo(10);
        assertThat(dryRun("").path("decisions").asInt()).isEqualTo(103);

        for (List<String> wrong : List.of(
                List.of("[]", "Send "),
                List.of("{\"policy\": {}}", "Send "),
                List.of("{\"attributes\": {\"mfa.risk.mfa-from\": null}}", "Send "),
                List.of("{\"from\": \"yesterday\"}", "from: "),
                List.of("{\"attributes\": {\"mfa.risk.mfa-from\": \"101\"}}", "mfa.risk.mfa-from: "),
                List.of("{\"attributes\": {\"mfa.risk.mfa-from\": \"96\"}}", "mfa.risk.phr-from: "),
                List.of("{\"attributes\": {\"mfa.mode\": \"off\"}}", "mfa.mode: there is no such attribute"))) {
            RealmAdmin.Answer answer = realm.send("POST", "/mfa/risk/dry-run", wrong.get(0));
            assertThat(answer.status()).as(wrong.get(0)).isEqualTo(400);
            assertThat(answer.json().path("detail").asText()).contains(wrong.get(1));
        }
        assertThat(node.db().dump("MFA_RISK_DECISION")).isEqualTo(before);
        assertThat(realm.attribute("mfa.risk.mfa-from")).isEmpty();
    }

    private String decided(String person, double score) {
        return decided(person, score, "NOT_CONFIGURED");
    }

    /** A decision, each a second after the one before; its score by the policy that a realm has by default. */
    private String decided(String person, double score, String unknown) {
        String id = UUID.randomUUID().toString();
        decided++;
        node.db()
                .update(
                        "insert into MFA_RISK_DECISION (ID, DECIDED_AT, REALM_ID, USER_ID, RISK_MODE, RISK_LEVEL, SCORE,"
                                + " PERSON_IS_NEW, REALM_IS_NEW, PERSON_DAYS, CONTRIBUTIONS, MODEL, LESSON)"
                                + " values (?, ?, ?, ?, 'SHADOW', ?, ?, false, false, 5000000, ?, '1', 'AQ')",
                        id,
                        begin.plusSeconds(decided).toEpochMilli(),
                        realmId,
                        person,
                        score >= 80 ? 3 : score >= 50 ? 2 : 1,
                        Math.round(score * 1_000_000),
                        CONTRIBUTIONS.formatted(unknown));
        return id;
    }

    private RealmAdmin.Answer verdict(String id, String verdict) {
        return realm.send("PUT", "/mfa/risk/decisions/" + id + "/verdict", "{\"verdict\": \"" + verdict + "\"}");
    }

    private JsonNode decisions(String query) {
        return realm.get("/mfa/risk/decisions" + query);
    }

    private List<Double> scores(String query) {
        return decisions(query).path("decisions").findValues("score").stream()
                .map(JsonNode::asDouble)
                .toList();
    }

    private JsonNode dryRun(String body) {
        RealmAdmin.Answer answer = realm.send("POST", "/mfa/risk/dry-run", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private List<Map<String, Object>> records() {
        List<Map<String, Object>> rows = new ArrayList<>();
        node.db()
                .rows(
                        "select * from MFA_AUDIT_EVENT where REALM_ID = ? and TYPE = 'RISK_LABELLED' order by EVENT_TIME",
                        realmId)
                .forEach(rows::add);
        return rows;
    }
}
