package dev.mfapack.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfapack.tests.bench.Deadline;
import dev.mfapack.tests.bench.FormClient;
import dev.mfapack.tests.bench.FormClient.Page;
import dev.mfapack.tests.bench.Mailbox;
import dev.mfapack.tests.bench.Mailbox.Mail;
import dev.mfapack.tests.bench.Phone;
import dev.mfapack.tests.bench.RealmAdmin;
import dev.mfapack.tests.bench.RelyingParty;
import dev.mfapack.tests.bench.Totp;
import dev.mfapack.tests.bench.Walker;
import dev.mfapack.tests.bench.arquillian.BrowserSuite;
import dev.mfapack.tests.bench.server.KeycloakNode;
import dev.mfapack.tests.bench.server.Ports;
import dev.mfapack.tests.bench.server.ServerClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What people are told by mail, and the link by which they say that it wasn't them. */
@BrowserSuite
class NoticesIT {

    private static final String NUMBER = "+4915228817386";
    private static final String OTHER_NUMBER = "+4915254599371";
    private static final String DORA = "dora@example.org";
    private static final String FORM = "#mfa-not-me-form";
    private static final String CODE_FORM = "#mfa-code-form";
    private static final Pattern LINK = Pattern.compile("http\\S+/mfa/v1/not-me\\?token=([A-Za-z0-9_-]{43})");

    @ArquillianResource
    private KeycloakNode node;

    @ArquillianResource
    private Phone phone;

    private final Mailbox mailbox = Mailbox.shared();
    private RealmAdmin realm;
    private PackRows rows;
    private RelyingParty app;

    @BeforeEach
    void realmThatSendsMail() {
        realm = MfaDemo.on(node);
        rows = new PackRows(realm);
        realm.withoutBruteForceProtection();
        phone.reset();
        mailbox.reset();
        realm.sendMailTo(mailbox);
        app = RelyingParty.existing(realm, "sample-app");
    }

    @AfterEach
    void putAway() {
        app.close();
    }

    @Test
    @DisplayName(
            "B2: a factor of Keycloak's own that was added is told; the link shows a page and changes nothing, its button takes the factor back, ends all sessions and asks for a new password, once")
    void whatWasAddedIsToldAndTakenBack() throws IOException, InterruptedException {
        RealmAdmin.Person dora = realm.createPerson("dora", "demo");
        RelyingParty.Login enrolment = addTotp("dora");
        RelyingParty.Tokens tokens = enrolment.tokens();
        assertThat(dora.credentials("otp")).hasSize(1);

        Mail mail = mailbox.nextMailTo(DORA);
        assertThat(mail.subject()).isEqualTo("MFA Demo: a way to log in was added");
        for (String part : List.of(mail.text(), mail.html())) {
            assertThat(part)
                    .contains("MFA Demo: Authenticator app", " UTC", "Place: unknown", "Browser: ", "7 days")
                    .doesNotContain("127.0.0.1", "${", "mfaNotice");
        }
        awaitAudited("NOTICE_SENT", "SUCCESS", 1);
        assertThat(rows.reasons("NOTICE_SENT", "SUCCESS")).isEqualTo("factor-added");

        URI link = URI.create(linkIn(mail));
        for (String method : List.of("GET", "HEAD", "GET")) {
            HttpResponse<String> seen = send(HttpRequest.newBuilder(link)
                    .method(method, HttpRequest.BodyPublishers.noBody())
                    .build());
            assertThat(seen.statusCode()).isEqualTo(200);
            assertThat(seen.headers().firstValue("Referrer-Policy")).contains("no-referrer");
            assertThat(seen.headers().firstValue("Cache-Control")).contains("no-store");
        }
        assertThat(dora.credentials("otp"))
                .as("who opens the link changes nothing")
                .hasSize(1);
        assertThat(dora.sessions()).hasSize(1);
        assertThat(rows.audited("REPUDIATED", "SUCCESS")).isZero();

        FormClient client = new FormClient();
        Page page = client.get(link.toString());
        assertThat(page.text("#mfa-what")).contains("Authenticator app", "UTC");
        assertThat(page.html().selectFirst(FORM).attr("action"))
                .as("the address that is posted to")
                .doesNotContain("token");
        Page done = client.submit(page, FORM, Map.of());

        assertThat(done.text("#mfa-done")).contains("All sessions have ended", "no longer counts");
        assertThat(dora.credentials("otp")).isEmpty();
        assertThat(dora.sessions()).isEmpty();
        assertThat(app.refresh(tokens).status()).isEqualTo(400);
        assertThat(dora.requiredActions()).containsExactly("UPDATE_PASSWORD");
        assertThat(realm.events("REMOVE_CREDENTIAL")).hasSize(1);
        assertThat(realm.events("LOGOUT")).hasSize(1);
        assertThat(rows.audited("FACTOR_REMOVED", "SUCCESS")).isEqualTo(1);
        assertThat(rows.reasons("REPUDIATED", "SUCCESS"))
                .isEqualTo("factor-added,sessions-ended-1,factor-removed,password-asked");
        assertThat(mailbox.nextMailTo(DORA).subject()).contains("was removed");
        assertThat(node.metrics()).contains("mfa_repudiations_total{notice=\"factor-added\"");

        Page again = client.submit(page, FORM, Map.of());
        assertThat(again.status()).isEqualTo(410);
        assertThat(again.text("#mfa-gone")).contains("used before");
        assertThat(client.get(link.toString()).has("#mfa-gone")).isTrue();
        assertThat(rows.reasons("REPUDIATED", "FAILURE")).isEqualTo("factor-added,used-before");

        FormClient later = new FormClient();
        RelyingParty.Login login = app.login().begin();
        Page password = passwordOf(later, login, "dora");
        assertThat(password.has("#kc-passwd-update-form"))
                .as(password.html().text())
                .isTrue();
    }

    @Test
    @DisplayName(
            "B2: a number that was just added is put out of force and stays to be seen; the older one still counts, and is still asked for")
    void olderFactorsStayAndStillCount() {
        RealmAdmin.Person paul = MfaDemo.personWithPhone(realm, "paul", NUMBER);
        FormClient client = new FormClient();
        RelyingParty.Login enrolment = app.login().kcAction("mfa-enroll-sms").begin();
        Page page = client.submit(
                passwordOf(client, enrolment, "paul"),
                CODE_FORM,
                Map.of("code", phone.nextMessageTo(NUMBER).code()));
        Page code = client.submit(page, "#mfa-destination-form", Map.of("phone", OTHER_NUMBER, "label", "stranger"));
        client.submit(
                code,
                CODE_FORM,
                Map.of("code", phone.nextMessageTo(OTHER_NUMBER).code()));
        assertThat(enrolment.answer()).containsEntry("kc_action_status", "success");
        assertThat(paul.credentials("mfa-sms")).hasSize(2);
        Mail mail = mailbox.nextMailTo("paul@example.org");
        assertThat(mail.text()).contains("Code by text message").doesNotContain("stranger", "25459");

        pressTheButton(mail);
        assertThat(rows.reasons("REPUDIATED", "SUCCESS"))
                .isEqualTo("factor-added,sessions-ended-1,factor-suspended,password-asked");
        assertThat(rows.audited("FACTOR_DISABLED", "SUCCESS")).isEqualTo(1);
        assertThat(paul.credentials("mfa-sms")).hasSize(2);

        MfaDemo.letTheWaitBeOver(realm);
        FormClient later = new FormClient();
        RelyingParty.Login login = app.login().begin();
        Page asked = passwordOf(later, login, "paul");
        assertThat(asked.has("#mfa-code-sent")).as(asked.html().text()).isTrue();
        assertThat(asked.html().select("[name=mfa-destination]"))
                .as("the other number is not offered")
                .isEmpty();
        Page newPassword = later.submit(
                asked, CODE_FORM, Map.of("code", phone.nextMessageTo(NUMBER).code()));
        later.submit(
                newPassword,
                "#kc-passwd-update-form",
                Map.of("password-new", "another", "password-confirm", "another"));
        assertThat(login.tokens().acr()).isEqualTo("mfa");
    }

    @Test
    @DisplayName(
            "what was added and is gone already stays gone; and somebody else's link is worth nothing in another realm")
    void whatIsGoneStaysGone() {
        RealmAdmin.Person dora = realm.createPerson("dora", "demo");
        addTotp("dora").tokens();
        Mail mail = mailbox.nextMailTo(DORA);
        dora.deleteCredential(dora.credentials("otp").get(0).path("id").asText());
        Mail removed = mailbox.nextMailTo(DORA);
        assertThat(removed.subject()).isEqualTo("MFA Demo: a way to log in was removed");
        assertThat(removed.text())
                .contains("Authenticator app", "An administrator did this")
                .doesNotContain("Browser:");

        Page elsewhere = new FormClient().get(linkIn(mail).replace("/realms/" + realm.name() + "/", "/realms/master/"));
        assertThat(elsewhere.has("#mfa-gone")).isTrue();
        pressTheButton(mail);
        assertThat(rows.reasons("REPUDIATED", "SUCCESS"))
                .isEqualTo("factor-added,sessions-ended-1,factor-gone,password-asked");
    }

    @Test
    @DisplayName("of twenty presses of the button at once, one acts")
    void theButtonActsOnce() {
        realm.createPerson("dora", "demo");
        addTotp("dora").tokens();
        FormClient client = new FormClient();
        Page page = client.get(linkIn(mailbox.nextMailTo(DORA)));

        List<CompletableFuture<Page>> presses = IntStream.range(0, 20)
                .mapToObj(press -> client.submitLater(page, FORM, Map.of()))
                .toList();
        assertThat(presses.stream().map(CompletableFuture::join).filter(it -> it.has("#mfa-done")))
                .hasSize(1);
        assertThat(rows.audited("REPUDIATED", "SUCCESS")).isEqualTo(1);
    }

    @Test
    @DisplayName("a link works for seven days, and one that nobody made never does")
    void linksEnd() {
        realm.createPerson("dora", "demo");
        addTotp("dora").tokens();
        String link = linkIn(mailbox.nextMailTo(DORA));
        Page page = new FormClient().get(link);
        char last = link.charAt(link.length() - 1);
        assertThat(new FormClient()
                        .get(link.substring(0, link.length() - 1) + (last == 'A' ? 'B' : 'A'))
                        .has("#mfa-gone"))
                .isTrue();
        for (String nonsense : List.of("", "?token=", "?token=x", "?token=%F0%9F%98%80")) {
            assertThat(new FormClient()
                            .get(link.substring(0, link.indexOf('?')) + nonsense)
                            .status())
                    .as(nonsense)
                    .isEqualTo(410);
        }
        try (ServerClock clock = node.clock()) {
            clock.ahead(Duration.ofDays(7));
            assertThat(new FormClient().get(link).has("#mfa-gone")).isTrue();
            assertThat(new FormClient().submit(page, FORM, Map.of()).has("#mfa-gone"))
                    .isTrue();
        }
        assertThat(rows.reasons("REPUDIATED", "FAILURE")).isEqualTo("factor-added,expired");
        assertThat(rows.audited("REPUDIATED", "SUCCESS")).isZero();
    }

    @Test
    @DisplayName(
            "B2: all validated addresses are told; one that nobody has verified is not, and an audit row says so where there is none")
    void allValidatedAddressesAreTold() {
        MfaDemo.personWithMailbox(realm, "nora", "first@mailbox.test", "second@mailbox.test");
        RelyingParty.Login login = app.login().begin();
        FormClient client = new FormClient();
        Page code = passwordOf(client, login, "nora");
        client.submit(code, CODE_FORM, Map.of("code", wrong(mailbox.nextMailTo("first@mailbox.test"))));
        List<Mail> mails = Stream.of("nora@example.org", "first@mailbox.test", "second@mailbox.test")
                .map(mailbox::nextMailTo)
                .toList();
        assertThat(mails)
                .allSatisfy(mail ->
                        assertThat(mail.subject()).isEqualTo("MFA Demo: a login was stopped at the second step"));
        assertThat(mails.stream().map(NoticesIT::linkIn).distinct())
                .as("one link, whichever mail it is opened in")
                .hasSize(1);

        realm.createPerson("dora", "demo", person -> person.put("emailVerified", false));
        addTotp("dora").tokens();
        assertThat(rows.reasons("NOTICE_FAILED", "FAILURE")).isEqualTo("factor-added,no-address");
        assertThat(queuedNotices()).isEqualTo(3);
        assertThat(mailbox.mailsTo(DORA)).isEmpty();
    }

    @Test
    @DisplayName("B2: an address bound in the last 72 hours is told, and does not count as told")
    void anAddressThatWasJustBoundDoesNotCount() {
        RealmAdmin.Person dora = realm.createPerson("dora", "demo", person -> person.put("emailVerified", false));
        dora.requireAction("mfa-enroll-email");
        FormClient client = new FormClient();
        RelyingParty.Login enrolment = app.login().begin();
        Page code = client.submit(
                passwordOf(client, enrolment, "dora"), "#mfa-destination-form", Map.of("address", "new@mailbox.test"));
        client.submit(
                code,
                CODE_FORM,
                Map.of("code", mailbox.nextMailTo("new@mailbox.test").code()));
        enrolment.tokens();

        assertThat(mailbox.nextMailTo("new@mailbox.test").subject()).contains("was added");
        assertThat(rows.reasons("NOTICE_FAILED", "FAILURE")).isEqualTo("factor-added,only-recent-address");
    }

    @Test
    @DisplayName("B2: for 72 hours after the account's address was changed, the one before is told as well")
    void theAddressBeforeIsTold() {
        realm.update(it -> it.put("verifyEmail", true).put("editUsernameAllowed", true));
        RealmAdmin.Person dora = realm.createPerson("dora", "demo");
        dora.requireAction("UPDATE_PROFILE");
        FormClient client = new FormClient();
        Page profile = passwordOf(client, app.login().begin(), "dora");
        client.submit(profile, "#kc-update-profile-form", Map.of("email", "stranger@evil.test"));
        dora.update(person -> person.put("emailVerified", true).putArray("requiredActions"));
        mailbox.reset();

        addTotp("dora").tokens();
        assertThat(mailbox.nextMailTo(DORA).subject()).contains("was added");
        assertThat(mailbox.nextMailTo("stranger@evil.test").subject()).contains("was added");
        assertThat(rows.audited("NOTICE_FAILED", "FAILURE")).isZero();
        assertThat(node.db().dump("MFA_FORMER_ADDRESS")).doesNotContain("example.org");
        assertThat(rows.in("MFA_FORMER_ADDRESS")).isEqualTo(1);
    }

    @Test
    @DisplayName("B3: the right password and a wrong second factor are told once an hour, a wrong password never")
    void aWrongSecondFactorIsToldOnceAnHour() {
        MfaDemo.personWithPhone(realm, "paul", NUMBER);
        FormClient client = new FormClient();
        RelyingParty.Login login = app.login().begin();
        client.submit(
                client.get(login.uri()), "#kc-form-login", Map.of("username", "paul", "password", "not the password"));
        assertThat(queuedNotices()).isZero();

        Page code = passwordOf(client, login, "paul");
        String right = phone.nextMessageTo(NUMBER).code();
        for (int attempt = 0; attempt < 3; attempt++) {
            code = client.submit(code, CODE_FORM, Map.of("code", right.equals("000000") ? "111111" : "000000"));
        }
        assertThat(queuedNotices()).isEqualTo(1);
        Mail mail = mailbox.nextMailTo("paul@example.org");
        assertThat(mail.text()).contains("entered the right password", "Place: unknown");
        try (ServerClock clock = node.clock()) {
            clock.ahead(Duration.ofMinutes(62));
            RealmAdmin.Person tom = realm.createPerson("tom", "demo");
            Totp totp = tom.addTotp("totp-of-tom-in-the-tests");
            FormClient other = new FormClient();
            Page otp = passwordOf(other, app.login().begin(), "tom");
            other.submit(otp, "#kc-otp-login-form", Map.of("otp", totp.staleCode()));
            assertThat(mailbox.nextMailTo("tom@example.org").subject()).contains("stopped at the second step");

            FormClient again = new FormClient();
            Page asked = passwordOf(again, app.login().begin(), "paul");
            again.submit(asked, CODE_FORM, Map.of("code", wrong(right)));
            assertThat(queuedNotices()).isEqualTo(3);
        }

        pressTheButton(mail);
        assertThat(rows.reasons("REPUDIATED", "SUCCESS"))
                .isEqualTo("second-factor-wrong,sessions-ended-0,password-asked");
        assertThat(realm.person("paul").credentials("mfa-sms")).hasSize(1);
    }

    @Test
    @DisplayName("L2, B2: each use of a backup code is told in one mail, which warns when few are left")
    void usesOfBackupCodesAreTold() {
        realm.attribute("mfa.backup.count", "5");
        realm.attribute("mfa.notice.new-device", "false");
        realm.createPerson("dora", "demo");
        List<String> codes = BackupCodesPages.firstOf(app, "dora");
        assertThat(mailbox.nextMailTo(DORA).text()).contains("was added", "Backup codes");

        BackupCodesPages.loginBy(app, "dora", codes.get(0)).tokens();
        Mail used = mailbox.nextMailTo(DORA);
        assertThat(used.subject()).isEqualTo("MFA Demo: a backup code was used");
        assertThat(used.text()).contains("still work: 4.").doesNotContain("Make new ones");

        BackupCodesPages.loginBy(app, "dora", codes.get(1));
        Mail low = mailbox.nextMailTo(DORA);
        assertThat(low.subject()).isEqualTo("MFA Demo: only a few backup codes are left");
        assertThat(queuedNotices()).as("one mail for one code").isEqualTo(3);
        assertThat(low.text()).contains("still work: 3.", "Make new ones");

        pressTheButton(used);
        assertThat(realm.person("dora").credentials("mfa-backup-codes"))
                .as("the codes are older, and stay")
                .hasSize(1);
    }

    @Test
    @DisplayName(
            "B3: a login from a browser that was not seen before is told; the first, the same and a program's are not")
    void aNewBrowserIsTold() {
        realm.createPerson("dora", "demo");
        Walker dora = Walker.named("dora", "demo");
        dora.walk(app.login().begin()).tokens();
        dora.walk(app.login().prompt("login").begin()).tokens();
        assertThat(queuedNotices()).isZero();
        assertThat(rows.in("MFA_SEEN_DEVICE")).isEqualTo(1);

        dora.changeBrowser();
        dora.walk(app.login().begin()).tokens();
        Mail mail = mailbox.nextMailTo(DORA);
        assertThat(mail.subject()).isEqualTo("MFA Demo: a login from a new browser");
        assertThat(mail.text()).contains("Browser: ", "Place: unknown");
        dora.walk(app.login().prompt("login").begin()).tokens();
        assertThat(queuedNotices()).isEqualTo(1);
        assertThat(rows.in("MFA_SEEN_DEVICE")).isEqualTo(2);

        pressTheButton(mail);
        assertThat(rows.in("MFA_SEEN_DEVICE")).as("not known any more").isEqualTo(1);
        assertThat(rows.reasons("REPUDIATED", "SUCCESS")).isEqualTo("new-device,sessions-ended-2,password-asked");
    }

    @Test
    @DisplayName("fifty browsers of a person are kept; another one pushes out what was not used for longest")
    void theBrowsersOfAPersonAreLimited() {
        RealmAdmin.Person dora = realm.createPerson("dora", "demo");
        for (int device = 0; device < 50; device++) {
            node.db()
                    .update(
                            "insert into MFA_SEEN_DEVICE (ID, REALM_ID, USER_ID, FIRST_SEEN_AT, LAST_SEEN_AT)"
                                    + " values (?, ?, ?, 0, ?)",
                            UUID.randomUUID().toString(),
                            realmId(),
                            dora.id(),
                            System.currentTimeMillis() - device * 1000L);
        }
        Walker.named("dora", "demo").walk(app.login().begin()).tokens();
        assertThat(rows.in("MFA_SEEN_DEVICE")).isEqualTo(50);
        assertThat(node.db()
                        .number(
                                "select count(*) from MFA_SEEN_DEVICE where REALM_ID = ? and FIRST_SEEN_AT > 0",
                                realmId()))
                .as("the new one")
                .isEqualTo(1);
        assertThat(queuedNotices()).isEqualTo(1);
    }

    @Test
    @DisplayName("where nobody can be asked for a new password, the page does not say so")
    void wherePasswordsAreNotChangedHereNoneIsAskedFor() {
        RealmAdmin.Person dora = realm.createPerson("dora", "demo");
        addTotp("dora").tokens();
        realm.switchAction("UPDATE_PASSWORD", false);
        FormClient client = new FormClient();
        Page done = client.submit(client.get(linkIn(mailbox.nextMailTo(DORA))), FORM, Map.of());

        assertThat(done.text("#mfa-done")).contains("where you manage it").doesNotContain("before anybody else");
        assertThat(dora.requiredActions()).isEmpty();
        assertThat(rows.reasons("REPUDIATED", "SUCCESS")).endsWith(",password-not-asked");
    }

    @Test
    @DisplayName(
            "a realm switches each kind off, shows the address if it wants to, and sends nothing where the pack is not in its flow")
    void aRealmSwitchesNotices() {
        RealmAdmin.Person dora = realm.createPerson("dora", "demo");
        realm.attribute("mfa.notice.factor-added", "false");
        realm.attribute("mfa.notice.new-device", "false");
        addTotp("dora").tokens();
        assertThat(queuedNotices()).isZero();

        realm.attribute("mfa.notice.address", "true");
        dora.deleteCredential(dora.credentials("otp").get(0).path("id").asText());
        assertThat(mailbox.nextMailTo(DORA).text()).as("of an administrator").doesNotContain("Network address");
        realm.attribute("mfa.notice.factor-added", "true");
        addTotp("dora").tokens();
        assertThat(mailbox.nextMailTo(DORA).text())
                .containsPattern("Network address: (127\\.0\\.0\\.1|0:0:0:0:0:0:0:1|localhost)");

        realm.attribute("mfa.notice.factor-added", "");
        realm.update(it -> it.put("browserFlow", "browser"));
        long before = queuedNotices();
        realm.createPerson("nora", "demo");
        addTotp("nora").tokens();
        assertThat(queuedNotices()).isEqualTo(before);
    }

    @Test
    @DisplayName("the mail is in the person's language, whatever the one who caused it speaks")
    void theMailIsInThePersonsLanguage() {
        MfaDemo.personWithPhone(realm, "paul", NUMBER);
        FormClient client = new FormClient();
        RelyingParty.Login login = app.login().locale("de").begin();
        Page code = passwordOf(client, login, "paul");
        client.submit(
                code,
                CODE_FORM,
                Map.of("code", wrong(phone.nextMessageTo(NUMBER).code())));
        assertThat(mailbox.nextMailTo("paul@example.org").text()).contains("entered the right password");

        realm.createPerson(
                "dora",
                "demo",
                person -> person.putObject("attributes").putArray("locale").add("de"));
        addTotp("dora").tokens();
        Mail german = mailbox.nextMailTo(DORA);
        assertThat(german.subject()).isEqualTo("MFA Demo: Ein Weg für die Anmeldung wurde hinzugefügt");
        assertThat(german.text()).contains("Ort: unbekannt", "Waren Sie das nicht");
        assertThat(german.html()).contains("lang=\"de\"");
        assertThat(new FormClient().get(linkIn(german)).html().title()).isEqualTo("Das waren nicht Sie?");
    }

    @Test
    @DisplayName(
            "a mail server that is down hurts no login, is told without a word about the person, and is tried again")
    void aMailServerThatIsDownHurtsNobody() {
        realm.update(it -> it.withObject("smtpServer").put("port", Integer.toString(Ports.free())));
        RealmAdmin.Person dora = realm.createPerson("dora", "demo");
        int mark = node.logMark();
        addTotp("dora").tokens();
        Deadline.ofSeconds(20)
                .until(
                        "the failure",
                        () -> node.metrics()
                                .contains(
                                        "mfa_notices_total{notice=\"factor-added\",outcome=\"delayed\",reason=\"mail-server\""));
        assertThat(node.logSince(mark).lines().filter(line -> line.contains("[dev.mfapack.factors")))
                .anyMatch(line -> line.contains("could not be sent yet: mail-server"))
                .noneMatch(line -> line.contains(dora.id()) || line.contains("dora"));
        assertThat(rows.audited("NOTICE_SENT", "SUCCESS")).isZero();

        realm.sendMailTo(mailbox);
        try (ServerClock clock = node.clock()) {
            clock.ahead(Duration.ofMinutes(6));
            Mail late = Deadline.ofSeconds(40)
                    .await("the mail", () -> mailbox.mailsTo(DORA).stream().findFirst());
            assertThat(late.subject()).contains("was added");
        }
        awaitAudited("NOTICE_SENT", "SUCCESS", 1);
    }

    @Test
    void aRealmWithoutAMailServerSaysSo() {
        realm.update(it -> it.putObject("smtpServer"));
        realm.createPerson("dora", "demo");
        addTotp("dora").tokens();
        assertThat(rows.reasons("NOTICE_FAILED", "FAILURE")).isEqualTo("factor-added,not-configured");
        assertThat(realm.get("/mfa/posture").toString()).contains("notices-not-sent");
    }

    @Test
    @DisplayName("C4: the link leaves no trace in columns, logs and events; only its hash is kept")
    void theLinkLeavesNoTrace() {
        int mark = node.logMark();
        realm.createPerson("dora", "demo");
        addTotp("dora").tokens();
        Mail mail = mailbox.nextMailTo(DORA);
        String token = tokenIn(mail);
        awaitAudited("NOTICE_SENT", "SUCCESS", 1);
        pressTheButton(mail);

        assertThat(node.db().dump()).doesNotContain(token, token.substring(22));
        assertThat(node.logSince(mark)).doesNotContain(token, token.substring(22));
        assertThat(realm.events().toString() + realm.adminEvents()).doesNotContain(token, token.substring(22));
        assertThat(node.db()
                        .number(
                                "select count(*) from MFA_OUTBOX where REALM_ID = ? and STATE = 'SENT' and PAYLOAD is not null",
                                realmId()))
                .isZero();
        assertThat(rows.in("MFA_NOTICE")).isEqualTo(2);
    }

    @Test
    @DisplayName("what is kept for notices goes with the person")
    void itGoesWithThePerson() {
        RealmAdmin.Person dora = realm.createPerson("dora", "demo");
        addTotp("dora").tokens();
        mailbox.nextMailTo(DORA);
        assertThat(rows.in("MFA_NOTICE")).isEqualTo(1);
        assertThat(rows.in("MFA_SEEN_DEVICE")).isEqualTo(1);
        dora.delete();
        for (String table : List.of("MFA_NOTICE", "MFA_SEEN_DEVICE", "MFA_FORMER_ADDRESS", "MFA_OUTBOX")) {
            assertThat(rows.in(table)).as(table).isZero();
        }
    }

    /** A new one-time password app, by Keycloak's own page. */
    private RelyingParty.Login addTotp(String username) {
        FormClient client = new FormClient();
        realm.person(username).requireAction("CONFIGURE_TOTP");
        RelyingParty.Login login = app.login().begin();
        Page page = passwordOf(client, login, username);
        String secret = page.html()
                .selectFirst("#kc-totp-settings-form [name=totpSecret]")
                .val();
        client.submit(
                page,
                "#kc-totp-settings-form",
                Map.of("totp", Totp.ofSecretData(secret).freshCode(), "userLabel", "app of " + username));
        return login;
    }

    private static Page passwordOf(FormClient client, RelyingParty.Login login, String username) {
        return BackupCodesPages.passwordOf(client, login, username);
    }

    private static void pressTheButton(Mail mail) {
        FormClient client = new FormClient();
        assertThat(client.submit(client.get(linkIn(mail)), FORM, Map.of()).has("#mfa-done"))
                .isTrue();
    }

    private static String linkIn(Mail mail) {
        Matcher link = LINK.matcher(mail.text());
        assertThat(link.find()).as(mail.text()).isTrue();
        assertThat(mail.html()).contains(link.group().replace("&", "&amp;"));
        return link.group();
    }

    private static String tokenIn(Mail mail) {
        Matcher link = LINK.matcher(mail.text());
        assertThat(link.find()).isTrue();
        return link.group(1);
    }

    private static String wrong(Mail mail) {
        return wrong(mail.code());
    }

    private static String wrong(String right) {
        return right.equals("000000") ? "111111" : "000000";
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    private long queuedNotices() {
        return node.db().number("select count(*) from MFA_OUTBOX where REALM_ID = ? and NOTICE is not null", realmId());
    }

    private String realmId() {
        return realm.representation().path("id").asText();
    }

    private void awaitAudited(String type, String outcome, long count) {
        Deadline.ofSeconds(15).until(type, () -> rows.audited(type, outcome) == count);
    }
}
