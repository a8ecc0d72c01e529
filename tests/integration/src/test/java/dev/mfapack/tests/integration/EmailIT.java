package dev.mfapack.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mfapack.tests.bench.Deadline;
import dev.mfapack.tests.bench.FormClient;
import dev.mfapack.tests.bench.FormClient.Page;
import dev.mfapack.tests.bench.JsonHttp;
import dev.mfapack.tests.bench.Mailbox;
import dev.mfapack.tests.bench.Mailbox.Mail;
import dev.mfapack.tests.bench.Phone;
import dev.mfapack.tests.bench.RealmAdmin;
import dev.mfapack.tests.bench.RelyingParty;
import dev.mfapack.tests.bench.Walker;
import dev.mfapack.tests.bench.arquillian.BrowserSuite;
import dev.mfapack.tests.bench.server.KeycloakNode;
import dev.mfapack.tests.bench.server.Ports;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Codes by email: bound to an address of their own, and asked for in a login. */
@BrowserSuite
class EmailIT {

    private static final String ADDRESS = "nora.codes@mailbox.test";
    private static final String OTHER = "second@mailbox.test";
    private static final String FORM = "#mfa-code-form";
    private static final String NAMED = "#mfa-destination-form";

    @ArquillianResource
    private KeycloakNode node;

    @ArquillianResource
    private Phone phone;

    private final Mailbox mailbox = Mailbox.shared();
    private final FormClient client = new FormClient();
    private RealmAdmin realm;
    private RelyingParty app;

    @BeforeEach
    void realmThatSendsMail() {
        realm = MfaDemo.on(node);
        realm.withoutBruteForceProtection();
        phone.reset();
        mailbox.reset();
        realm.sendMailTo(mailbox);
        MfaDemo.withoutNotices(realm);
        app = RelyingParty.existing(realm, "sample-app");
    }

    @AfterEach
    void putAway() {
        app.close();
    }

    @Test
    @DisplayName("an address that is not the account's is bound by a code, and from then on asked for")
    void anAddressIsBoundAndThenAskedFor() {
        RealmAdmin.Person nora = realm.createPerson("nora", "demo", p -> p.put("email", "nora@example.org"));
        nora.requireAction("mfa-enroll-email");
        RelyingParty.Login enrolment = app.login().begin();
        Page form = passwordOf("nora", enrolment);

        Page code = client.submit(form, NAMED, Map.of("address", " Nora.Codes@MAILBOX.test ", "label", "private"));
        assertThat(code.text("#mfa-code-sent")).contains("N•••@mailbox.test").doesNotContain("ora.Codes");
        Mail mail = mailbox.nextMailTo("Nora.Codes@mailbox.test");
        assertThat(mail.text()).contains("add this mailbox", "Sample App", "never ask");
        client.submit(code, FORM, Map.of("code", mail.code()));

        assertThat(enrolment.tokens().acr()).as("binding raises nothing").isEqualTo("basic");
        assertThat(nora.credentials("mfa-email")).hasSize(1);
        assertThat(nora.credentials("mfa-email").get(0).toString())
                .contains("private")
                .doesNotContain("ora.Codes");
        assertThat(realm.events("UPDATE_CREDENTIAL")).hasSize(1);
        assertThat(audited("FACTOR_ENROLLED")).isEqualTo(1);

        RelyingParty.Tokens tokens = Walker.named("nora", "demo")
                .withMailbox(mailbox, "Nora.Codes@mailbox.test")
                .walk(app.login().begin())
                .tokens();
        assertThat(tokens.acr()).isEqualTo("mfa");
        assertThat(tokens.idClaims().path("amr").toString()).contains("otp", "mfa");
        assertThat(mailbox.mailsTo("nora@example.org")).isEmpty();
        // Written once the mail server has let go, when the code may have come back already.
        Deadline.ofSeconds(15).until("both mails to be recorded", () -> audited("CHALLENGE_SENT") == 2);
        assertThat(node.metrics())
                .contains("mfa_challenges_total{factor=\"mfa-email\",outcome=\"verified\"", "mfa_outbox_depth");
    }

    @Test
    @DisplayName(
            "C8: the mail names app, purpose, lifetime and the page's reference, in text and in HTML, in the person's language")
    void theMailSaysWhatItIsFor() {
        MfaDemo.personWithMailbox(realm, "nora", ADDRESS);

        Page english = passwordOf("nora", app.login().locale("en"));
        Mail mail = mailbox.nextMailTo(ADDRESS);
        String reference = english.text("#mfa-code-hint").replaceAll(".* ", "");
        assertThat(reference).hasSize(2);
        assertThat(mail.subject()).isEqualTo("Your code for Sample App (" + reference + ")");
        for (String part : List.of(mail.text(), mail.html())) {
            assertThat(part)
                    .contains(
                            mail.code(),
                            reference,
                            "log in to Sample App",
                            "5 minutes",
                            "We never ask you for this code");
        }
        assertThat(mail.html()).contains("<html").doesNotContain("${");
        assertThat(mail.subject()).doesNotContain(mail.code());

        MfaDemo.letTheWaitBeOver(realm);
        passwordOf("nora", app.login().locale("de"));
        Mail german = mailbox.nextMailTo(ADDRESS);
        assertThat(german.text()).contains("Anmeldung bei Sample App", "Wir fragen Sie nie");
    }

    @Test
    @DisplayName("each of several addresses has a code of its own")
    void eachOfSeveralAddressesHasItsOwnCode() {
        MfaDemo.personWithMailbox(realm, "nora", ADDRESS, OTHER);
        RelyingParty.Login login = app.login().begin();
        Page first = passwordOf("nora", login);
        String toTheFirst = mailbox.nextMailTo(ADDRESS).code();

        assertThat(first.text("button.mfa-other-number")).contains("mailbox 2 (s•••@mailbox.test)");
        Page second = client.submit(first, "form:has(button.mfa-other-number)", Map.of());
        String toTheSecond = mailbox.nextMailTo(OTHER).code();
        if (!toTheFirst.equals(toTheSecond)) {
            second = client.submit(second, FORM, Map.of("code", toTheFirst));
            assertThat(second.text("#mfa-code-error")).startsWith("This code is not right");
        }
        client.submit(second, FORM, Map.of("code", toTheSecond));

        assertThat(login.tokens().acr()).isEqualTo("mfa");
    }

    @Test
    @DisplayName("P4: what is no address is told at the field, and nothing typed is lost")
    void badAddressesAreTold() {
        realm.createPerson("nora", "demo").requireAction("mfa-enroll-email");
        Page form = passwordOf("nora", app.login());
        for (String bad : new String[] {
            "",
            "nora",
            "nora@localhost",
            "nora@a.test\r\nBcc: all@a.test",
            "<b>@a.test",
            "\u202Enora@a.test",
            "n".repeat(5000)
        }) {
            form = client.submit(form, NAMED, Map.of("address", bad, "label", "my mail"));
            assertThat(form.text("#mfa-address-error")).as(bad).startsWith("This is not an email address we can use");
            assertThat(form.html().select("#mfa-label").val()).isEqualTo("my mail");
        }
        form = client.submit(form, NAMED, Map.of("address", ADDRESS, "label", "x".repeat(61)));
        assertThat(form.text("#mfa-label-error")).contains("at most 60");
        assertThat(mailbox.mails()).isEmpty();
    }

    @Test
    @DisplayName("T1: the sixth answer is refused even when it is right; C3: another code does not change that")
    void theSixthAnswerIsRefused() {
        MfaDemo.personWithMailbox(realm, "nora", ADDRESS);
        RelyingParty.Login login = app.login().begin();
        Page page = passwordOf("nora", login);
        String right = mailbox.nextMailTo(ADDRESS).code();
        String wrong = right.equals("000000") ? "111111" : "000000";
        for (int attempt = 1; attempt <= 4; attempt++) {
            page = client.submit(page, FORM, Map.of("code", wrong));
            assertThat(page.text("#mfa-code-error")).startsWith("This code is not right");
        }
        Page last = client.submit(page, FORM, Map.of("code", wrong));

        assertThat(last.has(FORM)).isFalse();
        assertThat(client.submit(page, FORM, Map.of("code", right)).has(FORM)).isFalse();
        assertThat(login.isAnswered()).isFalse();
        assertThat(audited("CHALLENGE_FAILED")).isEqualTo(5);
        assertThat(realm.events("LOGIN_ERROR")).hasSizeGreaterThanOrEqualTo(5);
    }

    @Test
    @DisplayName("C4: code and address are nowhere but in Keycloak's credential")
    void secretsLeaveNoTrace() {
        int mark = node.logMark();
        MfaDemo.personWithMailbox(realm, "nora", ADDRESS);
        RelyingParty.Login login = app.login().begin();
        Page page = passwordOf("nora", login);
        String code = mailbox.nextMailTo(ADDRESS).code();
        Page answered = client.submit(page, FORM, Map.of("code", code));

        String log = node.logSince(mark);
        String events = realm.events().toString() + realm.adminEvents();
        for (String place : List.of(
                log,
                events,
                page.uri().toString(),
                page.html().html(),
                answered.uri().toString(),
                mfaTables())) {
            assertThat(place)
                    .doesNotContain("nora.codes")
                    .doesNotContainPattern("(?<![0-9a-zA-Z])" + code + "(?![0-9])");
        }
        assertThat(login.tokens().acr()).isEqualTo("mfa");
    }

    @Test
    @DisplayName(
            "I8: with the mail server down the next page says so and another factor is offered; operators find the reason")
    void withTheMailServerDownAnotherFactorIsOffered() {
        realm.update(r -> r.withObject("/smtpServer").put("port", String.valueOf(Ports.free())));
        int mark = node.logMark();
        RealmAdmin.Person nora = MfaDemo.personWithMailbox(realm, "nora", ADDRESS);
        nora.addTotp("nora-has-an-app-as-well");
        RelyingParty.Login login = app.login().begin();
        Page app = passwordOf("nora", login);
        Page ways = app.has("#kc-select-try-another-way-form")
                ? client.submit(app, "#kc-select-try-another-way-form", Map.of())
                : app;
        Page page = ways.has(FORM)
                ? ways
                : client.submit(
                        ways,
                        "form:has(button[data-way=mfa-email-display-name]), li:has(h2:matchesOwn(^Email code$)) form",
                        Map.of());
        MfaDemo.letFailuresBeTold(realm);
        awaitDelivery(page, "failed");

        Page after = client.submit(page, FORM, Map.of("code", "000000"));
        assertThat(after.text(".mfa-other-way, body")).containsIgnoringCase("authenticator");
        Page resent = client.submit(after, "form:has(#mfa-resend)", Map.of());
        assertThat(resent.text("#mfa-status"))
                .as("a mail that failed costs no wait")
                .contains("new code is on its way");
        Deadline.ofSeconds(15).until("the failure to be recorded", () -> audited("CHALLENGE_SEND_FAILED") > 0);
        assertThat(node.logSince(mark))
                .contains("could not be sent: mail-server")
                .doesNotContain("nora.codes");
    }

    @Test
    @DisplayName("what became of a message is told to who knows the challenge, and nothing else is")
    void deliveryIsToldAndNothingElse() throws Exception {
        MfaDemo.personWithMailbox(realm, "nora", ADDRESS);
        Page page = passwordOf("nora", app.login());
        URI state = page.uri().resolve(page.html().select("#mfa-delivery").attr("data-state"));
        awaitDelivery(page, "sent");

        JsonNode told = JsonHttp.MAPPER.readTree(get(state));
        assertThat(told.size()).isEqualTo(1);
        URI unknown = state.resolve("00000000-0000-4000-8000-000000000000");
        assertThat(get(unknown)).contains("no such challenge");
        assertThat(get(state.resolve("not-a-challenge"))).contains("no such challenge");
        assertThat(get(URI.create(state.toString().replace("/realms/mfa-demo/", "/realms/master/"))))
                .contains("no such challenge");
    }

    @Test
    @DisplayName("C6: where a factor is chosen, the page says that a mailbox proves less")
    void choosingAMailboxSaysThatItProvesLess() {
        realm.createPerson("nora", "demo").grantRealmRole("approval-manager");
        Page choices = passwordOf("nora", app.login());
        assertThat(choices.text("#mfa-choose-factor"))
                .contains("Code by email", "It protects less than the ways above.");

        Page form = client.submit(choices, "form:has(button[value=mfa-email])", Map.of("factor", "mfa-email"));
        assertThat(form.html().text()).contains("Choose a mailbox with a password of its own");
    }

    @Test
    @DisplayName("C2: a code that was sent by mail is nothing to somebody else's step")
    void aCodeOfSomebodyElseIsNothing() {
        MfaDemo.personWithMailbox(realm, "nora", ADDRESS);
        MfaDemo.personWithMailbox(realm, "paul", OTHER);
        passwordOf("nora", app.login());
        String norasCode = mailbox.nextMailTo(ADDRESS).code();
        RelyingParty.Login login = app.login().begin();
        FormClient pauls = new FormClient();
        Page page =
                pauls.submit(pauls.get(login.uri()), "#kc-form-login", Map.of("username", "paul", "password", "demo"));
        String paulsCode = mailbox.nextMailTo(OTHER).code();

        Page after = pauls.submit(page, FORM, Map.of("code", norasCode));
        assertThat(login.isAnswered()).isEqualTo(norasCode.equals(paulsCode));
        assertThat(norasCode.equals(paulsCode) || after.text("#mfa-code-error").startsWith("This code is not right"))
                .isTrue();
    }

    private Page passwordOf(String username, RelyingParty.Request request) {
        return passwordOf(username, request.begin());
    }

    private Page passwordOf(String username, RelyingParty.Login login) {
        return client.submit(
                client.get(login.uri()), "#kc-form-login", Map.of("username", username, "password", "demo"));
    }

    private static void awaitDelivery(Page page, String state) {
        URI address = page.uri().resolve(page.html().select("#mfa-delivery").attr("data-state"));
        Deadline.ofSeconds(15)
                .until("the mail to be " + state, () -> get(address).contains("\"" + state + "\""));
    }

    private static String get(URI address) {
        try {
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                    .body();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String mfaTables() {
        StringBuilder rows = new StringBuilder();
        for (String table : node.db().tables()) {
            if (table.toUpperCase(java.util.Locale.ROOT).startsWith("MFA_")) {
                rows.append(node.db().dump(table));
            }
        }
        return rows.toString();
    }

    private long audited(String type) {
        return node.db()
                .number(
                        "select count(*) from MFA_AUDIT_EVENT where REALM_ID = ? and TYPE = ?",
                        realm.representation().path("id").asText(),
                        type);
    }
}
