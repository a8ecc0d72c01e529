package dev.mfapack.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfapack.tests.bench.Db;
import dev.mfapack.tests.bench.FormClient;
import dev.mfapack.tests.bench.RealmAdmin;
import dev.mfapack.tests.bench.RelyingParty;
import dev.mfapack.tests.bench.Totp;
import dev.mfapack.tests.bench.Walk;
import dev.mfapack.tests.bench.Walker;
import dev.mfapack.tests.bench.server.Distribution;
import dev.mfapack.tests.bench.server.KeycloakNode;
import dev.mfapack.tests.bench.server.NodeSettings;
import dev.mfapack.tests.bench.server.Vendor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the risk of a login changes, on a server that knows places and networks and stands behind a proxy. */
class RiskIT {

    private static final Path PLACES = Path.of("src/test/resources/risk");
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

    private RealmAdmin realm;
    private RelyingParty app;
    private Totp totp;

    @BeforeAll
    static void serverThatKnowsPlaces() throws Exception {
        Path deny = Files.writeString(folder.resolve("deny.txt"), "203.0.113.0/24 # whatever comes from here\n");
        node = new KeycloakNode(NodeSettings.onH2("risk", Distribution.withPack(Vendor.H2))
                .withOption("proxy-headers", "xforwarded")
                .withOption(
                        "spi-mfa-risk--default--places-file",
                        PLACES.resolve("places.mmdb").toAbsolutePath().toString())
                .withOption(
                        "spi-mfa-risk--default--asn-file",
                        PLACES.resolve("asn.mmdb").toAbsolutePath().toString())
                .withOption("spi-mfa-risk--default--deny-file", deny.toString()));
        node.start();
    }

    @AfterAll
    static void stop() {
        node.stop();
    }

    @BeforeEach
    void realmThatLooksAtRisk() {
        realm = MfaDemo.on(node);
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

    private Walk walk(FormClient browser) {
        return Walker.named("rita", "demo")
                .withTotp(totp)
                .in(browser)
                .walk(app.login().begin());
    }

    private FormClient.Page passPassword(FormClient browser) {
        return passPassword(browser, "rita");
    }

    private FormClient.Page passPassword(FormClient browser, String username) {
        FormClient.Page form = browser.get(app.login().begin().uri());
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
