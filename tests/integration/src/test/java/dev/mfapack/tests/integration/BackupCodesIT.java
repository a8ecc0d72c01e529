package dev.mfapack.tests.integration;

import static dev.mfapack.tests.integration.BackupCodesPages.ACTION;
import static dev.mfapack.tests.integration.BackupCodesPages.CODES_FORM;
import static dev.mfapack.tests.integration.BackupCodesPages.CODE_FORM;
import static dev.mfapack.tests.integration.BackupCodesPages.TYPE;
import static dev.mfapack.tests.integration.BackupCodesPages.enter;
import static dev.mfapack.tests.integration.BackupCodesPages.firstOf;
import static dev.mfapack.tests.integration.BackupCodesPages.keep;
import static dev.mfapack.tests.integration.BackupCodesPages.loginBy;
import static dev.mfapack.tests.integration.BackupCodesPages.passwordOf;
import static dev.mfapack.tests.integration.BackupCodesPages.shownOn;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mfapack.tests.bench.FormClient;
import dev.mfapack.tests.bench.Phone;
import dev.mfapack.tests.bench.RealmAdmin;
import dev.mfapack.tests.bench.RelyingParty;
import dev.mfapack.tests.bench.arquillian.BrowserSuite;
import dev.mfapack.tests.bench.directory.Directory;
import dev.mfapack.tests.bench.hash.CountedHash;
import dev.mfapack.tests.bench.hash.CountedHashFactory;
import dev.mfapack.tests.bench.server.KeycloakNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Backup codes, by forms alone: none of this needs a script. */
@BrowserSuite
class BackupCodesIT {

    private static final String NUMBER = "+4915228817386";

    @ArquillianResource
    private KeycloakNode node;

    @ArquillianResource
    private Phone phone;

    private RealmAdmin realm;
    private PackRows rows;
    private RelyingParty app;
    private RealmAdmin.Person dora;
    private final FormClient client = new FormClient();

    @BeforeEach
    void personWithAPassword() {
        realm = MfaDemo.on(node);
        rows = new PackRows(realm);
        phone.reset();
        app = RelyingParty.existing(realm, "sample-app");
        dora = realm.createPerson("dora", "demo");
    }

    @AfterEach
    void putAway() {
        app.close();
    }

    @Test
    @DisplayName(
            "L1, L2: ten codes of 15 letters are shown, count once they are kept, and each works once, in any order")
    void codesCountOnceTheyAreKeptAndEachWorksOnce() {
        RelyingParty.Login enrolment = app.login().kcAction(ACTION).begin();
        FormClient.Page page = passwordOf(client, enrolment, "dora");
        List<String> codes = shownOn(page);
        assertThat(codes)
                .hasSize(10)
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}"));

        FormClient.Page again = client.submit(page, CODES_FORM, Map.of());
        assertThat(again.text("#mfa-kept-error")).startsWith("Keep the codes first");
        assertThat(again.html().title()).startsWith("Error: Keep the codes first");
        assertThat(shownOn(again)).as("the same codes").isEqualTo(codes);
        assertThat(dora.credentials(TYPE)).isEmpty();

        client.submit(again, CODES_FORM, Map.of("kept", "on"));
        assertThat(enrolment.answer()).containsEntry("kc_action_status", "success");
        assertThat(enrolment.tokens().acr()).as("making codes raises nothing").isEqualTo("basic");
        assertThat(dora.credentials(TYPE)).hasSize(1);
        assertThat(realm.events("UPDATE_CREDENTIAL")).hasSize(1);
        assertThat(rows.audited("FACTOR_ENROLLED", "SUCCESS")).isEqualTo(1);

        FormClient other = new FormClient();
        RelyingParty.Login login = app.login().begin();
        String typed = " "
                + codes.get(6)
                        .toLowerCase(Locale.ROOT)
                        .replace("-", " – ")
                        .replace('0', 'o')
                        .replace('1', 'l');
        enter(other, passwordOf(other, login, "dora"), typed);
        assertThat(login.tokens().acr()).isEqualTo("mfa");
        assertThat(rows.audited("BACKUP_CODE_USED", "SUCCESS")).isEqualTo(1);
        assertThat(rows.in("MFA_SPENT")).isEqualTo(1);

        FormClient third = new FormClient();
        RelyingParty.Login spent = app.login().begin();
        FormClient.Page refused = enter(third, passwordOf(third, spent, "dora"), codes.get(6));
        assertThat(refused.text("#mfa-code-error")).startsWith("This code is not right, or it was used before");
        assertThat(refused.html().title()).startsWith("Error: ");
        assertThat(rows.reasons("BACKUP_CODE_USED", "FAILURE")).isEqualTo("spent-before");
        enter(third, refused, codes.get(0));
        assertThat(spent.tokens().acr()).isEqualTo("mfa");
    }

    @Test
    @DisplayName(
            "L2: the codes can be saved as a file and printed without a script, nothing keeps a copy, and they are shown once")
    void codesAreSavedAndPrintedAndNeverShownAgain() {
        RelyingParty.Login enrolment = app.login().kcAction(ACTION).begin();
        FormClient.Page page = passwordOf(client, enrolment, "dora");
        List<String> codes = shownOn(page);

        HttpResponse<String> file = client.submitForAnswer(page, "form:has(#mfa-download)", Map.of());
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"backup-codes.txt\"");
        assertThat(file.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
        assertThat(file.headers().allValues("Cache-Control"))
                .isNotEmpty()
                .allMatch(value -> value.contains("no-store"));
        assertThat(file.body()).startsWith("Backup codes of dora at MFA Demo").contains(codes);

        HttpResponse<String> print = client.submitForAnswer(page, "form:has(#mfa-print)", Map.of());
        assertThat(print.headers().allValues("Cache-Control"))
                .isNotEmpty()
                .allMatch(value -> value.contains("no-store"));
        assertThat(print.body())
                .contains("Backup codes of dora at MFA Demo")
                .contains(codes)
                .doesNotContain("<form");

        HttpResponse<String> again = client.submitForAnswer(page, CODES_FORM, Map.of());
        assertThat(again.headers().allValues("Cache-Control"))
                .isNotEmpty()
                .allMatch(value -> value.contains("no-store"));
        assertThat(again.body()).contains(codes).contains("mfa-kept-error");
        FormClient.Page reloaded = client.get(page.uri().toString());
        assertThat(shownOn(reloaded)).as("a reload before they are kept").isEqualTo(codes);

        client.submit(reloaded, CODES_FORM, Map.of("kept", "on"));
        enrolment.answer();
        FormClient.Page afterwards = client.get(page.uri().toString());
        assertThat(afterwards.html().text()).doesNotContain(codes.get(0));
    }

    @Test
    @DisplayName("L2: the old codes work until the new ones are kept; then they are void")
    void oldCodesWorkUntilTheNewOnesAreKept() {
        List<String> old = firstOf(app, "dora");
        RelyingParty.Login enrolment = app.login().kcAction(ACTION).begin();
        FormClient.Page code = passwordOf(client, enrolment, "dora");
        assertThat(code.has(CODE_FORM))
                .as("B1: a fresh proof of the best that the person has")
                .isTrue();
        FormClient.Page page = enter(client, code, old.get(0));
        assertThat(page.text("#mfa-replaces")).contains("until you confirm");

        assertThat(loginBy(app, "dora", old.get(1)).tokens().acr()).isEqualTo("mfa");
        List<String> fresh = keep(client, page);
        enrolment.answer();
        assertThat(dora.credentials(TYPE)).hasSize(1);

        FormClient other = new FormClient();
        RelyingParty.Login login = app.login().begin();
        FormClient.Page refused = enter(other, passwordOf(other, login, "dora"), old.get(2));
        assertThat(refused.has("#mfa-code-error")).isTrue();
        enter(other, refused, fresh.get(2));
        assertThat(login.tokens().acr()).isEqualTo("mfa");
    }

    @Test
    void whoCancelsKeepsTheOldCodes() {
        List<String> old = firstOf(app, "dora");
        RelyingParty.Login enrolment = app.login().kcAction(ACTION).begin();
        FormClient.Page page = enter(client, passwordOf(client, enrolment, "dora"), old.get(0));
        client.submit(page, "form:has(#mfa-cancel)", Map.of());

        assertThat(enrolment.answer()).containsEntry("kc_action_status", "cancelled");
        assertThat(loginBy(app, "dora", old.get(1)).tokens().acr()).isEqualTo("mfa");
    }

    @Test
    @DisplayName("L2: with three left the person is told, and may go on; with none left new ones are made")
    void runningLowIsToldAndRunningOutIsMended() {
        setCount("4");
        List<String> codes = firstOf(app, "dora");

        FormClient first = new FormClient();
        RelyingParty.Login login = app.login().begin();
        FormClient.Page low = enter(first, passwordOf(first, login, "dora"), codes.get(0));
        assertThat(low.text("#mfa-few")).contains("still work: 3.");
        assertThat(login.isAnswered()).isFalse();
        first.submit(low, "form:has(#mfa-backup-later)", Map.of());
        assertThat(login.tokens().acr()).isEqualTo("mfa");
        assertThat(rows.audited("FACTOR_ENROLLED", "SUCCESS"))
                .as("going on makes nothing")
                .isEqualTo(1);

        FormClient second = new FormClient();
        login = app.login().begin();
        FormClient.Page ask = passwordOf(second, login, "dora");
        assertThat(ask.text("#mfa-few")).contains("still work: 3.");
        low = enter(second, ask, codes.get(1));
        second.submit(low, "form:has(#mfa-backup-later)", Map.of());
        login.tokens();
        login = app.login().begin();
        FormClient third = new FormClient();
        third.submit(
                enter(third, passwordOf(third, login, "dora"), codes.get(2)), "form:has(#mfa-backup-later)", Map.of());
        login.tokens();

        FormClient last = new FormClient();
        login = app.login().begin();
        FormClient.Page fresh = enter(last, passwordOf(last, login, "dora"), codes.get(3));
        assertThat(fresh.text("#mfa-none")).contains("You have used your last backup code");
        assertThat(shownOn(fresh)).hasSize(4).doesNotContainAnyElementsOf(codes);
        assertThat(login.isAnswered()).isFalse();

        FormClient later = new FormClient();
        RelyingParty.Login next = app.login().begin();
        FormClient.Page asked = passwordOf(later, next, "dora");
        assertThat(asked.has(CODE_FORM))
                .as("codes that are spent are no factor")
                .isFalse();
        assertThat(asked.text("#mfa-none")).as("and new ones are asked for").isNotEmpty();
        List<String> kept = keep(later, asked);
        assertThat(next.tokens().acr()).isEqualTo("basic");
        assertThat(loginBy(app, "dora", kept.get(0)).isAnswered()).isFalse();
    }

    @Test
    void newOnesCanBeMadeWhereRunningLowIsTold() {
        setCount("4");
        List<String> codes = firstOf(app, "dora");
        RelyingParty.Login login = app.login().begin();
        FormClient.Page low = enter(client, passwordOf(client, login, "dora"), codes.get(0));
        FormClient.Page page = client.submit(low, "form:has(#mfa-backup-new)", Map.of());
        assertThat(shownOn(page)).hasSize(4).doesNotContainAnyElementsOf(codes);
        keep(client, page);

        assertThat(login.tokens().acr()).isEqualTo("mfa");
        assertThat(rows.audited("FACTOR_ENROLLED", "SUCCESS")).isEqualTo(2);
    }

    @Test
    @DisplayName(
            "B1: spent codes lead to no change of factors in a login that has not proven the best that the person has")
    void spentCodesAreNotReplacedByWhoKnowsThePasswordAlone() {
        setCount("4");
        RealmAdmin.Person petra = MfaDemo.personWithPhone(realm, "petra", NUMBER);
        RelyingParty.Login enrolment = app.login().kcAction(ACTION).begin();
        FormClient.Page sms = passwordOf(client, enrolment, "petra");
        keep(
                client,
                client.submit(
                        sms,
                        "#mfa-code-form",
                        Map.of("code", phone.nextMessageTo(NUMBER).code())));
        enrolment.answer();
        spendAll(petra, 4);
        realm.attribute("mfa.level.habit", "false");

        assertThat(loginByPassword("petra").tokens().acr()).isEqualTo("basic");
    }

    @Test
    @DisplayName(
            "a backup code is never asked for first, even when the codes were made first: it is the last of the ways")
    void itIsTheLastOfTheWays() {
        firstOf(app, "dora");
        dora.addTotp("totp-of-dora-in-the-tests");
        dora.addSecurityKey();

        FormClient.Page asked = passwordOf(client, app.login().begin(), "dora");
        assertThat(asked.has(CODE_FORM)).as(asked.html().text()).isFalse();
        FormClient.Page ways = client.submit(asked, "#kc-select-try-another-way-form", Map.of());
        assertThat(ways.html().select("[data-way]").eachAttr("data-way"))
                .containsExactly("otp-display-name", "webauthn-display-name", "mfa-backup-codes-display-name");
    }

    @Test
    @DisplayName("codes that are all spent are in nobody's way: the other factor is asked for")
    void spentCodesAreInNobodysWay() {
        firstOf(app, "dora");
        spendAll(dora, 10);
        dora.addTotp("totp-of-dora-in-the-tests");

        FormClient.Page asked = passwordOf(client, app.login().begin(), "dora");
        assertThat(asked.has("#kc-otp-login-form")).as(asked.html().text()).isTrue();
        assertThat(asked.has("#kc-select-try-another-way-form")).isFalse();
    }

    @Test
    @DisplayName("who has a passkey is asked for it first, and gets on without it by a code")
    void aPasskeyComesFirst() {
        List<String> codes = firstOf(app, "dora");
        dora.addPasskey();
        RelyingParty.Login login = app.login().begin();
        FormClient.Page first = passwordOf(client, login, "dora");
        assertThat(first.has("#mfa-passkey")).isTrue();
        assertThat(first.has(CODE_FORM)).isFalse();
        assertThat(client.get(first.html().selectFirst("#mfa-passkey").absUrl("href"))
                        .has("#kc-form-login"))
                .as("the form that takes a passkey")
                .isTrue();

        FormClient other = new FormClient();
        login = app.login().begin();
        FormClient.Page page = other.submit(passwordOf(other, login, "dora"), "form:has(#mfa-use-code)", Map.of());
        enter(other, page, codes.get(0));
        assertThat(login.tokens().acr()).isEqualTo("mfa");
    }

    @Test
    @DisplayName("T1, T2, T3: after five wrong codes the right one waits; what is malformed is not counted")
    void wrongCodesWait() {
        realm.withoutBruteForceProtection();
        List<String> codes = firstOf(app, "dora");
        RelyingParty.Login login = app.login().begin();
        FormClient.Page page = passwordOf(client, login, "dora");
        for (String malformed : List.of("", "12", "<script>alert(1)</script>", "x".repeat(5000), codes.get(0) + "0")) {
            page = enter(client, page, malformed);
            assertThat(page.text("#mfa-code-error")).startsWith("This is not a backup code");
        }
        assertThat(rows.audited("BACKUP_CODE_USED", "FAILURE")).isZero();
        for (int wrong = 0; wrong < 5; wrong++) {
            page = enter(client, page, "AAAAA-AAAAA-AAAA" + wrong);
            assertThat(page.text("#mfa-code-error")).startsWith("This code is not right");
        }
        assertThat(rows.audited("BACKUP_CODE_USED", "FAILURE")).isEqualTo(5);
        assertThat(realm.events("LOGIN_ERROR")).hasSize(5);

        page = enter(client, page, codes.get(0));
        assertThat(page.text("#mfa-code-error")).as("the same words").startsWith("This code is not right");
        assertThat(rows.audited("LOCKED", "FAILURE")).isEqualTo(1);
        assertThat(rows.in("MFA_SPENT")).as("what waits is not spent").isZero();

        node.db().update("update MFA_THROTTLE set HELD_AT = 0 where REALM_ID = ?", realmId());
        enter(client, page, codes.get(0));
        assertThat(login.tokens().acr()).isEqualTo("mfa");
    }

    @Test
    @DisplayName("T2: after a hundred wrong codes in a row nothing but new codes helps")
    void aHundredWrongCodesDisableTheFactor() {
        realm.withoutBruteForceProtection();
        List<String> codes = firstOf(app, "dora");
        RelyingParty.Login login = app.login().begin();
        FormClient.Page page = enter(client, passwordOf(client, login, "dora"), "AAAAA-AAAAA-AAAAA");
        node.db().update("update MFA_THROTTLE set COUNTED = 100, HELD_AT = 0 where REALM_ID = ?", realmId());
        page = enter(client, page, codes.get(0));
        assertThat(page.text("#mfa-code-error")).startsWith("This code is not right");
        assertThat(rows.reasons("LOCKED", "FAILURE")).isEqualTo("factor-disabled");

        dora.deleteCredential(dora.credentials(TYPE).get(0).path("id").asText());
        List<String> fresh = firstOf(app, "dora");
        assertThat(loginBy(app, "dora", fresh.get(0)).tokens().acr()).isEqualTo("mfa");
    }

    @Test
    void wrongCodesLockThePersonAsForTotp() {
        List<String> codes = firstOf(app, "dora");
        realm.protectAgainstBruteForce(3, 60);
        RelyingParty.Login login = app.login().begin();
        FormClient.Page page = passwordOf(client, login, "dora");
        for (int wrong = 0; wrong < 3; wrong++) {
            page = enter(client, page, "AAAAA-AAAAA-AAAA" + wrong);
        }
        assertThat(dora.isLocked()).isTrue();
        page = enter(client, page, codes.get(0));
        assertThat(page.text("#mfa-code-error")).startsWith("This code is not right");
        assertThat(rows.in("MFA_SPENT")).isZero();
    }

    @Test
    @DisplayName(
            "one hash is computed for each attempt, however many codes there are and whether one is named so or not")
    void oneHashForEachAttempt() {
        realm.withoutBruteForceProtection();
        realm.update(it -> it.put("passwordPolicy", "hashAlgorithm(" + CountedHashFactory.ID + ")"));
        setCount("24");
        List<String> codes = firstOf(app, "dora");
        assertThat(codes).hasSize(24);
        loginBy(app, "dora", codes.get(0)).tokens();
        RelyingParty.Login login = app.login().begin();
        FormClient.Page page = passwordOf(client, login, "dora");
        String known = codes.get(1).substring(0, 2) + "AAA-AAAAA-AAAAA";
        String unknown = "AAAAA-AAAAA-AAAAA";
        for (String code : List.of(known, unknown, codes.get(0), codes.get(1))) {
            int mark = node.logMark();
            page = enter(client, page, code);
            assertThat(node.logSince(mark).split(CountedHash.LINE, -1)).as(code).hasSize(2);
        }
        assertThat(login.tokens().acr()).isEqualTo("mfa");
    }

    @Test
    @DisplayName("of people whom Keycloak does not import, the codes are kept, used and spent all the same")
    void peopleOfADirectory() {
        MfaDemo.withDirectory(realm);
        String name = Directory.PREFIX + "lea";
        List<String> codes = firstOf(app, name);
        assertThat(node.db().number("select count(*) from FED_USER_CREDENTIAL where TYPE = ?", TYPE))
                .isPositive();

        assertThat(loginBy(app, name, codes.get(3)).tokens().acr()).isEqualTo("mfa");
        FormClient.Page page = passwordOf(client, app.login().begin(), name);
        assertThat(enter(client, page, codes.get(3)).has("#mfa-code-error")).isTrue();
    }

    @Test
    void anotherCountIsRefusedOutOfRange() {
        for (String bad : List.of("3", "25", "many", "-1")) {
            RealmAdmin.Answer answer =
                    realm.send("PUT", "/mfa/policy", "{\"attributes\":{\"mfa.backup.count\":\"" + bad + "\"}}");
            assertThat(answer.status()).as(bad).isEqualTo(400);
            assertThat(answer.body()).contains("mfa.backup.count");
        }
        setCount("25");
        assertThat(shownOn(passwordOf(client, app.login().kcAction(ACTION).begin(), "dora")))
                .as("whatever way it came there, the default holds")
                .hasSize(10);
    }

    @Test
    @DisplayName("C4: no code is in a log, an event, an address, a note or a column")
    void codesLeaveNoTrace() {
        int mark = node.logMark();
        RelyingParty.Login enrolment = app.login().kcAction(ACTION).begin();
        FormClient.Page page = passwordOf(client, enrolment, "dora");
        client.submitForAnswer(page, "form:has(#mfa-download)", Map.of());
        List<String> codes = keep(client, page);
        enrolment.answer();
        loginBy(app, "dora", codes.get(0)).tokens();

        String told = node.logSince(mark)
                + node.db().dump()
                + realm.events()
                + realm.adminEvents()
                + page.uri()
                + dora.credentials();
        for (String code : codes) {
            assertThat(told).doesNotContain(code, code.replace("-", ""), code.substring(6));
        }
        JsonNode stored = dora.credentials(TYPE).get(0);
        assertThat(stored.path("credentialData").asText()).isEqualTo("{\"count\":10}");
    }

    @Test
    void whoLeavesLeavesNothingBehind() {
        List<String> codes = firstOf(app, "dora");
        loginBy(app, "dora", codes.get(0)).tokens();
        assertThat(rows.in("MFA_SPENT")).isEqualTo(1);
        dora.delete();
        assertThat(rows.in("MFA_SPENT")).isZero();
    }

    private RelyingParty.Login loginByPassword(String username) {
        RelyingParty.Login login = app.login().begin();
        passwordOf(new FormClient(), login, username);
        return login;
    }

    private void spendAll(RealmAdmin.Person person, int count) {
        String credential = person.credentials(TYPE).get(0).path("id").asText();
        for (int code = 0; code < count; code++) {
            node.db()
                    .update(
                            "insert into MFA_SPENT (ID, REALM_ID, USER_ID, CREDENTIAL_ID, SELECTOR, SPENT_AT)"
                                    + " values (?, ?, ?, ?, ?, 0)",
                            UUID.randomUUID().toString(),
                            realmId(),
                            person.id(),
                            credential,
                            "s" + code);
        }
    }

    private void setCount(String count) {
        realm.attribute("mfa.backup.count", count);
    }

    private String realmId() {
        return realm.representation().path("id").asText();
    }
}
