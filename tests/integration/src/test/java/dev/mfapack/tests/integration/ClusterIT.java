package dev.mfapack.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfapack.tests.bench.BrowserProfile;
import dev.mfapack.tests.bench.Deadline;
import dev.mfapack.tests.bench.FormClient;
import dev.mfapack.tests.bench.Phone;
import dev.mfapack.tests.bench.RealmAdmin;
import dev.mfapack.tests.bench.RelyingParty;
import dev.mfapack.tests.bench.arquillian.BrowserSuite;
import dev.mfapack.tests.bench.arquillian.OnNode;
import dev.mfapack.tests.bench.directory.Directory;
import dev.mfapack.tests.bench.pages.CodePage;
import dev.mfapack.tests.bench.pages.LoginPage;
import dev.mfapack.tests.bench.server.FrontDoor;
import dev.mfapack.tests.bench.server.KeycloakNode;
import dev.mfapack.tests.bench.server.ServerClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.jboss.arquillian.container.test.api.ContainerController;
import org.jboss.arquillian.drone.api.annotation.Drone;
import org.jboss.arquillian.graphene.page.Page;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.openqa.selenium.WebDriver;

/**
 * Two nodes over one PostgreSQL, each with ten connections. They are started once for all tests; the one that kills a node comes last, so that none has to
 * be started again.
 */
@BrowserSuite
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterIT {

    private static final String NUMBER = "+4915228817386";

    /** More than a node has worker threads for, and six times its connections. */
    private static final int AT_ONCE = 60;

    /** Waiting in vain for a connection takes 5 s and ends in an error; the guesses alone take less than that. */
    private static final long ANSWERS_WITHIN_SECONDS = 30;

    /** Less than the 5 s of who waits in vain for a connection; a page takes 0.1 s where nothing else runs. */
    private static final Duration AT_ONCE_AGAIN = Duration.ofSeconds(4);

    /** How a node tells the cluster's members: {@code Received new cluster view for channel ISPN: [node|3] (2) [node, other]}. */
    private static final Pattern VIEW = Pattern.compile("Received new cluster view for channel .*?\\((\\d+)\\) \\[");

    @ArquillianResource
    private ContainerController controller;

    @ArquillianResource
    @OnNode("node-1")
    private KeycloakNode first;

    @ArquillianResource
    @OnNode("node-2")
    private KeycloakNode second;

    @ArquillianResource
    @OnNode("break-glass")
    private KeycloakNode breakGlass;

    @ArquillianResource
    private FrontDoor door;

    @ArquillianResource
    private Phone phone;

    @Drone
    private WebDriver browser;

    @Page
    private LoginPage loginPage;

    @Page
    private CodePage codePage;

    private RealmAdmin realm;
    private String realmId = "";
    private RelyingParty app;

    @BeforeEach
    void twoNodes() {
        start("node-1");
        start("node-2");
        Deadline.ofSeconds(30)
                .until(
                        "the two nodes to know each other, and nobody else",
                        () -> members(first) == 2 && members(second) == 2);
        door.leadTo(first);
        realm = MfaDemo.on(first);
        realmId = realm.representation().path("id").asText();
        // No mail server stands behind this realm.
        MfaDemo.withoutNotices(realm);
        app = RelyingParty.existing(realm, "sample-app");
        phone.reset();
        BrowserProfile.clear(browser);
    }

    @AfterEach
    void putAway() {
        app.close();
    }

    @Test
    @Order(1)
    void codeSentByOneNodeCountsAtTheOther() {
        MfaDemo.personWithPhone(realm, "paul", NUMBER);
        int mark = second.logMark();
        RelyingParty.Login login = app.login().begin();
        browser.get(login.uri());
        loginPage.login("paul", "demo");
        String code = phone.nextMessageTo(NUMBER).code();

        door.leadTo(second);
        codePage.enter(code);

        assertThat(login.tokens().acr()).isEqualTo("mfa");
        assertThat(second.logSince(mark)).contains("CHALLENGE_VERIFIED");
        assertThat(phone.requests()).isEqualTo(1);
        assertThat(sum("SENDS")).isEqualTo(1);
        assertThat(keys("WRAPPED = true"))
                .as("keys wrapped with the pepper of the vault, which both nodes open")
                .isPositive();
        assertThat(keys("WRAPPED = false")).isZero();
    }

    /**
     * A guess is counted in a transaction of its own, within a request that may hold a connection: the second node has seen none of these people and reads
     * each of them from the database. If the count took its connection from the same pool, ten requests would hold all of them, and each wait for one more.
     */
    @Test
    @Order(2)
    @DisplayName("I2: 60 parallel wrong codes are all counted and stall no node")
    void parallelWrongCodesAreAllCountedAndStallNoNode() {
        realm.withoutBruteForceProtection();
        // What is measured is the code, not how long a password is chewed.
        realm.update(settings -> settings.put("passwordPolicy", "hashAlgorithm(pbkdf2-sha512) and hashIterations(1)"));
        List<Guesser> guessers =
                IntStream.range(0, AT_ONCE).mapToObj(Guesser::new).toList();
        guessers.forEach(Guesser::passPassword);
        guessers.forEach(Guesser::receiveCode);

        allGuessAt(first, guessers);
        assertThat(sum("ATTEMPTS")).isEqualTo(AT_ONCE);

        door.leadTo(second);
        allGuessAt(second, guessers);
        assertThat(sum("ATTEMPTS")).isEqualTo(2 * AT_ONCE);
    }

    @Test
    @Order(3)
    @DisplayName("I1: one right code posted 50 times side by side, at both nodes, wins once")
    void oneRightCodeWinsOnceInTheCluster() {
        realm.withoutBruteForceProtection();
        MfaDemo.personWithPhone(realm, "paul", NUMBER);
        RelyingParty.Login login = app.login().begin();
        FormClient paul = new FormClient();
        FormClient.Page page =
                paul.submit(paul.get(login.uri()), "#kc-form-login", Map.of("username", "paul", "password", "demo"));
        Map<String, String> right = Map.of("code", phone.nextMessageTo(NUMBER).code());

        List<CompletableFuture<FormClient.Page>> posts = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            posts.add(paul.submitLater(at(i % 2 == 0 ? first : second, page), "#mfa-code-form", right));
        }
        inTheEnd(posts);

        assertThat(login.tokens().acr()).isEqualTo("mfa");
        assertThat(recorded("CHALLENGE_VERIFIED")).isEqualTo(1);
        // To who asks from the browser that is logged in by then, Keycloak says once more that it is: the same session.
        assertThat(realm.person("paul").sessions()).hasSize(1);
        assertThat(posts)
                .allSatisfy(
                        post -> assertThat(post.join().html().text()).doesNotContain("at dev.mfapack", "Exception"));
    }

    @Test
    @Order(3)
    @DisplayName("I9: one backup code posted by 100 logins side by side, at both nodes, is spent once")
    void oneBackupCodeIsSpentOnceInTheCluster() {
        realm.createPerson("paul", "demo");
        raceForABackupCode("paul");
    }

    @Test
    @Order(3)
    @DisplayName("I9: the same of somebody whom Keycloak does not import")
    void oneBackupCodeOfAFederatedPersonIsSpentOnceInTheCluster() {
        MfaDemo.withDirectory(realm);
        raceForABackupCode(Directory.PREFIX + "lea");
    }

    @Test
    @Order(3)
    @DisplayName(
            "a login scores the same on both nodes, what one has learned of a person the other knows at once, and what is common in the realm the day after")
    void aLoginScoresTheSameOnBothNodes() {
        realm.withoutBruteForceProtection();
        realm.attribute("mfa.risk.mode", "shadow");
        // Nobody is risky here, so that everybody who gets in is learned.
        realm.attribute("mfa.risk.phr-from", "100");
        realm.attribute("mfa.risk.mfa-from", "100");
        FormClient known = new FormClient(Map.of("User-Agent", FIREFOX));
        realm.createPerson("paul", "demo");
        getsIn("paul", known);
        // What the realm has learned is written at once for one login, and read from the day after on.
        Deadline.ofSeconds(15).until("the realm to have learned", () -> commonValues() > 0);

        try (ServerClock clock = first.clock();
                ServerClock other = second.clock()) {
            clock.ahead(Duration.ofDays(1));
            other.ahead(Duration.ofDays(1));
            realm.logoutAll();
            // So that nobody gets in any more, and the second look learns nothing from the first.
            realm.person("paul").requireAction("CONFIGURE_TOTP");

            assertSameOnBothNodes(() -> known, "mfaRiskDeviceKnown", "mfaRiskBrowserKnown");
            assertSameOnBothNodes(
                    () -> new FormClient(Map.of("User-Agent", CHROME)), "mfaRiskDeviceNew", "mfaRiskNew-system");

            realm.person("paul").update(person -> person.putArray("requiredActions"));
            FormClient another = new FormClient(Map.of("User-Agent", CHROME));
            door.leadTo(first);
            getsIn("paul", another);
            realm.logoutAll();
            realm.person("paul").requireAction("CONFIGURE_TOTP");
            assertThat(judgedAt(second, another).contributions)
                    .as("learned by the other node")
                    .contains("mfaRiskDeviceKnown", "mfaRiskBrowserKnown");
        }
    }

    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    private static final String CHROME =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

    /** Of ten-thousandths, which is what is stored: time goes on between the two looks, and that alone may tell. */
    private static final double SECONDS_LATER = 0.01;

    private record Judged(double score, Map<String, Double> weights, String contributions) {}

    private void assertSameOnBothNodes(Supplier<FormClient> browser, String... words) {
        Judged here = judgedAt(first, browser.get());
        Judged there = judgedAt(second, browser.get());

        assertThat(here.contributions).contains(words).doesNotContain("FAILED");
        assertThat(there.contributions).contains(words).doesNotContain("FAILED");
        assertThat(there.weights).containsOnlyKeys(here.weights.keySet());
        here.weights.forEach((signal, weight) -> {
            boolean tellsTime = Set.of("hour", "account").contains(signal);
            assertThat(there.weights.get(signal))
                    .as(signal)
                    .isCloseTo(weight, Offset.offset(tellsTime ? SECONDS_LATER : 0.0));
        });
        assertThat(there.score).isCloseTo(here.score, Offset.offset(100 * SECONDS_LATER));
    }

    /** What that node makes of a login of Paul's that stops after the password. */
    private Judged judgedAt(KeycloakNode node, FormClient browser) {
        door.leadTo(node);
        browser.reconnect();
        FormClient.Page page = browser.submit(
                browser.get(app.login().begin().uri()),
                "#kc-form-login",
                Map.of("username", "paul", "password", "demo"));
        assertThat(page.has("#kc-totp-settings-form")).as(page.html().text()).isTrue();
        Map<String, Object> row = second.db()
                .rows(
                        "select SCORE, CONTRIBUTIONS from MFA_RISK_DECISION where REALM_ID = ? order by DECIDED_AT desc",
                        realmId)
                .get(0);
        String contributions = String.valueOf(row.get("CONTRIBUTIONS"));
        Map<String, Double> weights = new TreeMap<>();
        AdminCli.parse(contributions)
                .forEach(signal -> weights.put(
                        signal.path("signal").asText(), signal.path("weight").asDouble()));
        return new Judged(
                ((Number) Objects.requireNonNull(row.get("SCORE"))).doubleValue() / 1_000_000, weights, contributions);
    }

    private void getsIn(String username, FormClient browser) {
        RelyingParty.Login login = app.login().begin();
        browser.submit(browser.get(login.uri()), "#kc-form-login", Map.of("username", username, "password", "demo"));
        assertThat(login.isAnswered()).isTrue();
        assertThat(login.error()).isEmpty();
    }

    private long commonValues() {
        return second.db().number("select count(*) from MFA_RISK_GLOBAL where REALM_ID = ?", realmId);
    }

    private void raceForABackupCode(String username) {
        realm.withoutBruteForceProtection();
        realm.update(settings -> settings.put("passwordPolicy", "hashAlgorithm(pbkdf2-sha512) and hashIterations(1)"));
        List<String> codes = BackupCodesPages.firstOf(app, username);
        List<CodeLogin> logins = IntStream.range(0, 100)
                .mapToObj(index -> new CodeLogin(username, index % 2 == 0 ? first : second))
                .toList();

        List<CompletableFuture<FormClient.Page>> posts =
                logins.stream().map(login -> login.post(codes.get(0))).toList();
        inTheEnd(posts);

        assertThat(recorded("BACKUP_CODE_USED")).isPositive();
        assertThat(second.db()
                        .number(
                                "select count(*) from MFA_AUDIT_EVENT where REALM_ID = ? and TYPE = 'BACKUP_CODE_USED'"
                                        + " and OUTCOME = 'SUCCESS'",
                                realmId))
                .isEqualTo(1);
        assertThat(second.db().number("select count(*) from MFA_SPENT where REALM_ID = ?", realmId))
                .isEqualTo(1);
        assertThat(posts).filteredOn(post -> post.join().has("#mfa-code-error")).hasSize(99);
        assertThat(logins).filteredOn(login -> login.login.isAnswered()).hasSize(1);
    }

    /** Somebody's login in a browser of its own, at the page that asks for a backup code. */
    private final class CodeLogin {

        private final FormClient client = new FormClient();
        private final RelyingParty.Login login = app.login().begin();
        private final FormClient.Page page;

        CodeLogin(String username, KeycloakNode node) {
            page = at(node, BackupCodesPages.passwordOf(client, login, username));
        }

        CompletableFuture<FormClient.Page> post(String code) {
            return client.submitLater(page, BackupCodesPages.CODE_FORM, Map.of("code", code));
        }
    }

    /** The gateway keeps eight threads of the first node waiting; the ninth message is committed, and still there when the node dies. */
    @Test
    @Order(5)
    @DisplayName(
            "a message that its node left behind is sent by another, once; of one that was on its way nobody knows, and it never leaves again")
    void whatADeadNodeLeftBehindIsSentOnce() {
        realm.withoutBruteForceProtection();
        phone.beSlow(Duration.ofSeconds(30));
        List<Guesser> people = IntStream.range(0, 9).mapToObj(Guesser::new).toList();
        // Side by side: the node waits 8 s for the gateway, and must die before the first of them is given up.
        inTheEnd(people.stream().map(Guesser::passPasswordLater).toList());
        Deadline.ofSeconds(4).until("eight messages to be on their way", () -> outbox("SENDING") == 8);
        assertThat(outbox("QUEUED")).isEqualTo(1);

        controller.kill("node-1");
        door.leadTo(second);
        phone.reset();

        Guesser last = people.stream()
                .filter(person -> Deadline.ofSeconds(40)
                        .await(
                                "the message that was left behind",
                                () -> Optional.of(phone.messages()).filter(messages -> !messages.isEmpty()))
                        .get(0)
                        .to()
                        .equals(person.number))
                .findFirst()
                .orElseThrow();
        assertThat(phone.requests()).isEqualTo(1);
        last.answerRight();
        assertThat(recorded("CHALLENGE_VERIFIED")).isEqualTo(1);

        try (ServerClock clock = second.clock()) {
            clock.ahead(Duration.ofMinutes(3));
            Deadline.ofSeconds(30).until("the lost messages to be given up", () -> outbox("FAILED") == 8);
        }
        assertThat(phone.requests()).isEqualTo(1);
        assertThat(second.log()).contains("could not be sent: node-lost");
        Guesser other = people.get(people.get(0) == last ? 1 : 0);
        other.sendAgain();
        assertThat(phone.nextMessageTo(other.number).code()).hasSize(6);
        controller.start("node-1");
    }

    /** The same page, whose form goes to that node and not to the door in front of both. */
    private FormClient.Page at(KeycloakNode node, FormClient.Page page) {
        Document html = page.html().clone();
        html.select("#mfa-code-form, " + BackupCodesPages.CODE_FORM)
                .forEach(form -> form.attr(
                        "action",
                        form.attr("action")
                                .replace(door.uri().toString(), node.baseUri().toString())));
        return new FormClient.Page(page.status(), page.uri(), html);
    }

    private long outbox(String state) {
        return second.db().number("select count(*) from MFA_OUTBOX where REALM_ID = ? and STATE = ?", realmId, state);
    }

    private long recorded(String type) {
        return second.db()
                .number("select count(*) from MFA_AUDIT_EVENT where REALM_ID = ? and TYPE = ?", realmId, type);
    }

    @Test
    @Order(6)
    void sessionAndPendingCodeOutliveTheNodeTheyBeganOn() {
        realm.createPerson("sara", "demo");
        MfaDemo.personWithPhone(realm, "paul", NUMBER);
        FormClient sara = new FormClient();
        RelyingParty.Login begun = app.login().begin();
        sara.submit(sara.get(begun.uri()), "#kc-form-login", Map.of("username", "sara", "password", "demo"));
        RelyingParty.Tokens tokens = begun.tokens();
        RelyingParty.Login pending = app.login().begin();
        browser.get(pending.uri());
        loginPage.login("paul", "demo");
        String code = phone.nextMessageTo(NUMBER).code();

        controller.kill("node-1");
        door.leadTo(second);

        assertThat(first.isRunning()).isFalse();
        codePage.enter(code);
        assertThat(pending.tokens().acr()).isEqualTo("mfa");
        assertThat(phone.requests()).isEqualTo(1);

        assertThat(app.refresh(tokens).status()).isEqualTo(200);
        RelyingParty.Login again = app.login().prompt("none").begin();
        sara.get(again.uri());
        assertThat(again.error()).isEmpty();
    }

    @Test
    @Order(7)
    @DisplayName(
            "I4, I5: a node that is killed while both seal leaves a chain that verifies, and every answered login has its row")
    void theAuditLogOutlivesANodeThatSealsIt() {
        realm.withoutBruteForceProtection();
        List<Guesser> people = IntStream.range(0, 12).mapToObj(Guesser::new).toList();
        people.forEach(Guesser::passPassword);
        // What a node has not sent when it dies comes later, or never; that is another test's.
        Deadline.ofSeconds(15).until("all messages to be sent", () -> recorded("CHALLENGE_SENT") == 12);
        people.subList(0, 6).forEach(Guesser::answerRight);

        controller.kill("node-1");
        door.leadTo(second);
        people.subList(6, 12).forEach(Guesser::reconnect);
        people.subList(6, 12).forEach(Guesser::answerRight);

        assertThat(people)
                .allSatisfy(
                        person -> assertThat(person.page.has("#mfa-code-form")).isFalse());
        assertThat(recorded("LOGIN")).isEqualTo(12);
        assertThat(recorded("CHALLENGE_VERIFIED")).isEqualTo(12);
        Deadline.ofSeconds(30)
                .until(
                        "the other node to seal what is left",
                        () -> second.db()
                                        .number(
                                                "select count(*) from MFA_AUDIT_EVENT where REALM_ID = ? and BATCH_NO is null",
                                                realmId)
                                == 0);
        RealmAdmin.Answer verification = second.realm(realm.name()).send("POST", "/mfa/audit/verify", "");
        assertThat(verification.json().path("findings")).isEmpty();
        assertThat(verification.json().path("sound").asBoolean()).isTrue();
        assertThat(verification.json().path("rows").asLong()).isGreaterThanOrEqualTo(48);
    }

    /** The option is the server's: it needs a node of its own. */
    @Test
    @Order(4)
    @DisplayName("break-glass: every realm is off as long as the server runs with it, and that is recorded")
    void breakGlassSwitchesEveryRealmOff() {
        MfaDemo.personWithPhone(realm, "paul", NUMBER);
        realm.attribute("mfa.sms.countries", "");
        controller.start("break-glass");
        door.leadTo(breakGlass);

        RelyingParty.Login login = app.login().begin();
        FormClient paul = new FormClient();
        paul.submit(paul.get(login.uri()), "#kc-form-login", Map.of("username", "paul", "password", "demo"));

        assertThat(login.tokens().acr()).isEqualTo("basic");
        assertThat(breakGlass.log())
                .contains("BREAK GLASS")
                .as("F1: a hint at start that cannot be missed")
                .containsPattern("NO TEXT MESSAGE IS SENT in these realms.*: mfa-demo.*mfa.sms.countries");
        assertThat(breakGlass.db().number("select count(*) from MFA_AUDIT_EVENT where TYPE = 'BREAK_GLASS'"))
                .isEqualTo(1);
        controller.stop("break-glass");
    }

    private long keys(String condition) {
        return second.db().number("select count(*) from MFA_KEY where REALM_ID = ? and " + condition, realmId);
    }

    /** As the node has told it last; 0 when it has not. */
    private static int members(KeycloakNode node) {
        return VIEW.matcher(node.log())
                .results()
                .map(view -> Integer.parseInt(view.group(1)))
                .reduce(0, (earlier, later) -> later);
    }

    private void start(String node) {
        if (!controller.isStarted(node)) {
            controller.start(node);
        }
    }

    private void allGuessAt(KeycloakNode node, List<Guesser> guessers) {
        door.leadTo(node);
        int mark = node.logMark();

        guessers.forEach(Guesser::reconnect);
        List<CompletableFuture<FormClient.Page>> answers =
                guessers.stream().map(Guesser::guess).toList();
        inTheEnd(answers);

        Instant before = Instant.now();
        FormClient.Page afterwards = new FormClient().get(app.login().begin().uri());
        assertThat(Duration.between(before, Instant.now())).isLessThan(AT_ONCE_AGAIN);
        assertThat(afterwards.has("#kc-form-login")).isTrue();
        assertThat(node.isReady()).isTrue();
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.join().status()).isEqualTo(200);
            assertThat(answer.join().text("#mfa-code-error")).startsWith("This code is not right");
        });
        assertThat(node.logSince(mark)).doesNotContain("cquisition timeout", "Unable to acquire JDBC", " ERROR ");
    }

    private static void inTheEnd(List<CompletableFuture<FormClient.Page>> answers) {
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .orTimeout(ANSWERS_WITHIN_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    private long sum(String column) {
        return second.db().number("select sum(" + column + ") from MFA_CHALLENGE where REALM_ID = ?", realmId);
    }

    /** A person of their own, so that no guess waits for another's row. */
    private final class Guesser {

        private final String username;
        private final String number;
        private final FormClient client = new FormClient();
        private FormClient.Page page;
        private String wrongCode = "";

        Guesser(int index) {
            username = "guesser-" + index;
            number = "+49152288" + (10000 + index);
            MfaDemo.personWithPhone(realm, username, number);
            page = client.get(app.login().begin().uri());
        }

        void passPassword() {
            passPasswordLater().join();
        }

        CompletableFuture<FormClient.Page> passPasswordLater() {
            return client.submitLater(page, "#kc-form-login", Map.of("username", username, "password", "demo"))
                    .thenApply(answer -> page = answer);
        }

        /** After the door was turned. */
        void reconnect() {
            client.reconnect();
        }

        void receiveCode() {
            wrongCode = phone.nextMessageTo(number).code().equals("000000") ? "111111" : "000000";
        }

        void answerRight() {
            page = client.submit(
                    page,
                    "#mfa-code-form",
                    Map.of("code", phone.nextMessageTo(number).code()));
        }

        void sendAgain() {
            page = client.submit(page, "form:has(#mfa-resend)", Map.of());
        }

        CompletableFuture<FormClient.Page> guess() {
            return client.submitLater(page, "#mfa-code-form", Map.of("code", wrongCode))
                    .thenApply(answer -> page = answer);
        }
    }
}
