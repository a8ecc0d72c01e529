package dev.mfapack.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mfapack.tests.bench.Phone;
import dev.mfapack.tests.bench.RealmAdmin;
import dev.mfapack.tests.bench.RelyingParty;
import dev.mfapack.tests.bench.Walker;
import dev.mfapack.tests.bench.arquillian.BrowserSuite;
import dev.mfapack.tests.bench.server.Distribution;
import dev.mfapack.tests.bench.server.KeycloakNode;
import dev.mfapack.tests.bench.server.NodeSettings;
import dev.mfapack.tests.bench.server.Vendor;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The flow installer, in a realm that Keycloak made and in realms that somebody changed. */
@BrowserSuite
class InstallerIT {

    private static final String NUMBER = "+4915228817386";
    private static final String JSON = "application/json";

    @ArquillianResource
    private KeycloakNode node;

    @ArquillianResource
    private Phone phone;

    private final List<RelyingParty> apps = new ArrayList<>();
    private RealmAdmin realm;
    private FlowInstaller installer;

    @BeforeEach
    void realmThatKeycloakMade() {
        phone.reset();
        use("{\"realm\":\"shop\",\"enabled\":true}");
    }

    @AfterEach
    void putAway() {
        apps.forEach(RelyingParty::close);
    }

    @Test
    void planOfAFreshRealmTellsAllAndChangesNothing() {
        JsonNode before = FlowInstaller.state(realm);

        JsonNode plan = installer.plan();

        assertThat(FlowInstaller.changes(plan))
                .containsExactly(
                        "flow: MFA browser",
                        "flow: MFA reset credentials",
                        "name of a level (acr.loa.map): basic",
                        "name of a level (acr.loa.map): mfa",
                        "name of a level (acr.loa.map): phr",
                        "WebAuthn passwordless policy: passkeys in the login form",
                        "WebAuthn passwordless policy: attestation",
                        "WebAuthn policy: attestation",
                        "required action: mfa-choose-factor",
                        "required action: mfa-enroll-sms",
                        "required action: mfa-enroll-backup-codes",
                        "required action: mfa-preferred-factor",
                        "event listener: mfa-audit",
                        "realm attribute: mfa.mode",
                        "realm attribute: mfa.level.habit",
                        "realm attribute: mfa.level.beyond-reach",
                        "client: mfa-api",
                        "client scope: mfa",
                        "client scope: mfa-amr",
                        "reset credentials flow of the realm: shop",
                        "browser flow of the realm: shop");
        assertThat(plan.at("/changes/0/after").asText())
                .startsWith("MFA browser\n├─ ALTERNATIVE mfa-cookie")
                .contains("MFA browser Organization");
        assertThat(plan.at("/changes/20/before").asText()).isEqualTo("browser");
        assertThat(FlowInstaller.warnings(plan))
                .anyMatch(warning -> warning.contains("reset-otp"))
                .anyMatch(warning -> warning.contains("Brute force"))
                .anyMatch(warning -> warning.contains("NO APP CAN USE the MFA REST API yet"))
                .hasSize(3);
        assertThat(FlowInstaller.state(realm)).isEqualTo(before);
        assertThat(installer.plan()).isEqualTo(plan);
    }

    @Test
    void planCanBeReadByPeople() {
        String token = adminToken();
        HttpResponse<String> plan = installer.call("plan", "", token, "text/plain");

        assertThat(plan.statusCode()).isEqualTo(200);
        assertThat(plan.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(plan.body())
                .contains("Realm shop: 21 changes to be made.", "└─ ALTERNATIVE MFA forms", "why:    ")
                .containsPattern("\nPlan [0-9a-f]{64}\n$");
    }

    @Test
    void afterApplyPeopleAreAskedForTheirSecondFactor() {
        RelyingParty app = app("app");
        personWithPhone();
        assertThat(loginTo(app)).isEqualTo("password → 1");
        realm.keepEvents();
        long policies = rows("MFA_AUDIT_EVENT", " and TYPE = 'POLICY_CHANGED'");

        JsonNode applied = installer.apply();

        // The listener has seen the policy's attributes come.
        assertThat(rows("MFA_AUDIT_EVENT", " and TYPE = 'POLICY_CHANGED'")).isEqualTo(policies + 1);
        assertThat(loginTo(app)).isEqualTo("password, code → mfa");
        realm.attribute("mfa.level.habit", "false");
        assertThat(loginTo(app)).isEqualTo("password → basic");
        assertThat(walker().walk(app.login().acrValues("mfa").begin()).told()).isEqualTo("password, code → mfa");
        assertThat(rows("MFA_AUDIT_EVENT", " and TYPE = 'FLOWS_APPLIED' and OUTCOME = 'SUCCESS'"))
                .isEqualTo(1);
        assertThat(rows("MFA_FLOW_SNAPSHOT", " and ROLLED_BACK_AT is null")).isEqualTo(1);
        assertThat(applied.path("snapshot").asText()).isNotEmpty();
        assertThat(realm.adminEvents())
                .anyMatch(event -> event.path("operationType").asText().equals("ACTION")
                        && event.path("resourcePath").asText().equals("mfa/flows/apply"));
    }

    @Test
    @DisplayName("C6: codes by email come only to who asks for them, and stay when the installer runs again")
    void codesByEmailComeOnlyWhenAskedFor() {
        assertThat(installer.plan().toString()).doesNotContain("mfa-email", "mfa-enroll-email");
        JsonNode plan =
                FlowInstaller.parsed(installer.call("plan", "{\"email\":true}", adminToken(), "application/json"));
        assertThat(FlowInstaller.changes(plan)).contains("required action: mfa-enroll-email");
        String digest = plan.path("digest").asText();
        assertThat(installer.applyPlan(digest).status())
                .as("what was planned with email is not applied without")
                .isEqualTo(409);

        HttpResponse<String> applied = installer.call(
                "apply", "{\"email\":true,\"digest\":\"" + digest + "\"}", adminToken(), "application/json");

        assertThat(applied.statusCode()).as(applied.body()).isEqualTo(200);
        assertThat(FlowInstaller.state(realm).at("/flows/MFA browser").toString())
                .contains("mfa-email");
        assertThat(FlowInstaller.changes(installer.plan()))
                .as("again, without asking")
                .isEmpty();
    }

    @Test
    void applyingAgainChangesNothing() {
        installer.apply();
        JsonNode after = FlowInstaller.state(realm);

        JsonNode again = installer.apply();

        assertThat(FlowInstaller.changes(again)).isEmpty();
        assertThat(again.path("snapshot").asText("")).isIn("", "null");
        assertThat(FlowInstaller.state(realm)).isEqualTo(after);
        assertThat(rows("MFA_FLOW_SNAPSHOT", "")).isEqualTo(1);
    }

    @Test
    void customizedFlowKeepsItsExtraStepsAndStaysItself() {
        realm.attribute("acr.loa.map", "{\"gold\":\"2\",\"mfa\":\"3\"}");
        created(realm.send("POST", "/authentication/flows/browser/copy", "{\"newName\":\"shop login\"}"));
        realm.require("shop login", "auth-spnego", "ALTERNATIVE");
        realm.configure("shop login", "identity-provider-redirector", Map.of("defaultProvider", "nowhere"));
        created(realm.send(
                "POST",
                "/authentication/flows/shop%20login%20forms/executions/execution",
                "{\"provider\":\"webauthn-authenticator-passwordless\"}"));
        realm.update(shop -> shop.put("browserFlow", "shop login"));
        JsonNode former = FlowInstaller.state(realm).at("/flows/shop login");
        RelyingParty app = app("app");
        personWithPhone();

        List<String> warnings = FlowInstaller.warnings(installer.plan());
        installer.apply();

        assertThat(topSteps("MFA browser"))
                .containsExactly(
                        "ALTERNATIVE mfa-cookie",
                        "ALTERNATIVE auth-spnego",
                        "ALTERNATIVE identity-provider-redirector",
                        "ALTERNATIVE MFA browser shop login Organization",
                        "ALTERNATIVE MFA forms");
        String config = step("MFA browser", "identity-provider-redirector")
                .path("authenticationConfig")
                .asText();
        assertThat(realm.get("/authentication/config/" + config)
                        .at("/config/defaultProvider")
                        .asText())
                .isEqualTo("nowhere");
        assertThat(FlowInstaller.state(realm).at("/flows/shop login")).isEqualTo(former);
        assertThat(warnings)
                .anyMatch(warning -> warning.contains("auth-spnego"))
                .anyMatch(warning -> warning.contains("mfa is 3"))
                .anyMatch(warning -> warning.contains("gold"));
        assertThat(realm.attribute("acr.loa.map"))
                .contains("{\"gold\":\"2\",\"mfa\":\"3\",\"basic\":\"1\",\"phr\":\"3\"}");
        // Without Kerberos in the browser, its page stands before the login form.
        realm.require("MFA browser", "auth-spnego", "DISABLED");
        assertThat(loginTo(app)).startsWith("password, code → ");
    }

    @Test
    void flowThatSomebodyChangedSinceIsNotTouchedButReplaced() {
        installer.apply();
        realm.configure("MFA browser", "conditional-level-of-authentication", Map.of("loa-max-age", "60"));
        JsonNode changed = FlowInstaller.state(realm).at("/flows/MFA browser");

        JsonNode applied = installer.apply();

        assertThat(FlowInstaller.changes(applied))
                .containsExactly("flow: MFA browser (2)", "browser flow of the realm: shop");
        assertThat(FlowInstaller.state(realm).at("/flows/MFA browser")).isEqualTo(changed);
        assertThat(FlowInstaller.changes(installer.plan())).isEmpty();
    }

    @Test
    void flowWithAStepThatTheServerLacksIsNotBound() {
        use("{\"realm\":\"shop\",\"enabled\":true,\"browserFlow\":\"odd\",\"authenticationFlows\":["
                + "{\"alias\":\"odd\",\"providerId\":\"basic-flow\",\"topLevel\":true,\"builtIn\":false,"
                + "\"authenticationExecutions\":["
                + "{\"authenticator\":\"no-such-step\",\"requirement\":\"ALTERNATIVE\",\"priority\":10},"
                + "{\"authenticator\":\"auth-username-password-form\",\"requirement\":\"ALTERNATIVE\",\"priority\":20}"
                + "]}]}");
        JsonNode before = realm.representation();
        List<String> flows = flowAliases();

        RealmAdmin.Answer answer =
                installer.applyPlan(installer.plan().path("digest").asText());

        assertRefused(answer, "no-such-step", "nobody could log in");
        assertThat(realm.representation()).isEqualTo(before);
        assertThat(flowAliases()).isEqualTo(flows);
        assertThat(rows("MFA_FLOW_SNAPSHOT", "")).isZero();
    }

    @Test
    void callerIsNotLockedOut() {
        RealmAdmin.Person boss = administrator("boss", "realm-admin");
        String token = token("boss");
        realm.attribute("mfa.level.roles", "{\"realm-management/realm-admin\": 2}");
        realm.attribute("mfa.level.beyond-reach", "refuse");
        JsonNode before = FlowInstaller.state(realm);

        JsonNode plan = json(installer.call("plan", "{}", token, JSON));
        HttpResponse<String> refused = installer.call("apply", digestOf(plan), token, JSON);

        assertThat(FlowInstaller.warnings(plan)).anyMatch(warning -> warning.contains("lock you out"));
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("lock you out", "level 2");
        assertThat(FlowInstaller.state(realm)).isEqualTo(before);

        boss.addTotp("a-secret-of-twenty-b");
        JsonNode planAfter = json(installer.call("plan", "{}", token, JSON));
        assertThat(installer.call("apply", digestOf(planAfter), token, JSON).statusCode())
                .isEqualTo(200);
    }

    @Test
    void planThatTheRealmHasOutgrownIsNotApplied() {
        String digest = installer.plan().path("digest").asText();
        realm.attribute("acr.loa.map", "{\"gold\":\"2\"}");

        assertRefused(installer.applyPlan(digest), "new plan");
        assertThat(realm.representation().path("browserFlow").asText()).isEqualTo("browser");

        app("app");
        assertRefused(installer.applyPlan(installer.plan().path("digest").asText(), "app"), "new plan");
    }

    @Test
    void malformedRequestsAreRefusedInWords() {
        for (String body :
                List.of("[]", "{\"realm\":\"shop\"}", "{", "null", "{\"clients\":[null]}", "{\"apiClients\":[null]}")) {
            RealmAdmin.Answer answer = realm.send("POST", "/mfa/flows/plan", body);
            assertThat(answer.status()).as(body).isEqualTo(400);
            assertThat(answer.json().path("detail").asText()).contains("JSON object");
        }
        assertThat(realm.send("POST", "/mfa/flows/apply", "{}")
                        .json()
                        .path("detail")
                        .asText())
                .contains("digest");
        assertRefused(realm.send("POST", "/mfa/flows/plan", "{\"clients\":[\"nobody\"]}"), "no client nobody");
    }

    @Test
    @DisplayName(
            "apps that are named may use the REST API afterwards, those that could before still may, and rollback ends what was given")
    void appsThatAreNamedAreLetIn() {
        RelyingParty till = app("till");
        RelyingParty wiki = app("wiki");
        personWithPhone();
        JsonNode before = FlowInstaller.state(realm);

        JsonNode applied = installer.applyLettingIn("till");

        assertThat(FlowInstaller.changes(applied))
                .contains("client scope mfa of the client: till", "realm attribute: mfa.api.clients")
                .endsWith("reset credentials flow of the realm: shop", "browser flow of the realm: shop")
                .hasSize(23);
        assertThat(FlowInstaller.warnings(applied)).noneMatch(warning -> warning.contains("REST API"));
        assertThat(RestStatus.call(realm, Map.of("Authorization", "Bearer " + apiToken(till))))
                .startsWith("200 ")
                .contains("mfa-sms");
        assertThat(FlowInstaller.changes(installer.planLettingIn("till"))).isEmpty();

        assertThat(FlowInstaller.changes(installer.applyLettingIn("wiki")))
                .containsExactly("client scope mfa of the client: wiki", "realm attribute: mfa.api.clients");
        assertThat(realm.attribute("mfa.api.clients")).contains("till,wiki");
        assertThat(RestStatus.call(realm, Map.of("Authorization", "Bearer " + apiToken(wiki))))
                .startsWith("200 ");

        installer.rollBack();
        assertThat(realm.attribute("mfa.api.clients")).contains("till");
        assertThat(realm.client("wiki")
                        .representation()
                        .path("optionalClientScopes")
                        .toString())
                .doesNotContain("\"mfa\"");
        realm.send(
                "POST",
                "/mfa/flows/rollback",
                "{\"snapshot\":\"" + applied.path("snapshot").asText() + "\"}");
        assertThat(FlowInstaller.state(realm)).isEqualTo(before);
    }

    @Test
    void appsThatCouldNotCallAreRefusedInWords() {
        created(realm.send("POST", "/clients", "{\"clientId\":\"a,b\"}"));
        created(realm.send("POST", "/clients", "{\"clientId\":\"old\",\"protocol\":\"saml\"}"));
        JsonNode before = FlowInstaller.state(realm);

        assertRefused(installer.tryPlanLettingIn("nobody"), "no client nobody");
        assertRefused(installer.tryPlanLettingIn("a,b"), "cannot name the client a,b");
        assertRefused(installer.tryPlanLettingIn("old"), "client old", "OpenID Connect");
        assertRefused(installer.tryPlanLettingIn("realm-management"), "client realm-management");

        assertThat(FlowInstaller.state(realm)).isEqualTo(before);
    }

    @Test
    void onlyWhoMayChangeTheRealmMayApply() {
        administrator("viewer", "view-realm");
        administrator("clerk", "view-users");
        JsonNode before = FlowInstaller.state(realm);

        HttpResponse<String> plan = installer.call("plan", "", token("viewer"), JSON);

        assertThat(plan.statusCode()).isEqualTo(200);
        for (String verb : List.of("apply", "rollback")) {
            HttpResponse<String> refused = installer.call(verb, digestOf(json(plan)), token("viewer"), JSON);
            assertThat(refused.statusCode()).as(verb).isEqualTo(403);
            assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(refused.body()).contains("manage-realm");
        }
        assertThat(installer.call("plan", "", token("clerk"), "text/plain").statusCode())
                .isEqualTo(403);
        assertThat(installer.call("plan", "", "", JSON).statusCode()).isEqualTo(401);
        assertThat(FlowInstaller.state(realm)).isEqualTo(before);
    }

    @Test
    void clientsCanHaveTheFlowAlone() {
        RelyingParty till = app("till");
        RelyingParty wiki = app("wiki");
        personWithPhone();

        JsonNode applied = installer.apply("till");

        assertThat(FlowInstaller.changes(applied)).contains("browser flow of the client: till");
        assertThat(realm.representation().path("browserFlow").asText()).isEqualTo("browser");
        assertThat(loginTo(till)).isEqualTo("password, code → mfa");
        assertThat(loginTo(wiki)).isEqualTo("password → basic");
        assertThat(FlowInstaller.changes(installer.plan("till"))).isEmpty();

        installer.rollBack();

        assertThat(loginTo(till)).isEqualTo("password → 1");
        assertThat(realm.client("till").representation().path("authenticationFlowBindingOverrides"))
                .isEmpty();
    }

    @Test
    void clientsThatWouldGoRoundAreTold() {
        app("till");
        String browser = flowId("browser");
        realm.client("till")
                .update(client ->
                        client.putObject("authenticationFlowBindingOverrides").put("browser", browser));

        assertThat(FlowInstaller.warnings(installer.plan()))
                .anyMatch(warning -> warning.contains("client till") && warning.contains("round MFA"));
        assertThat(FlowInstaller.warnings(installer.plan("till"))).noneMatch(warning -> warning.contains("round MFA"));
    }

    @Test
    void rollbackGivesBackWhatWasThere() {
        RelyingParty app = app("app");
        personWithPhone();
        realm.attribute("acr.loa.map", "{\"gold\":2}");
        JsonNode before = FlowInstaller.state(realm);
        installer.apply();

        JsonNode rolledBack = installer.rollBack();

        assertThat(FlowInstaller.warnings(rolledBack)).isEmpty();
        assertThat(FlowInstaller.state(realm)).isEqualTo(before);
        assertThat(loginTo(app)).isEqualTo("password → 1");
        assertThat(rows("MFA_AUDIT_EVENT", " and TYPE = 'FLOWS_ROLLED_BACK' and OUTCOME = 'SUCCESS'"))
                .isEqualTo(1);

        assertRefused(installer.tryRollBack(), "rolled back already");
        assertThat(FlowInstaller.changes(installer.apply())).hasSize(21);
    }

    @Test
    void rollbackLeavesWhatOthersUseOrChangedSince() {
        RelyingParty till = app("till");
        personWithPhone();
        installer.apply();
        String flow = flowId("MFA browser");
        realm.client("till")
                .update(client ->
                        client.putObject("authenticationFlowBindingOverrides").put("browser", flow));
        created(realm.send(
                "PUT", "/clients/" + realm.client("till").id() + "/optional-client-scopes/" + scopeId("mfa"), ""));
        realm.attribute("mfa.level.habit", "false");
        realm.update(shop -> shop.withArray("eventsListeners").add("email"));

        JsonNode rolledBack = installer.rollBack();

        assertThat(FlowInstaller.warnings(rolledBack))
                .anyMatch(warning -> warning.contains("flow \"MFA browser\" is bound elsewhere"))
                .anyMatch(warning -> warning.contains("client scope mfa is used"))
                .anyMatch(warning -> warning.contains("client mfa-api is used"))
                .anyMatch(warning -> warning.contains("mfa.level.habit is false now"))
                .anyMatch(warning -> warning.contains("still has steps of the pack"))
                .hasSize(5);
        assertThat(realm.representation().path("browserFlow").asText()).isEqualTo("browser");
        assertThat(realm.representation().path("eventsListeners"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder("jboss-logging", "email");
        assertThat(loginTo(till)).isEqualTo("password → 1");
    }

    @Test
    void rollbackToAFlowThatIsGoneChangesNothing() {
        created(realm.send("POST", "/authentication/flows/browser/copy", "{\"newName\":\"shop login\"}"));
        realm.update(shop -> shop.put("browserFlow", "shop login"));
        installer.apply();
        created(realm.send("DELETE", "/authentication/flows/" + flowId("shop login"), ""));
        JsonNode before = FlowInstaller.state(realm);

        assertRefused(installer.tryRollBack(), "no flow \"shop login\" any more");

        assertThat(FlowInstaller.state(realm)).isEqualTo(before);
        assertThat(rows("MFA_FLOW_SNAPSHOT", " and ROLLED_BACK_AT is null")).isEqualTo(1);
    }

    @Test
    void nothingAppliedIsNothingToRollBack() {
        assertRefused(installer.tryRollBack(), "nothing to roll back");
    }

    @Test
    void ofTwoWhoApplyAtOnceOneIsRefused() {
        String digest = installer.plan().path("digest").asText();

        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            answers.add(CompletableFuture.supplyAsync(
                    () -> installer.applyPlan(digest).status()));
        }

        assertThat(answers).extracting(CompletableFuture::join).containsExactlyInAnyOrder(200, 409, 409, 409);
        assertThat(rows("MFA_FLOW_SNAPSHOT", "")).isEqualTo(1);
        assertThat(flowAliases()).contains("MFA browser").doesNotHaveDuplicates();
    }

    /** The realm as the pack's template had it in its first shape. */
    @Test
    void realmOfAnOlderPackIsBroughtUpToDate() {
        realm = node.admin().importRealmResource("/mfa-demo-realm-0.1.json");
        assertThat(FlowInstaller.warnings(FlowInstaller.of(realm).plan()))
                .anySatisfy(warning -> assertThat(warning).contains("mfa.sms.countries", "NOTHING IS SENT"));
        realm.attribute("mfa.sms.countries", "DE");
        installer = FlowInstaller.of(realm);
        RelyingParty app = existing("sample-app");
        MfaDemo.personWithPhone(realm, "lena", NUMBER);
        assertThat(walker().walk(app.login().acrValues("mfa").begin()).told()).isEqualTo("password, code → mfa");

        JsonNode plan = installer.plan();
        installer.apply();

        assertThat(FlowInstaller.changes(plan))
                .contains(
                        "flow: MFA reset credentials",
                        "required action: mfa-choose-factor",
                        "realm attribute: mfa.mode",
                        "client scope: mfa")
                .doesNotContain("event listener: mfa-audit", "name of a level (acr.loa.map): mfa");
        assertThat(FlowInstaller.changes(installer.plan())).isEmpty();
        assertThat(walker().walk(app.login().acrValues("mfa").begin()).told()).isEqualTo("password, code → mfa");
    }

    @Test
    void commandPlansAppliesAndRollsBack(@TempDir Path directory) {
        app("tea \"shop\"");
        InstallCommand command = new InstallCommand(node, "shop", directory);

        InstallCommand.Result plan = command.run("plan");
        assertThat(plan.output()).contains("Realm shop: 21 changes to be made.", "├─ ALTERNATIVE mfa-cookie");
        assertThat(plan.status()).isZero();
        assertThat(plan.output()).contains("! NO APP CAN USE the MFA REST API yet");
        assertThat(realm.representation().path("browserFlow").asText()).isEqualTo("browser");

        InstallCommand.Result unasked = command.run("apply");
        assertThat(unasked.status()).isEqualTo(1);
        assertThat(unasked.output()).contains("--yes");

        assertThat(command.run("--yes", "apply").output()).contains("21 changes made", "Snapshot ");
        assertThat(realm.representation().path("browserFlow").asText()).isEqualTo("MFA browser");
        assertThat(command.run("--yes", "apply").output()).contains("nothing to change");
        assertThat(command.run("--yes", "--client", "tea \"shop\"", "apply").output())
                .contains("1 change made");
        assertThat(command.run("--yes", "rollback").status()).isZero();
        InstallCommand.Result twice = command.run("--yes", "rollback");
        assertThat(twice.status()).isEqualTo(1);
        assertThat(twice.output()).contains("refused (409)", "rolled back already", "name the snapshot");
    }

    @Test
    void commandAsksForTheAppsThatMayUseTheApi(@TempDir Path directory) {
        app("tea \"shop\"");
        app("till");
        InstallCommand command = new InstallCommand(node, "shop", directory);

        InstallCommand.Result asked = command.runAtATerminal(" till , tea \"shop\"\ny\n", "apply");

        assertThat(asked.output())
                .contains("Apps that may use the MFA REST API", "24 changes to be made", "24 changes made");
        assertThat(realm.attribute("mfa.api.clients")).contains("tea \"shop\",till");
        assertThat(command.run("--api-client", "nobody", "plan").output())
                .contains("refused (409)", "The realm has no client nobody.");
    }

    @Test
    void commandTellsWhatIsWrong(@TempDir Path directory) {
        InstallCommand command = new InstallCommand(node, "no-such-realm", directory);
        assertThat(command.run("plan").output()).contains("there is no realm no-such-realm");
        assertThat(command.run().output()).contains("say plan, apply or rollback");
        assertThat(command.withPassword("wrong \"one\"").run("plan").output())
                .contains("in realm master was refused", "Invalid user credentials");
    }

    @Test
    void commandShowsNoSecretToOtherPeopleOfTheMachine(@TempDir Path directory) {
        InstallCommand command = new InstallCommand(node, "shop", directory);

        assertThat(command.run("plan").status()).isZero();

        assertThat(command.argumentsOfCurl())
                .contains("/mfa/flows/plan", "grant_type=password")
                .doesNotContain(KeycloakNode.ADMIN_PASSWORD, "Bearer", "eyJ");
    }

    /**
     * What was applied travels with the realm's export; what was rolled back leaves with the jar. Both on the server of a second
     * operator, who starts from nothing.
     */
    @Test
    void exportedRealmLogsInElsewhereAndTheJarCanBeTakenAway(@TempDir Path directory) {
        personWithPhone();
        app("app");
        installer.apply();
        Path export = directory.resolve("shop.json");
        node.export("shop", export);

        KeycloakNode elsewhere = new KeycloakNode(NodeSettings.onH2("elsewhere", Distribution.withPack(Vendor.H2))
                .withRealmFile(export)
                .withOption("spi-mfa-sms-gateway--http--url", phone.gatewayUrl().toString())
                .withJavaOption("-XX:TieredStopAtLevel=1"));
        elsewhere.start();
        try {
            realm = elsewhere.realm("shop");
            assertThat(loginTo(existing("app"))).isEqualTo("password, code → mfa");
            assertThat(FlowInstaller.changes(FlowInstaller.of(realm).plan())).isEmpty();

            realm = elsewhere.realm("master");
            realm.attribute("mfa.sms.countries", "DE");
            FlowInstaller ofMaster = FlowInstaller.of(realm);
            RelyingParty app = app("app");
            personWithPhone();
            ofMaster.apply();
            assertThat(loginTo(app)).isEqualTo("password, code → mfa");
            assertThat(FlowInstaller.warnings(ofMaster.rollBack())).isEmpty();
        } finally {
            elsewhere.stop();
        }

        KeycloakNode withoutJar = new KeycloakNode(NodeSettings.alone(
                        "without-jar",
                        Distribution.plain(Vendor.H2),
                        elsewhere.settings().database())
                .withJavaOption("-XX:TieredStopAtLevel=1"));
        withoutJar.start();
        try {
            realm = withoutJar.realm("master");
            assertThat(loginTo(existing("app"))).isEqualTo("password → 1");
        } finally {
            withoutJar.stop();
        }
    }

    private void use(String json) {
        realm = node.admin().importRealm(json);
        realm.attribute("mfa.sms.countries", "DE");
        installer = FlowInstaller.of(realm);
    }

    private RelyingParty app(String clientId) {
        RelyingParty app = RelyingParty.register(realm, clientId);
        apps.add(app);
        return app;
    }

    private RelyingParty existing(String clientId) {
        RelyingParty app = RelyingParty.existing(realm, clientId);
        apps.add(app);
        return app;
    }

    private void personWithPhone() {
        MfaDemo.personWithPhone(realm, "lena", NUMBER);
    }

    private Walker walker() {
        return Walker.named("lena", "demo").withPhone(phone, NUMBER);
    }

    /** In a browser that knows nobody. */
    private String loginTo(RelyingParty app) {
        return walker().walk(app.login().begin()).told();
    }

    private RealmAdmin.Person administrator(String username, String role) {
        RealmAdmin.Person person = realm.createPerson(username, "demo");
        String management = realm.client("realm-management").id();
        String roles = "[" + realm.get("/clients/" + management + "/roles/" + role) + "]";
        created(realm.send("POST", "/users/" + person.id() + "/role-mappings/clients/" + management, roles));
        return person;
    }

    private String token(String username) {
        return AdminCli.token(node, realm.name(), username, "demo");
    }

    private String apiToken(RelyingParty app) {
        return walker().walk(app.login().scope("mfa").begin()).tokens().accessToken();
    }

    private String adminToken() {
        return AdminCli.token(node, "master", KeycloakNode.ADMIN_USER, KeycloakNode.ADMIN_PASSWORD);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return AdminCli.parse(answer.body());
    }

    private static String digestOf(JsonNode plan) {
        return "{\"digest\":\"" + plan.path("digest").asText() + "\"}";
    }

    private static void assertRefused(RealmAdmin.Answer answer, String... words) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(409);
        assertThat(answer.json().path("detail").asText()).contains(words);
    }

    private static void created(RealmAdmin.Answer answer) {
        assertThat(answer.status() / 100).as(answer.body()).isEqualTo(2);
    }

    private long rows(String table, String condition) {
        return node.db()
                .number(
                        "select count(*) from " + table + " where REALM_ID = ?" + condition,
                        realm.representation().path("id").asText());
    }

    private List<String> topSteps(String flow) {
        return realm.executions(flow).stream()
                .filter(step -> step.path("level").asInt() == 0)
                .map(step -> step.path("requirement").asText() + " "
                        + step.path("providerId")
                                .asText(step.path("displayName").asText()))
                .toList();
    }

    private JsonNode step(String flow, String provider) {
        return realm.executions(flow).stream()
                .filter(step -> step.path("providerId").asText().equals(provider))
                .findFirst()
                .orElseThrow();
    }

    private List<String> flowAliases() {
        List<String> aliases = new ArrayList<>();
        realm.get("/authentication/flows")
                .forEach(flow -> aliases.add(flow.path("alias").asText()));
        aliases.sort(null);
        return aliases;
    }

    private String flowId(String alias) {
        return idOf("/authentication/flows", "alias", alias);
    }

    private String scopeId(String name) {
        return idOf("/client-scopes", "name", name);
    }

    private String idOf(String path, String field, String value) {
        for (JsonNode candidate : realm.get(path)) {
            if (candidate.path(field).asText().equals(value)) {
                return candidate.path("id").asText();
            }
        }
        throw new AssertionError("No " + value + " at " + path);
    }
}
