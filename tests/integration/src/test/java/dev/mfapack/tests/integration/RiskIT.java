package dev.mfapack.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mfapack.tests.bench.Db;
import dev.mfapack.tests.bench.Deadline;
import dev.mfapack.tests.bench.FormClient;
import dev.mfapack.tests.bench.Mailbox;
import dev.mfapack.tests.bench.RealmAdmin;
import dev.mfapack.tests.bench.RelyingParty;
import dev.mfapack.tests.bench.Totp;
import dev.mfapack.tests.bench.Walk;
import dev.mfapack.tests.bench.Walker;
import dev.mfapack.tests.bench.server.Distribution;
import dev.mfapack.tests.bench.server.KeycloakNode;
import dev.mfapack.tests.bench.server.NodeSettings;
import dev.mfapack.tests.bench.server.Vendor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the risk of a login changes, on a server that knows places and networks and stands behind a proxy. The test that finds no file of places comes first:
 * the server opens it at the first login.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RiskIT {

    private static final Path RESOURCES = Path.of("src/test/resources/risk");

    /** A changed file is looked at twice before it is taken, each time after so long: within a minute, as is documented. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

    private static final String SECRET = "risk-totp-secret";
    private static final String AT_HOME = "20.1.2.3";
    private static final String IN_BRAZIL = "200.1.2.3";
    private static final String DENIED = "203.0.113.9";
    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    private static final String CHROME =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

    @TempDir
    private static Path folder;

    private static KeycloakNode node;
    private static Path places;

    private final Mailbox mailbox = Mailbox.shared();
    private final Map<String, FormClient> homes = new HashMap<>();
    private RealmAdmin realm;
    private RelyingParty app;
    private Totp totp;

    @BeforeAll
    static void serverThatKnowsPlaces() throws Exception {
        Path deny = Files.writeString(folder.resolve("deny.txt"), "203.0.113.0/24 # whatever comes from here\n");
        places = folder.resolve("places.mmdb");
        node = new KeycloakNode(NodeSettings.onH2("risk", Distribution.withPack(Vendor.H2))
                .withOption("proxy-headers", "xforwarded")
                .withOption("spi-mfa-risk--default--places-file", places.toString())
                .withOption(
                        "spi-mfa-risk--default--asn-file",
                        RESOURCES.resolve("asn.mmdb").toAbsolutePath().toString())
                .withOption("spi-mfa-risk--default--deny-file", deny.toString()));
        node.start();
    }

    @AfterAll
    static void stop() {
        node.stop();
    }

    @BeforeEach
    void realmThatLooksAtRisk() throws IOException {
        if (!Files.exists(places)) {
            replacePlaces(file());
        }
        lookAtRisk(MfaDemo.on(node));
    }

    private void lookAtRisk(RealmAdmin made) {
        realm = made;
        realm.withoutBruteForceProtection();
        // The proxy would bring TLS; the bench has none.
        realm.update(settings -> settings.put("sslRequired", "none"));
        realm.attribute("mfa.level.habit", "false");
        realm.attribute("mfa.risk.mode", "enforce");
        realm.attribute("mfa.risk.learn-days", "1");
        app = RelyingParty.existing(realm, "sample-app");
        totp = realm.createPerson("rita", "demo").addTotp(SECRET);
    }

    @AfterEach
    void putAway() {
        app.close();
        node.clock().close();
    }

    @Test
    @DisplayName(
            "who comes as ever is asked for a password; a stranger with the same password for a second factor, and is told why")
    void aStrangerIsAskedForMore() {
        FormClient home = browser(AT_HOME, FIREFOX);
        comesEveryDay(home, 6);

        FormClient stranger = browser(IN_BRAZIL, CHROME);
        FormClient.Page page = passPassword(stranger);

        assertThat(page.has("#kc-otp-login-form")).as(page.html().text()).isTrue();
        assertThat(page.html().text()).contains("new for your account, so we ask for one more proof");
        Map<String, Object> decision = latestDecision();
        assertThat(((Number) Objects.requireNonNull(decision.get("RISK_LEVEL"))).intValue())
                .isGreaterThanOrEqualTo(2);
        assertThat(String.valueOf(decision.get("CONTRIBUTIONS")))
                .contains("mfaRiskNew-country", "BR", "mfaRiskDeviceNew");
        assertThat(audited("RISK_ASSESSED")).isEqualTo(1);
        assertThat(reasons("LEVEL_DECIDED")).anyMatch(reasons -> reasons.contains("risk-"));

        FormClient.Page in = stranger.submit(page, "#kc-otp-login-form", Map.of("otp", totp.freshCode()));
        assertThat(in.has("#kc-otp-login-form")).isFalse();
        assertThat(walk(home).told()).as("the person is as known as before").isEqualTo("– → basic");
    }

    @Test
    @DisplayName(
            "whoever is known nowhere and has no second factor does not get in for a score; the page names the record")
    void aStrangerWithoutASecondFactorIsKeptOut() {
        realm.createPerson("nick", "demo");
        Walker nick = Walker.named("nick", "demo").in(browser(AT_HOME, FIREFOX));
        for (int day = 0; day < 6; day++) {
            node.clock().ahead(Duration.ofDays(day));
            assertThat(nick.walk(app.login().prompt("login").begin()).told()).isEqualTo("password → basic");
        }

        FormClient stranger = browser(IN_BRAZIL, CHROME);
        FormClient.Page page = passPassword(stranger, "nick");

        assertThat(page.has("#kc-error-message")).as(page.html().text()).isTrue();
        assertThat(reasons("LEVEL_DENIED")).anyMatch(reasons -> reasons.contains("because-risk"));
        assertThat(realm.person("nick").credentials()).hasSize(1);
    }

    @Test
    @DisplayName("shadow: everything is looked at and kept, and nobody is asked")
    void shadowAsksNobody() {
        realm.attribute("mfa.risk.mode", "shadow");
        comesEveryDay(browser(AT_HOME, FIREFOX), 6);

        Walk stranger = walk(browser(IN_BRAZIL, CHROME));

        assertThat(stranger.told()).isEqualTo("password → basic");
        Map<String, Object> decision = latestDecision();
        assertThat(decision.get("RISK_MODE")).isEqualTo("SHADOW");
        assertThat(((Number) Objects.requireNonNull(decision.get("RISK_LEVEL"))).intValue())
                .isGreaterThanOrEqualTo(2);
        assertThat(decisions()).isEqualTo(7);
    }

    @Test
    void offLooksAtNothingAndKeepsNothing() {
        realm.attribute("mfa.risk.mode", "off");

        assertThat(walk(browser(AT_HOME, FIREFOX)).told()).isEqualTo("password → basic");

        for (String table : List.of("MFA_RISK_PROFILE", "MFA_RISK_RATE", "MFA_RISK_DECISION")) {
            assertThat(rows(table)).as(table).isZero();
        }
    }

    @Test
    @DisplayName("a network on the deny list gets nobody in, whatever they know")
    void aDeniedNetworkIsRefused() {
        FormClient denied = browser(DENIED, FIREFOX);

        FormClient.Page page = passPassword(denied);

        assertThat(page.has("#kc-error-message")).as(page.html().text()).isTrue();
        assertThat(page.text("#kc-error-message")).contains("Your help desk finds the reason under this number");
        assertThat(latestDecision().get("REFUSAL")).isEqualTo("DENIED_NETWORK");
        assertThat(reasons("RISK_ASSESSED")).anyMatch(reasons -> reasons.contains("denied-network"));
        assertThat(walk(browser(AT_HOME, FIREFOX)).prompts()).contains("password");
    }

    @Test
    @DisplayName(
            "when the store is broken, who has a second factor is asked for it, who has none gets in, and operators see why")
    void whatIsBrokenNeverLowersTheLevel() {
        realm.createPerson("nick", "demo");
        int mark = node.logMark();
        Db db = node.db();
        db.update("alter table MFA_RISK_PROFILE rename to MFA_RISK_PROFILE_GONE");
        try {
            assertThat(walk(browser(AT_HOME, FIREFOX)).told()).isEqualTo("password, otp → mfa");
            assertThat(Walker.named("nick", "demo")
                            .in(browser(AT_HOME, FIREFOX))
                            .walk(app.login().begin())
                            .told())
                    .isEqualTo("password → basic");
        } finally {
            db.update("alter table MFA_RISK_PROFILE_GONE rename to MFA_RISK_PROFILE");
        }
        assertThat(node.logSince(mark)).contains("store-failed").doesNotContain("\tat dev.mfapack");
        assertThat(node.metrics()).containsPattern("mfa_risk_unknown_total\\{.*reason=\"store-failed\".*\\}");
    }

    @Test
    @DisplayName("of address and browser nothing is kept, in no table of risk and in no log line of it")
    void nothingRawIsKept() {
        comesEveryDay(browser(AT_HOME, FIREFOX), 2);

        for (String table : List.of("MFA_RISK_PROFILE", "MFA_RISK_GLOBAL", "MFA_RISK_RATE", "MFA_RISK_DECISION")) {
            assertThat(node.db().dump(table)).as(table).doesNotContain(AT_HOME, "20.1.2.", "Gecko/20100101", "rv:140");
        }
    }

    @Test
    @DisplayName("a session that goes on from elsewhere is asked again when its risk rises, and once")
    void aSessionWhoseRiskRisesProvesMore() {
        RelyingParty vault = RelyingParty.register(realm, "vault");
        FormClient home = browser(AT_HOME, FIREFOX);
        comesEveryDay(home, 6);
        realm.logoutAll();
        assertThat(walk(home).told()).isEqualTo("password → basic");
        FormClient taken = browser(IN_BRAZIL, CHROME).withCookiesOf(home, "MFA_BROWSER");

        Walk elsewhere = Walker.named("rita", "demo")
                .withTotp(totp)
                .in(taken)
                .walk(vault.login().begin());
        Walk again = Walker.named("rita", "demo")
                .withTotp(totp)
                .in(taken)
                .walk(app.login().begin());

        vault.close();
        assertThat(elsewhere.prompts()).as(String.valueOf(latestDecision())).containsExactly("otp");
        assertThat(again.prompts()).isEmpty();
    }

    @Test
    @DisplayName(
            "the administrator reads in words where a login came from, how fast, and on what; a known browser takes the sting out of the distance")
    void aDecisionIsReadInWords() {
        FormClient home = browser(AT_HOME, FIREFOX);
        comesEveryDay(home, 3);
        node.clock().ahead(Duration.ofDays(2).plusMinutes(40));

        passPassword(browser(IN_BRAZIL, CHROME));
        assertThat(words(newest()))
                .contains("new country (Brazil, never seen for this person)", "device never seen for this person");
        assertThat(words(newest())).anyMatch(RiskIT::isTenThousandKilometresInFortyMinutes);
        assertThat(weight(newest(), "travel")).isPositive();

        realm.logoutAll();
        passPassword(browser(IN_BRAZIL, FIREFOX).withCookiesOf(home, "none of them"));
        assertThat(words(newest())).contains("new country (Brazil, never seen for this person)", "device known");
        assertThat(words(newest())).anyMatch(RiskIT::isTenThousandKilometresInFortyMinutes);
        assertThat(weight(newest(), "travel")).isZero();
        assertThat(newest().toString()).doesNotContain(IN_BRAZIL, AT_HOME, "Gecko/20100101");
    }

    private static boolean isTenThousandKilometresInFortyMinutes(String words) {
        return words.matches("10\\d{3} km in 4[01] min, faster than anybody travels");
    }

    @Test
    @DisplayName(
            "\"this wasn't me\": the mail names the country, the button ends the sessions and calls the login an attack, and a dry run counts it as one")
    void whoSaysThatItWasNotThemLabelsTheLogin() {
        realm.sendMailTo(mailbox);
        RestStatus.letIn(realm, "sample-app");
        realm.attribute("mfa.api.clients", "sample-app");
        PackRows rows = new PackRows(realm);
        RealmAdmin.Person rita = realm.person("rita");
        comesEveryDay(browser(AT_HOME, FIREFOX), 3);
        mailbox.reset();

        FormClient stranger = browser(IN_BRAZIL, CHROME);
        RelyingParty.Login login = app.login().scope("openid", "mfa").begin();
        FormClient.Page page = passPassword(stranger, "rita", login);
        stranger.submit(page, "#kc-otp-login-form", Map.of("otp", totp.freshCode()));
        RelyingParty.Tokens tokens = login.tokens();
        JsonNode decision = newest();
        String id = decision.path("id").asText();

        Mailbox.Mail mail = mailbox.nextMailTo("rita@example.org");
        assertThat(mail.subject()).isEqualTo("MFA Demo: a login from a new browser");
        assertThat(mail.text()).contains("Place: Brazil", "Chrome");

        assertThat(verdict(id, "attack")).isEqualTo(204);
        String activity = RestStatus.call(realm, "activity", Map.of("Authorization", "Bearer " + tokens.accessToken()));
        assertThat(activity)
                .as("who sits there learns nothing of it")
                .startsWith("200 [")
                .contains("\"LOGIN\"")
                .doesNotContain("RISK_");
        assertThat(verdict(id, "legitimate")).isEqualTo(204);
        assertThat(dryRun().path("attacks").asInt()).isZero();

        FormClient reader = new FormClient();
        FormClient.Page done = reader.submit(reader.get(linkIn(mail)), "#mfa-not-me-form", Map.of());
        assertThat(done.text("#mfa-done")).contains("All sessions have ended");
        assertThat(rita.sessions()).isEmpty();
        assertThat(app.refresh(tokens).status()).isEqualTo(400);
        assertThat(rita.requiredActions()).containsExactly("UPDATE_PASSWORD");

        JsonNode told = realm.get("/mfa/risk/decisions/" + id).path("verdict");
        assertThat(told.path("verdict").asText()).isEqualTo("attack");
        assertThat(told.path("by").asText()).as("the latest word counts").isEqualTo(rita.id());
        assertThat(rows.reasons("REPUDIATED", "SUCCESS"))
                .startsWith("new-device,sessions-ended-")
                .endsWith(",password-asked,decision-" + id);
        assertThat(node.db()
                        .rows(
                                "select REASONS, USER_ID, ACTOR_ID from MFA_AUDIT_EVENT where REALM_ID = ?"
                                        + " and TYPE = 'RISK_LABELLED' and ACTOR_ID is null",
                                realmId()))
                .as("the person's own word; the administrator's have an actor")
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("REASONS", "attack,decision-" + id)
                        .containsEntry("USER_ID", rita.id()));
        assertThat(reasons("RISK_LABELLED")).hasSize(3);
        JsonNode counted = dryRun();
        assertThat(counted.path("attacks").asInt()).isEqualTo(1);
        assertThat(counted.path("policy").path("attacksCaught").asInt()).isEqualTo(1);
        assertThat(counted.path("logins").asInt()).isEqualTo(3);

        passPassword(browser(AT_HOME, FIREFOX));
        assertThat(words(newest())).contains("the person reported a stranger of late");
    }

    @Test
    @DisplayName(
            "in a flow of the operator's own, a stranger is asked and told why; with the second factor proven, the place is learned")
    void aFlowOfTheOperatorsOwnAsksAStranger() {
        app.close();
        lookAtRisk(MfaDemo.withAFlowOfItsOwn(node));
        int mark = node.logMark();
        comesEveryDay(browser(AT_HOME, FIREFOX), 3);
        assertThat(audited("RISK_ASSESSED")).isZero();
        assertThat(node.logSince(mark)).contains("stands where nobody is known yet");
        long version = profileVersion("rita");
        realm.attribute("mfa.risk.phr-from", "100");

        FormClient stranger = browser(IN_BRAZIL, CHROME);
        RelyingParty.Login login = app.login().begin();
        FormClient.Page page = passPassword(stranger, "rita", login);

        assertThat(page.has("#kc-otp-login-form")).as(page.html().text()).isTrue();
        assertThat(page.html().text()).contains("new for your account, so we ask for one more proof");
        assertThat(latestDecision()).containsEntry("RISK_LEVEL", 2).containsEntry("RISK_MODE", "ENFORCE");
        assertThat(reasons("RISK_ASSESSED")).singleElement().asString().startsWith("enforce,score-");
        FormClient.Page again = stranger.submit(page, "#kc-otp-login-form", Map.of("otp", totp.staleCode()));
        assertThat(again.has("#kc-otp-login-form")).isTrue();
        assertThat(profileVersion("rita")).isEqualTo(version);

        stranger.submit(again, "#kc-otp-login-form", Map.of("otp", totp.freshCode()));
        assertThat(login.isAnswered()).isTrue();
        assertThat(login.error()).isEmpty();
        assertThat(decisions()).as("one look for each login").isEqualTo(4);
        Deadline.ofSeconds(5).until("what was proven to be learned", () -> profileVersion("rita") == version + 1);
    }

    @Test
    @DisplayName(
            "the condition mfa-risk-level holds from its level on, negated below it; in shadow it never does, and what it does not understand counts as 2")
    void theConditionHoldsFromItsLevelOn() {
        app.close();
        lookAtRisk(MfaDemo.withAFlowOfItsOwn(node));
        comesEveryDay(browser(AT_HOME, FIREFOX), 3);
        // So that nobody gets in, and the next stranger is none that was learned from.
        realm.person("rita").requireAction("UPDATE_PASSWORD");
        realm.attribute("mfa.risk.phr-from", "100");
        assertThat(comesAsAStranger()).isEqualTo("asked");
        double score = newest().path("score").asDouble();
        // A point to each side: a login of a second later scores a little otherwise.
        String below = Long.toString((long) Math.floor(score) - 1);
        String above = Long.toString((long) Math.min(100, Math.ceil(score) + 1));

        realm.attribute("mfa.risk.mfa-from", below);
        assertThat(comesAsAStranger()).as("2 is asked, and risky is 2").isEqualTo("asked");
        condition("3", "false");
        assertThat(comesAsAStranger()).as("3 is meant, and risky is 2").isEqualTo("through");
        condition("3", "true");
        assertThat(comesAsAStranger()).as("below 3 is meant").isEqualTo("asked");
        condition("2", "true");
        assertThat(comesAsAStranger()).as("below 2 is meant, and risky is 2").isEqualTo("through");

        realm.attribute("mfa.risk.mfa-from", above);
        assertThat(comesAsAStranger()).as("below 2 is meant, and calm is 1").isEqualTo("asked");
        int mark = node.logMark();
        condition("5", "false");
        assertThat(comesAsAStranger()).as("5 is no level, and calm is 1").isEqualTo("through");
        realm.attribute("mfa.risk.mfa-from", below);
        assertThat(comesAsAStranger()).as("5 is no level").isEqualTo("asked");
        assertThat(node.logSince(mark)).contains("Configuration own asked", "risk-level must be 2 or 3, and 2 holds");

        condition("2", "false");
        realm.attribute("mfa.risk.phr-from", below);
        assertThat(comesAsAStranger()).as("3 is denied in this flow").isEqualTo("denied");
        realm.attribute("mfa.risk.phr-from", "100");
        assertThat(outcomeOf(passPassword(browser(DENIED, FIREFOX))))
                .as("hard evidence holds for every level")
                .isEqualTo("denied");
        for (List<String> off : List.of(
                List.of("mfa.mode", "shadow", "enforcing"),
                List.of("mfa.risk.mode", "shadow", "enforce"),
                List.of("mfa.risk.mode", "off", "enforce"))) {
            realm.attribute(off.get(0), off.get(1));
            assertThat(comesAsAStranger()).as(off.toString()).isEqualTo("through");
            realm.attribute(off.get(0), off.get(2));
        }
        assertThat(comesAsAStranger()).isEqualTo("asked");
    }

    private void condition(String level, String negate) {
        realm.configure(MfaDemo.ASKED_FROM, "mfa-risk-level", Map.of("risk-level", level, "negate", negate));
    }

    private String comesAsAStranger() {
        return outcomeOf(passPassword(browser(IN_BRAZIL, CHROME)));
    }

    private static String outcomeOf(FormClient.Page page) {
        if (page.has("#kc-otp-login-form")) {
            return "asked";
        }
        if (page.has("#kc-passwd-update-form")) {
            return "through";
        }
        assertThat(page.has("#kc-error-message")).as(page.html().text()).isTrue();
        return "denied";
    }

    @Test
    @Order(1)
    @DisplayName(
            "without the file of places, or with half of it, who has a second factor is asked for it and nobody is kept out; it is taken once it is there")
    void aFileOfPlacesThatIsNotThereKeepsNobodyOut() throws IOException {
        Files.delete(places);
        realm.createPerson("nick", "demo");
        realm.createPerson("nora", "demo").addTotp(SECRET);
        int mark = node.logMark();

        assertThat(walk(browser(AT_HOME, FIREFOX)).told()).isEqualTo("password, otp → mfa");
        assertThat(comes("nick")).isEqualTo("password → basic");
        assertThat(String.valueOf(latestDecision().get("CONTRIBUTIONS"))).contains("FILE_UNREADABLE");
        assertThat(node.logSince(mark)).contains("the signal location is unknown (file-unreadable)");
        assertThat(node.metrics()).containsPattern("mfa_risk_unknown_total\\{.*reason=\"file-unreadable\".*\\}");

        replacePlaces(Arrays.copyOf(file(), file().length / 2));
        node.clock().ahead(LOOK_AGAIN);
        assertThat(comes("nick")).isEqualTo("password → basic");
        assertThat(String.valueOf(latestDecision().get("CONTRIBUTIONS"))).contains("FILE_UNREADABLE");
        assertThat(node.logSince(mark)).containsPattern("the file \\S+places.mmdb cannot be taken");

        replacePlaces(file());
        node.clock().ahead(LOOK_AGAIN.multipliedBy(2));
        assertThat(comes("nora")).as("a first login is none to ask at").isEqualTo("password → basic");
        assertThat(words(newest())).contains("first login seen, from Germany");
    }

    @Test
    @DisplayName(
            "files of places that are replaced while people log in fail nobody: each counts within a minute, and what is broken never")
    void aFileOfPlacesIsReplacedWhileLoginsGoOn() throws IOException {
        realm.attribute("mfa.risk.mode", "shadow");
        MfaDemo.withoutNotices(realm);
        realm.createPerson("nick", "demo");
        realm.createPerson("nora", "demo");
        RelyingParty elsewhere = RelyingParty.register(realm, "vault");
        AtomicBoolean isEnough = new AtomicBoolean();
        CompletableFuture<Integer> others = CompletableFuture.supplyAsync(() -> {
            int logins = 0;
            while (!isEnough.get()) {
                RelyingParty.Login login = elsewhere.login().begin();
                passPassword(browser(AT_HOME, FIREFOX), "nora", login);
                assertThat(login.isAnswered()).isTrue();
                assertThat(login.error()).isEmpty();
                logins++;
            }
            return logins;
        });
        Duration ahead = Duration.ZERO;
        int mark = node.logMark();
        try {
            assertThat(countryOf("nick")).isEqualTo("DE");
            for (String country : List.of("NO", "PL", "DE")) {
                replacePlaces(fileWith(country));
                ahead = oneMinuteMore(ahead);
                Deadline.ofSeconds(5)
                        .until("the new file", () -> countryOf("nick").equals(country));
            }
            assertThat(node.logSince(mark)).doesNotContain("cannot be taken");

            byte[] rubbish = "no file of places\n".repeat(300).getBytes(StandardCharsets.US_ASCII);
            for (byte[] broken : List.of(rubbish, Arrays.copyOf(file(), 100))) {
                int before = node.logMark();
                replacePlaces(broken);
                ahead = oneMinuteMore(ahead);
                Deadline.ofSeconds(5).until("somebody to look at the file", () -> {
                    assertThat(countryOf("nick")).isEqualTo("DE");
                    return node.logSince(before).contains("places.mmdb cannot be taken");
                });
            }
            assertThat(node.metrics())
                    .containsPattern("mfa_risk_files_not_taken_total\\{file=\"places.mmdb\".*\\} [2-9]");
        } finally {
            isEnough.set(true);
            replacePlaces(file());
        }
        assertThat(others.join()).isPositive();
        elsewhere.close();
    }

    @Test
    @DisplayName("a file of places that is cut off below its reader is unknown, and asks who has a second factor")
    void aFileOfPlacesThatIsCutOffInPlaceKeepsNobodyOut() throws IOException {
        realm.createPerson("nick", "demo");
        realm.createPerson("nora", "demo").addTotp(SECRET);
        // It must be this very file that the server reads.
        replacePlaces(file());
        Duration ahead = oneMinuteMore(Duration.ZERO);
        assertThat(comes("nora")).isEqualTo("password → basic");
        try {
            Files.write(places, new byte[0]);
            assertThat(comes("nick")).isEqualTo("password → basic");
            assertThat(String.valueOf(latestDecision().get("CONTRIBUTIONS"))).contains("FILE_UNREADABLE");
            assertThat(walk(browser(AT_HOME, FIREFOX)).told()).isEqualTo("password, otp → mfa");
        } finally {
            replacePlaces(file());
        }
        node.clock().ahead(ahead.plus(LOOK_AGAIN));
        comes("nick");
        node.clock().ahead(ahead.plus(LOOK_AGAIN.multipliedBy(2)));
        Deadline.ofSeconds(5).until("the new file", () -> countryOf("nick").equals("DE"));
    }

    /** Two looks, of which the second takes the file. */
    private Duration oneMinuteMore(Duration ahead) {
        node.clock().ahead(ahead.plus(LOOK_AGAIN));
        countryOf("nick");
        node.clock().ahead(ahead.plus(LOOK_AGAIN.multipliedBy(2)));
        return ahead.plus(LOOK_AGAIN.multipliedBy(2));
    }

    /** Logs in from home, and gives where the server takes that to be. */
    private String countryOf(String username) {
        assertThat(comes(username)).isEqualTo("password → basic");
        String words = String.valueOf(node.db()
                .rows(
                        "select CONTRIBUTIONS from MFA_RISK_DECISION where REALM_ID = ? and USER_ID = ?"
                                + " order by DECIDED_AT desc",
                        realmId(),
                        realm.person(username).id())
                .get(0)
                .get("CONTRIBUTIONS"));
        Matcher country = COUNTRY.matcher(words);
        return country.find() ? country.group(1) : words;
    }

    private static final Pattern COUNTRY = Pattern.compile("\"arguments\":\\[\"([A-Z]{2})\"]");

    private static byte[] file() throws IOException {
        return Files.readAllBytes(RESOURCES.resolve("places.mmdb"));
    }

    /** The file, with another country in place of Germany. */
    private static byte[] fileWith(String country) throws IOException {
        return new String(file(), StandardCharsets.ISO_8859_1)
                .replace("BDE", "B" + country)
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void replacePlaces(byte[] bytes) throws IOException {
        Files.move(
                Files.write(folder.resolve("places.new"), bytes),
                places,
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.ATOMIC_MOVE);
    }

    @Test
    @DisplayName(
            "a damaged profile, or one of another version, asks who has a second factor and keeps nobody out; the damaged one is begun anew")
    void aProfileThatCannotBeReadNeverLowersTheLevel() {
        RealmAdmin.Person rita = realm.person("rita");
        RealmAdmin.Person nick = realm.createPerson("nick", "demo");
        FormClient home = browser(AT_HOME, FIREFOX);
        comesEveryDay(home, 2);
        assertThat(comes("nick")).isEqualTo("password → basic");
        assertThat(walk(home, "login").told()).as("calm").isEqualTo("password → basic");
        int mark = node.logMark();
        byte[] damaged = habits(rita);
        damaged[damaged.length / 2] ^= 1;

        write(rita, damaged);
        write(nick, new byte[] {1, 2, 3});
        assertThat(walk(home, "login").told()).isEqualTo("password, otp → mfa");
        assertThat(comes("nick")).isEqualTo("password → basic");
        assertThat(node.logSince(mark)).contains("the signal profile is unknown (corrupt)");
        assertThat(node.metrics()).containsPattern("mfa_risk_unknown_total\\{.*reason=\"corrupt\".*\\}");
        Deadline.ofSeconds(5).until("a new profile", () -> !Arrays.equals(habits(rita), damaged));
        passPassword(browser(AT_HOME, FIREFOX));
        assertThat(String.valueOf(latestDecision().get("CONTRIBUTIONS"))).doesNotContain("CORRUPT");

        byte[] ofAnotherVersion = habits(rita);
        ofAnotherVersion[0] = 99;
        write(rita, ofAnotherVersion);
        assertThat(walk(home, "login").told()).isEqualTo("password, otp → mfa");
        assertThat(node.logSince(mark)).contains("the signal profile is unknown (other-version)");
        assertThat(habits(rita)).as("left to who can read it").isEqualTo(ofAnotherVersion);
    }

    private byte[] habits(RealmAdmin.Person person) {
        return (byte[]) node.db()
                .row("select HABITS from MFA_RISK_PROFILE where REALM_ID = ? and USER_ID = ?", realmId(), person.id())
                .get("HABITS");
    }

    private void write(RealmAdmin.Person person, byte[] habits) {
        assertThat(node.db().update("update MFA_RISK_PROFILE set HABITS = ? where USER_ID = ?", habits, person.id()))
                .isEqualTo(1);
    }

    @Test
    @DisplayName(
            "addresses of every kind, and a user agent of 10 kB, keep nobody out and are no fault; an IPv4 address is the same in IPv6's clothes")
    void oddAddressesAndUserAgentsAreNoFault() {
        realm.attribute("mfa.risk.mode", "shadow");
        realm.createPerson("nick", "demo");
        Map<String, String> countries = new LinkedHashMap<>();
        countries.put("::ffff:200.1.2.3", "BR");
        countries.put("2001:db8::7", "?");
        countries.put("[2001:db8::7]:4711", "?");
        countries.put("10.1.2.3", "?");
        countries.put("fd00::17", "?");
        countries.put("no address", "");
        countries.forEach((address, country) -> {
            assertThat(comes("nick", browser(address, FIREFOX))).as(address).isEqualTo("password → basic");
            String seen = String.valueOf(latestDecision().get("CONTRIBUTIONS"));
            assertThat(seen).as(address).doesNotContain("FILE_", "FAILED", "CORRUPT", "CLOCK_SKEW");
            if (!country.isEmpty()) {
                assertThat(seen).as(address).contains("\"arguments\":[\"" + country + "\"]");
            }
        });

        String endless = FIREFOX + " x".repeat(5_000);
        assertThat(comes("nick", browser(AT_HOME, endless))).isEqualTo("password → basic");
        assertThat(String.valueOf(latestDecision().get("CONTRIBUTIONS")))
                .contains("TOO_LONG")
                .doesNotContain("FAILED");
    }

    private void comesEveryDay(FormClient browser, int days) {
        for (int day = 0; day < days; day++) {
            node.clock().ahead(Duration.ofDays(day));
            Walk walk = Walker.named("rita", "demo")
                    .withTotp(totp)
                    .in(browser)
                    .walk(app.login().prompt("login").begin());
            assertThat(walk.prompts()).contains("password");
        }
    }

    /** How somebody gets in from home, always with one browser of theirs, who has nothing but the password to give. */
    private String comes(String username) {
        return comes(username, homes.computeIfAbsent(username, x -> browser(AT_HOME, FIREFOX)));
    }

    private String comes(String username, FormClient browser) {
        return Walker.named(username, "demo")
                .in(browser)
                .walk(app.login().prompt("login").begin())
                .told();
    }

    private Walk walk(FormClient browser) {
        return walk(app.login().begin(), browser);
    }

    private Walk walk(FormClient browser, String prompt) {
        return walk(app.login().prompt(prompt).begin(), browser);
    }

    private Walk walk(RelyingParty.Login login, FormClient browser) {
        return Walker.named("rita", "demo").withTotp(totp).in(browser).walk(login);
    }

    private FormClient.Page passPassword(FormClient browser) {
        return passPassword(browser, "rita");
    }

    private FormClient.Page passPassword(FormClient browser, String username) {
        return passPassword(browser, username, app.login().begin());
    }

    private static FormClient.Page passPassword(FormClient browser, String username, RelyingParty.Login login) {
        FormClient.Page form = browser.get(login.uri());
        return browser.submit(form, "#kc-form-login", Map.of("username", username, "password", "demo"));
    }

    private static FormClient browser(String address, String userAgent) {
        return new FormClient(Map.of("X-Forwarded-For", address, "User-Agent", userAgent));
    }

    private Map<String, Object> latestDecision() {
        List<Map<String, Object>> rows = node.db()
                .rows("select * from MFA_RISK_DECISION where REALM_ID = ? order by DECIDED_AT desc", realmId());
        return rows.get(0);
    }

    /** As an administrator gets it. */
    private JsonNode newest() {
        return realm.get("/mfa/risk/decisions?max=1").path("decisions").path(0);
    }

    private static List<String> words(JsonNode decision) {
        return decision.path("contributions").findValuesAsText("words");
    }

    private static double weight(JsonNode decision, String signal) {
        return StreamSupport.stream(decision.path("contributions").spliterator(), false)
                .filter(contribution -> contribution.path("signal").asText().equals(signal))
                .findFirst()
                .orElseThrow()
                .path("weight")
                .asDouble();
    }

    private int verdict(String id, String verdict) {
        return realm.send("PUT", "/mfa/risk/decisions/" + id + "/verdict", "{\"verdict\": \"" + verdict + "\"}")
                .status();
    }

    private JsonNode dryRun() {
        return realm.send("POST", "/mfa/risk/dry-run", "").json();
    }

    private static String linkIn(Mailbox.Mail mail) {
        Matcher link =
                Pattern.compile("http\\S+/mfa/v1/not-me\\?token=[\\w-]{43}").matcher(mail.text());
        assertThat(link.find()).as(mail.text()).isTrue();
        return link.group();
    }

    private long profileVersion(String username) {
        return node.db()
                .number(
                        "select VER from MFA_RISK_PROFILE where REALM_ID = ? and USER_ID = ?",
                        realmId(),
                        realm.person(username).id());
    }

    private long decisions() {
        return rows("MFA_RISK_DECISION");
    }

    private long rows(String table) {
        return node.db().number("select count(*) from " + table + " where REALM_ID = ?", realmId());
    }

    private long audited(String type) {
        return node.db()
                .number("select count(*) from MFA_AUDIT_EVENT where REALM_ID = ? and TYPE = ?", realmId(), type);
    }

    private List<String> reasons(String type) {
        return node
                .db()
                .rows("select REASONS from MFA_AUDIT_EVENT where REALM_ID = ? and TYPE = ?", realmId(), type)
                .stream()
                .map(row -> String.valueOf(row.get("REASONS")))
                .toList();
    }

    private String realmId() {
        return realm.representation().path("id").asText();
    }
}
