package dev.mfapack.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.mfapack.tests.bench.Deadline;
import dev.mfapack.tests.bench.FormClient;
import dev.mfapack.tests.bench.FormClient.Page;
import dev.mfapack.tests.bench.Phone;
import dev.mfapack.tests.bench.RealmAdmin;
import dev.mfapack.tests.bench.RelyingParty;
import dev.mfapack.tests.bench.Walker;
import dev.mfapack.tests.bench.arquillian.BrowserSuite;
import dev.mfapack.tests.bench.server.KeycloakNode;
import dev.mfapack.tests.bench.server.ServerClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The audit log as auditors, operators and people meet it, and what becomes of it when somebody lays hands on the database. */
@BrowserSuite
class AuditLogIT {

    private static final String NUMBER = "+4915228817386";
    private static final String FORM = "#mfa-code-form";

    @ArquillianResource
    private KeycloakNode node;

    @ArquillianResource
    private Phone phone;

    @TempDir
    private Path folder;

    private RealmAdmin realm;
    private RelyingParty app;
    private String realmId = "";

    @BeforeEach
    void personWithPhone() {
        realm = MfaDemo.on(node);
        realm.withoutBruteForceProtection();
        realmId = realm.representation().path("id").asText();
        phone.reset();
        app = RelyingParty.existing(realm, "sample-app");
        MfaDemo.personWithPhone(realm, "paul", NUMBER);
    }

    @AfterEach
    void putAway() {
        app.close();
    }

    @Test
    @DisplayName(
            "I5: rows that were changed, deleted, inserted, swapped or moved are found and named, online and offline")
    void eachTamperingIsNamed() {
        logIn();
        awaitSealed();
        logIn();
        awaitSealed();
        assertThat(verify().path("findings")).isEmpty();
        assertThat(verify().path("sound").asBoolean()).isTrue();
        List<Map<String, Object>> rows = rows("BATCH_NO is not null order by BATCH_NO, EVENT_TIME, ID");
        assertThat(rows).hasSizeGreaterThan(8);
        String changed = id(rows.get(0));
        String deleted = id(rows.get(1));
        String one = id(rows.get(2));
        String other = id(rows.get(3));
        String moved = id(rows.get(4));
        String inserted = UUID.randomUUID().toString();
        Object last = rows.get(rows.size() - 1).get("BATCH_NO");
        assertThat(rows.get(4).get("BATCH_NO")).isNotEqualTo(last);

        set(changed, "ADDRESS = '198.51.100.1'");
        node.db().update("delete from MFA_AUDIT_EVENT where ID = ?", deleted);
        String spare = UUID.randomUUID().toString();
        set(one, "ID = '" + spare + "'");
        set(other, "ID = '" + one + "'");
        set(spare, "ID = '" + other + "'");
        node.db().update("update MFA_AUDIT_EVENT set BATCH_NO = ? where ID = ?", last, moved);
        node.db()
                .update(
                        "insert into MFA_AUDIT_EVENT (ID, EVENT_TIME, REALM_ID, TYPE, OUTCOME, BATCH_NO)"
                                + " select ?, EVENT_TIME, REALM_ID, TYPE, OUTCOME, BATCH_NO from MFA_AUDIT_EVENT where ID = ?",
                        inserted,
                        changed);

        Set<String> expected = Set.of(
                "ROW_CHANGED " + changed,
                "ROW_DELETED " + deleted,
                "ROW_REORDERED " + one,
                "ROW_REORDERED " + other,
                "ROW_REORDERED " + moved,
                "ROW_INSERTED " + inserted);
        JsonNode online = verify();
        assertThat(online.path("sound").asBoolean()).isFalse();
        assertThat(named(online)).isEqualTo(expected);

        VerifyCommand.Said offline =
                VerifyCommand.run("--thumbprint", online.path("keys").get(0).asText(), export());
        assertThat(offline.status()).isEqualTo(1);
        expected.forEach(finding -> assertThat(offline.output())
                .contains(
                        finding.substring(0, finding.indexOf(' ')) + " batch ",
                        " row " + finding.substring(finding.indexOf(' ') + 1)));
        assertThat(offline.output()).contains("NOT SOUND: " + expected.size() + " findings");
    }

    @Test
    @DisplayName(
            "I5: a tail that is cut off together with its checkpoint is missed by the server, by the log, and for good")
    void aTailThatIsCutOffIsMissed() {
        logIn();
        awaitSealed();
        String whole = export();
        awaitSealed();
        long last = lastBatch();
        String key = verify().path("keys").get(0).asText();
        assertThat(VerifyCommand.run("--thumbprint", key, whole).output()).endsWith("SOUND\n");

        node.db().update("delete from MFA_AUDIT_EVENT where REALM_ID = ? and BATCH_NO = ?", realmId, last);
        node.db().update("delete from MFA_AUDIT_CHECKPOINT where REALM_ID = ? and BATCH_NO = ?", realmId, last);

        assertThat(kinds(verify())).containsAnyOf("TAIL_TRUNCATED", "CHECKPOINT_MISSING");
        VerifyCommand.Said offline =
                VerifyCommand.run("--thumbprint", key, "--log", node.logFile().toString(), export());
        assertThat(offline.output()).containsAnyOf("TAIL_TRUNCATED batch " + last, "CHECKPOINT_MISSING batch " + last);
        assertThat(offline.status()).isEqualTo(1);

        logIn();
        awaitSealed();
        assertThat(kinds(verify())).contains("CHECKPOINT_MISSING");
        assertThat(count("TYPE = 'AUDIT_TAMPERED'")).isPositive();
    }

    @Test
    void anExportVerifiesOfflineByTheRealmsPublishedKeysAndPartsFitTogether() throws IOException {
        logIn();
        awaitSealed();
        long first = lastBatch();
        logIn();
        awaitSealed();
        Path keys = folder.resolve("jwks.json");
        Files.writeString(
                keys,
                new FormClient()
                        .get(node.publicUri() + "/realms/" + realm.name() + "/protocol/openid-connect/certs")
                        .html()
                        .text());

        VerifyCommand.Said whole = VerifyCommand.run("--keys", keys.toString(), export());
        assertThat(whole.output()).endsWith("SOUND\n");
        assertThat(whole.status()).isZero();
        assertThat(VerifyCommand.run(export()).status())
                .as("by keys that nobody vouches for")
                .isEqualTo(3);
        assertThat(VerifyCommand.run("--keys", keys.toString(), export("?after=" + first))
                        .output())
                .contains("batches " + (first + 1) + " to ")
                .endsWith("SOUND\n");
        assertThat(realm.send("GET", "/mfa/audit/export?after=9999", "").status())
                .isEqualTo(400);
        assertThat(realm.send("GET", "/mfa/audit/export?type=LOGIN", "").status())
                .isEqualTo(400);
    }

    @Test
    @DisplayName("I5: a clock that steps back an hour is no break in the chain")
    void aClockThatStepsBackDoesNotMatter() {
        try (ServerClock clock = node.clock()) {
            clock.ahead(Duration.ofHours(1));
            logIn();
            awaitSealed();
        }
        logIn();
        awaitSealed();

        JsonNode verification = verify();
        assertThat(verification.path("findings")).isEmpty();
        assertThat(verification.path("rows").asLong()).isEqualTo(count("BATCH_NO is not null"));
    }

    @Test
    void somebodyWhoIsRemovedLeavesAPseudonymAndASoundLog() {
        logIn();
        awaitSealed();
        String paul = realm.person("paul").id();
        long rows = count("USER_ID = '" + paul + "'");
        assertThat(rows).isGreaterThan(3);

        realm.person("paul").delete();
        awaitSealed();

        assertThat(node.db().dump("MFA_AUDIT_EVENT")).doesNotContain(paul);
        assertThat(
                        count(
                                "USER_ID like 'erased-%' and ADDRESS is null and SESSION_ID is null and TYPE <> 'PERSON_ERASED'"))
                .isEqualTo(rows);
        JsonNode after = verify();
        assertThat(after.path("findings")).isEmpty();
        assertThat(after.path("erased").asLong()).isEqualTo(rows);
        assertThat(VerifyCommand.run("--thumbprint", after.path("keys").get(0).asText(), export())
                        .output())
                .contains(rows + " of removed people")
                .endsWith("SOUND\n");
    }

    @Test
    @DisplayName("I4: where the row of a login cannot be written nobody gets in")
    void aLoginWithoutItsRowDoesNotSucceed() {
        node.db()
                .update(
                        "alter table MFA_AUDIT_EVENT add constraint TEST_NO_LOGIN check (TYPE <> 'LOGIN' or REALM_ID <> '"
                                + realmId + "')");
        try {
            RelyingParty.Login login = app.login().begin();
            Page answer = answered(login, new FormClient());
            assertThat(answer.status()).isGreaterThanOrEqualTo(400);
            assertThat(login.isAnswered()).isFalse();
            assertThat(realm.person("paul").sessions()).isEmpty();
        } finally {
            node.db().update("alter table MFA_AUDIT_EVENT drop constraint TEST_NO_LOGIN");
        }
        logIn();
        assertThat(count("TYPE = 'LOGIN'")).isEqualTo(1);
    }

    @Test
    void theLogDoesNotHangOnTheRealmsEventSettings() {
        realm.update(settings -> {
            settings.put("eventsEnabled", false);
            settings.putArray("eventsListeners");
        });

        logIn();

        assertThat(count("TYPE = 'LOGIN' and OUTCOME = 'SUCCESS'")).isEqualTo(1);
        realm.update(settings -> settings.putArray("eventsListeners").add("mfa-audit"));
        assertThat(realm.send(
                                "PUT",
                                "/events/config",
                                realm.get("/events/config").toString())
                        .status())
                .as("a realm that lists the listener can still save its settings")
                .isEqualTo(204);
        logIn();
        assertThat(count("TYPE = 'LOGIN' and OUTCOME = 'SUCCESS'"))
                .as("each login once")
                .isEqualTo(2);
    }

    @Test
    void wrongAnswersToKeycloaksOwnFactorsAndWhatAdministratorsRemoveAreRecorded() {
        RealmAdmin.Person tina = realm.createPerson("tina", "demo");
        tina.addTotp("12345678901234567890");
        FormClient client = new FormClient();
        Page page = password(client, "tina", app.login().begin());
        assertThat(page.has("#kc-otp-login-form")).isTrue();

        client.submit(page, "#kc-otp-login-form", Map.of("otp", "000000"));
        String credential = tina.credentials("otp").get(0).path("id").asText();
        tina.deleteCredential(credential);

        assertThat(node.db()
                        .row(
                                "select FACTOR, USER_ID, REASONS from MFA_AUDIT_EVENT where REALM_ID = ? and TYPE = 'CHALLENGE_FAILED'",
                                realmId))
                .containsEntry("FACTOR", "otp")
                .containsEntry("USER_ID", tina.id())
                .containsEntry("REASONS", "invalid_user_credentials");
        Map<String, Object> removed = rows("TYPE = 'FACTOR_REMOVED'").get(0);
        assertThat(removed)
                .containsEntry("FACTOR", "otp")
                .containsEntry("USER_ID", tina.id())
                .containsEntry("CREDENTIAL_ID", credential);
        assertThat(removed.get("ACTOR_ID")).isNotNull().isNotEqualTo(tina.id());
    }

    @Test
    void filtersAndPagesFindEachRecordOnce() {
        logIn();
        logIn();
        String paul = realm.person("paul").id();

        assertThat(events("?type=LOGIN&outcome=SUCCESS&client=sample-app&person=" + paul)
                        .path("events"))
                .hasSize(2)
                .allSatisfy(event -> {
                    assertThat(event.path("level").asInt()).isEqualTo(2);
                    assertThat(event.path("address").asText()).isNotEmpty();
                    assertThat(event.path("request").asText()).isNotEmpty();
                });
        assertThat(events("?type=LOGIN&from=2999-01-01T00:00:00Z").path("events"))
                .isEmpty();
        assertThat(events("?factor=mfa-sms&address=203.0.113.9").path("events")).isEmpty();

        List<String> seen = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = events("?max=3&person=" + paul + after);
            assertThat(page.path("events").size()).isBetween(1, 3);
            page.path("events").forEach(event -> seen.add(event.path("id").asText()));
            after = page.hasNonNull("next") ? "&after=" + page.path("next").asText() : "";
        } while (!after.isEmpty());
        assertThat(seen).doesNotHaveDuplicates().hasSize((int) count("USER_ID = '" + paul + "'"));

        for (String wrong : List.of("?max=0", "?max=1001", "?from=yesterday", "?after=x", "?persno=" + paul)) {
            assertThat(realm.send("GET", "/mfa/audit/events" + wrong, "").status())
                    .as(wrong)
                    .isEqualTo(400);
        }
    }

    @Test
    void peopleSeeTheirOwnActivityAndNobodyElses() {
        RestStatus.letIn(realm, "sample-app");
        realm.attribute("mfa.api.clients", "sample-app");
        MfaDemo.personWithPhone(realm, "nora", "+4915228817387");
        logIn();
        RelyingParty.Login login = app.login().scope("openid", "mfa").begin();
        answered(login, new FormClient());
        String token = login.tokens().accessToken();
        FormClient other = new FormClient();
        password(other, "nora", app.login().begin());
        String address = node.publicUri() + "/realms/" + realm.name() + "/mfa/v1/activity";

        assertThat(AdminCli.status("no-token", "GET", address)).isEqualTo(401);
        String activity = RestStatus.call(realm, "activity", Map.of("Authorization", "Bearer " + token));
        assertThat(activity).startsWith("200 [").contains("\"type\":\"LOGIN\"", "\"factor\":\"mfa-sms\"");
        JsonNode records = AdminCli.parse(activity.substring("200 ".length()));
        assertThat(records.size())
                .isEqualTo((int) count("USER_ID = '" + realm.person("paul").id() + "'"));
        assertThat(activity)
                .contains("\"address\":\"127.0.0.1\"")
                .doesNotContain(realm.person("paul").id(), "reasons", "request");

        realm.attribute("mfa.audit.address", "hashed");
        node.db().update("update MFA_AUDIT_EVENT set ADDRESS = 'hmac:1:x' where REALM_ID = ?", realmId);
        assertThat(RestStatus.call(realm, "activity", Map.of("Authorization", "Bearer " + token)))
                .as("a hash would tell them nothing")
                .startsWith("200 [")
                .doesNotContain("\"address\"", "hmac:");
    }

    @Test
    void aFormulaInACsvFileIsAText() {
        RelyingParty formula = RelyingParty.register(realm, "=1+1");
        realm.client("=1+1").update(client -> client.put("directAccessGrantsEnabled", true));
        formula.passwordGrant("paul", "wrong");
        formula.close();

        RealmAdmin.Answer csv = realm.send(
                "GET",
                "/mfa/audit/export?format=csv&person=" + realm.person("paul").id(),
                "");

        assertThat(csv.status()).isEqualTo(200);
        assertThat(csv.body()).startsWith("id,time,type,outcome,person,").contains(",LOGIN_FAILED,", ",'=1+1,");
        assertThat(csv.body()).doesNotContain(",=1+1");
    }

    @Test
    void onlyWhoMayViewEventsSeesTheLogAndNobodySeesANumberInIt() {
        logIn();
        realm.client("admin-cli").update(cli -> cli.put("directAccessGrantsEnabled", true));
        realm.createPerson("helper", "demo").grantClientRole("realm-management", "view-users");
        realm.createPerson("auditor", "demo").grantClientRole("realm-management", "view-events");
        String helper = AdminCli.token(node, realm.name(), "helper", "demo");
        String auditor = AdminCli.token(node, realm.name(), "auditor", "demo");
        String audit = node.baseUri() + "/admin/realms/" + realm.name() + "/mfa/audit/";

        assertThat(AdminCli.status(helper, "GET", audit + "events")).isEqualTo(403);
        assertThat(AdminCli.status(helper, "GET", audit + "export")).isEqualTo(403);
        assertThat(AdminCli.status(helper, "POST", audit + "verify")).isEqualTo(403);
        assertThat(AdminCli.status(auditor, "GET", audit + "events")).isEqualTo(200);
        assertThat(AdminCli.status(auditor, "GET", audit + "export")).isEqualTo(200);
        assertThat(AdminCli.status(auditor, "POST", audit + "verify")).isEqualTo(200);
        assertThat(count("TYPE = 'AUDIT_EXPORTED'")).isEqualTo(1);
        assertThat(node.db().dump("MFA_AUDIT_EVENT")).doesNotContain("15228817386");
    }

    /** Through to the app. */
    private void logIn() {
        RelyingParty.Login login = app.login().begin();
        answered(login, new FormClient());
        assertThat(login.tokens().acr()).isEqualTo("mfa");
    }

    private Page answered(RelyingParty.Login login, FormClient client) {
        MfaDemo.forgetMessages(realm);
        Page page = password(client, "paul", login);
        return client.submit(
                page, FORM, Map.of("code", phone.nextMessageTo(NUMBER).code()));
    }

    private static Page password(FormClient client, String username, RelyingParty.Login login) {
        return client.submit(
                client.get(login.uri()), "#kc-form-login", Map.of("username", username, "password", "demo"));
    }

    private void awaitSealed() {
        Deadline.ofSeconds(20)
                .until(
                        "all rows are sealed",
                        () -> count("BATCH_NO is null") == 0 && count("BATCH_NO is not null") > 0);
    }

    private JsonNode verify() {
        RealmAdmin.Answer answer = realm.send("POST", "/mfa/audit/verify", "");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private JsonNode events(String query) {
        RealmAdmin.Answer answer = realm.send("GET", "/mfa/audit/events" + query, "");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    @Test
    @DisplayName("where the realm keeps hashes of addresses, no address is read anywhere, and it is found all the same")
    void addressesAreKeptAsHashes() {
        realm.attribute("mfa.audit.address", "hashed");
        int mark = node.logMark();

        logIn();

        awaitSealed();
        List<Map<String, Object>> rows = rows("TYPE in ('LOGIN', 'CHALLENGE_VERIFIED', 'CHALLENGE_BEGUN')");
        assertThat(rows)
                .hasSize(3)
                .allSatisfy(
                        row -> assertThat(String.valueOf(row.get("ADDRESS"))).matches("hmac:1:[A-Za-z0-9_-]{43}"));
        assertThat(events("?type=LOGIN&address=127.0.0.1").path("events")).hasSize(1);
        assertThat(events("?type=LOGIN&address=127.0.0.2").path("events")).isEmpty();
        assertThat(events("?type=POLICY_CHANGED&address=127.0.0.1").path("events"))
                .as("records from before")
                .isNotEmpty();
        assertThat(node.logSince(mark).lines().filter(line -> line.contains("\"type\":\"LOGIN\"")))
                .hasSize(1)
                .noneMatch(line -> line.contains("127.0.0.1"));
        assertThat(verify().path("sound").asBoolean()).isTrue();
        RealmAdmin.Answer refused =
                realm.send("PUT", "/mfa/policy", "{\"attributes\": {\"mfa.audit.address\": \"rot13\"}}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("mfa.audit.address", "must be plain or hashed");
    }

    @Test
    @DisplayName("an app that asks a session for more is a step-up, and its success raises the level")
    void anAppThatAsksForMoreIsAStepUp() {
        realm.attribute("mfa.level.habit", "false");
        FormClient client = new FormClient();
        RelyingParty.Login first = app.login().begin();
        password(client, "paul", first);
        assertThat(first.tokens().acr()).isEqualTo("basic");
        assertThat(count("TYPE = 'STEP_UP'")).isZero();

        RelyingParty.Login more = app.login().acrValues("mfa").begin();
        Page page = client.get(more.uri());
        assertThat(rows("TYPE = 'STEP_UP'"))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("REASONS", "client-2")
                        .containsEntry("OUTCOME", "SUCCESS")
                        .containsEntry("AUTH_LEVEL", 2));
        client.submit(page, FORM, Map.of("code", phone.nextMessageTo(NUMBER).code()));

        assertThat(more.tokens().acr()).isEqualTo("mfa");
        assertThat(rows("TYPE = 'LEVEL_RAISED'"))
                .singleElement()
                .satisfies(
                        row -> assertThat(row).containsEntry("LEVEL_BEFORE", 1).containsEntry("AUTH_LEVEL", 2));
    }

    @Test
    @DisplayName("every row of an export is as the published schema says")
    void rowsFollowTheSchema() throws IOException {
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(Path.of("../../docs/audit-record.schema.json")));
        Walker.named("paul", "demo").withPhone(phone, NUMBER).walk(app.login().begin());

        List<String> rows = Files.readAllLines(Path.of(export())).stream()
                .filter(line -> line.contains("\"outcome\""))
                .toList();
        assertThat(rows).hasSizeGreaterThan(3);
        for (String row : rows) {
            assertThat(schema.validate(row, InputFormat.JSON)).as(row).isEmpty();
        }
        assertThat(schema.validate(rows.get(0).replace("\"outcome\":\"", "\"outcome\":\"NO"), InputFormat.JSON))
                .isNotEmpty();
    }

    private String export(String... query) {
        RealmAdmin.Answer answer = realm.send("GET", "/mfa/audit/export" + String.join("", query), "");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        try {
            return Files.writeString(Files.createTempFile(folder, "export", ".jsonl"), answer.body())
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> named(JsonNode verification) {
        Set<String> named = new HashSet<>();
        verification
                .path("findings")
                .forEach(finding -> named.add(finding.path("kind").asText() + " "
                        + finding.path("row").asText()));
        return named;
    }

    private static List<String> kinds(JsonNode verification) {
        return verification.path("findings").findValuesAsText("kind");
    }

    private List<Map<String, Object>> rows(String condition) {
        List<Map<String, Object>> rows = new ArrayList<>();
        node.db()
                .rows("select * from MFA_AUDIT_EVENT where REALM_ID = ? and " + condition, realmId)
                .forEach(rows::add);
        return rows;
    }

    private static String id(Map<String, Object> row) {
        return String.valueOf(Objects.requireNonNull(row.get("ID")));
    }

    private void set(String id, String change) {
        node.db().update("update MFA_AUDIT_EVENT set " + change + " where ID = ?", id);
    }

    private long count(String condition) {
        return node.db().number("select count(*) from MFA_AUDIT_EVENT where REALM_ID = ? and " + condition, realmId);
    }

    private long lastBatch() {
        return node.db().number("select max(BATCH_NO) from MFA_AUDIT_CHECKPOINT where REALM_ID = ?", realmId);
    }
}
