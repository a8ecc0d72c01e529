package dev.mfapack.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mfapack.tests.bench.FormClient;
import dev.mfapack.tests.bench.FormClient.Page;
import dev.mfapack.tests.bench.Mailbox;
import dev.mfapack.tests.bench.Phone;
import dev.mfapack.tests.bench.RealmAdmin;
import dev.mfapack.tests.bench.RelyingParty;
import dev.mfapack.tests.bench.Walker;
import dev.mfapack.tests.bench.arquillian.BrowserSuite;
import dev.mfapack.tests.bench.server.KeycloakNode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Somebody has lost every factor: an administrator starts a recovery, the person has a link by mail, and their password. */
@BrowserSuite
class LostFactorsIT {

    private static final String LOST = "+4915228817386";
    private static final String NEW = "+4915254599371";
    private static final Pattern LINK = Pattern.compile("https?://\\S+/mfa/recovery\\?token=(\\S+)");

    @ArquillianResource
    private KeycloakNode node;

    @ArquillianResource
    private Phone phone;

    private final Mailbox mailbox = Mailbox.shared();
    private RealmAdmin realm;
    private RelyingParty app;
    private RealmAdmin.Person paul;
    private FormClient client;

    @BeforeEach
    void personWhoHasLostThePhone() {
        realm = MfaDemo.on(node);
        realm.keepEvents();
        phone.reset();
        mailbox.reset();
        realm.sendMailTo(mailbox);
        app = RelyingParty.existing(realm, "sample-app");
        paul = MfaDemo.personWithPhone(realm, "paul", LOST);
        client = new FormClient();
        realm.client("admin-cli").update(cli -> cli.put("directAccessGrantsEnabled", true));
    }

    @AfterEach
    void putAway() {
        app.close();
        node.clock().close();
    }

    @Test
    @DisplayName(
            "B5: by link and password a new factor is bound and proven; the old ones work until then, and end with it")
    void aNewFactorReplacesTheLostOnes() {
        paul.addTotp("lost-totp-secret");
        Walker elsewhere = Walker.named("paul", "demo").withPhone(phone, LOST);
        assertThat(elsewhere.walk(app.login().begin()).told()).isEqualTo("password, code → mfa");

        RealmAdmin.Answer started = request();
        assertThat(started.status()).as(started.body()).isEqualTo(201);
        assertThat(started.json().path("state").asText()).isEqualTo("open");
        Page choices = logInBy(linkIn(mailbox.nextMailTo("paul@example.org")), "demo");
        assertThat(choices.has("#mfa-choose-factor")).as(choices.html().text()).isTrue();
        assertThat(choices.has("#mfa-skip")).isFalse();
        assertThat(paul.credentials("otp")).as("until the new one is bound").hasSize(1);
        Page proof = bindPhone(choices);
        assertThat(proof.has("#mfa-code-form"))
                .as("and proven: " + proof.html().text())
                .isTrue();

        assertThat(paul.credentials("otp")).isEmpty();
        assertThat(paul.credentials("mfa-sms")).hasSize(1);
        assertThat(paul.sessions()).as("logged out everywhere else").isEmpty();
        Page end = client.submit(
                proof, "#mfa-code-form", Map.of("code", phone.nextMessageTo(NEW).code()));
        assertThat(end.uri().getPath()).isEqualTo("/realms/" + realm.name() + "/account/");
        assertThat(paul.sessions()).hasSize(1);
        MfaDemo.forgetMessages(realm);
        assertThat(Walker.named("paul", "demo")
                        .withPhone(phone, NEW)
                        .walk(app.login().begin())
                        .told())
                .isEqualTo("password, code → mfa");

        assertThat(live()).isEmpty();
        assertThat(audited("RECOVERY_REQUESTED", "RECOVERY_LINK_SENT", "RECOVERY_LINK_USED", "RECOVERY_COMPLETED"))
                .isEqualTo(4);
        assertThat(audited("FACTOR_REMOVED")).isEqualTo(2);
        assertThat(realm.events("EXECUTE_ACTION_TOKEN"))
                .singleElement()
                .satisfies(event ->
                        assertThat(event.at("/details/action").asText()).isEqualTo("mfa-recovery"));
        assertThat(realm.events("REMOVE_CREDENTIAL")).hasSize(2);
        assertThat(realm.adminEvents().toString())
                .contains(started.json().path("id").asText());
    }

    @Test
    @DisplayName("B5: the link alone is nothing: a wrong password leads nowhere")
    void theLinkAloneIsNothing() {
        realm.withoutBruteForceProtection();
        request();
        Page form = logInBy(linkIn(mailbox.nextMailTo("paul@example.org")), "wrong");

        assertThat(form.has("#kc-form-login")).isTrue();
        assertThat(form.has("#mfa-choose-factor")).isFalse();
        Page choices = client.submit(form, "#kc-form-login", Map.of("username", "paul", "password", "demo"));
        assertThat(choices.has("#mfa-choose-factor")).isTrue();
        assertThat(paul.credentials("mfa-sms")).as("nothing has ended").hasSize(1);
    }

    @Test
    @DisplayName("the link is for one person: by another one's password it opens nothing")
    void theLinkIsForOnePerson() {
        MfaDemo.personWithPhone(realm, "lena", NEW);
        request();
        Page begin = client.get(linkIn(mailbox.nextMailTo("paul@example.org")));
        Page form = client.submit(begin, "#mfa-recovery-form", Map.of());

        Page lenas = client.submit(form, "#kc-form-login", Map.of("username", "lena", "password", "demo"));

        assertThat(lenas.has("#mfa-code-form"))
                .as("her own factor is asked for")
                .isTrue();
    }

    @Test
    @DisplayName("opening the link changes nothing; its button works once, of twenty at once for one")
    void theLinkWorksOnce() {
        request();
        String link = linkIn(mailbox.nextMailTo("paul@example.org"));
        for (int i = 0; i < 3; i++) {
            assertThat(new FormClient().get(link).has("#mfa-recovery-form")).isTrue();
        }
        List<FormClient> browsers =
                IntStream.range(0, 20).mapToObj(i -> new FormClient()).toList();
        List<Page> opened = browsers.stream().map(browser -> browser.get(link)).toList();

        List<Page> came = IntStream.range(0, 20)
                .mapToObj(i -> browsers.get(i).submitLater(opened.get(i), "#mfa-recovery-form", Map.of()))
                .toList()
                .stream()
                .map(answer -> answer.join())
                .toList();

        assertThat(came).filteredOn(page -> page.has("#kc-form-login")).hasSize(1);
        assertThat(came).filteredOn(page -> page.has("#mfa-recovery-over")).hasSize(19);
        Page late = client.get(link);
        assertThat(late.status()).isEqualTo(400);
        assertThat(late.has("#mfa-recovery-over")).isTrue();
        assertThat(client.get(link + "x").status()).isEqualTo(400);
        assertThat(client.get(link.replaceAll("\\?.*", "")).status()).isEqualTo(400);
    }

    @Test
    @DisplayName("the link works for a day")
    void theLinkWorksForADay() {
        request();
        String link = linkIn(mailbox.nextMailTo("paul@example.org"));
        Page begin = client.get(link);

        node.clock().ahead(Duration.ofHours(25));

        assertThat(client.get(link).has("#mfa-recovery-over")).isTrue();
        assertThat(client.submit(begin, "#mfa-recovery-form", Map.of()).has("#mfa-recovery-over"))
                .isTrue();
        assertThat(live()).isEmpty();
    }

    @Test
    @DisplayName("two administrators, where the realm says so: neither twice the same nor the person")
    void itTakesTwoAdministratorsWhereTheRealmSaysSo() {
        realm.attribute("mfa.recovery.two-admins", "true");
        realm.attribute("mfa.level.habit", "false");
        realm.createPerson("first", "demo").grantClientRole("realm-management", "manage-users");
        realm.createPerson("second", "demo").grantClientRole("realm-management", "manage-users");
        realm.createPerson("viewer", "demo").grantClientRole("realm-management", "view-users");
        String of = node.publicUri() + "/admin/realms/" + realm.name() + "/mfa/users/" + paul.id() + "/recovery";
        String first = AdminCli.token(node, realm.name(), "first", "demo");
        String viewer = AdminCli.token(node, realm.name(), "viewer", "demo");

        assertThat(AdminCli.status(viewer, "POST", of)).isEqualTo(403);
        assertThat(AdminCli.status("no-token", "POST", of)).isEqualTo(401);
        assertThat(AdminCli.status(first, "POST", of)).isEqualTo(201);
        assertThat(AdminCli.status(first, "POST", of)).as("one is under way").isEqualTo(409);
        assertThat(live()).hasSize(1);
        assertThat(live().get(0).path("state").asText()).isEqualTo("requested");
        assertThat(mailbox.mails()).isEmpty();
        String approval = of + "/" + live().get(0).path("id").asText() + "/approve";
        assertThat(AdminCli.status(first, "POST", approval)).isEqualTo(403);
        assertThat(AdminCli.status(viewer, "POST", approval)).isEqualTo(403);
        assertThat(mailbox.mails()).isEmpty();

        String second = AdminCli.token(node, realm.name(), "second", "demo");
        assertThat(AdminCli.status(second, "POST", approval)).isEqualTo(200);
        assertThat(AdminCli.status(second, "POST", approval)).as("once").isEqualTo(409);
        assertThat(logInBy(linkIn(mailbox.nextMailTo("paul@example.org")), "demo")
                        .has("#mfa-choose-factor"))
                .isTrue();
        assertThat(audited("RECOVERY_APPROVED")).isEqualTo(1);
        assertThat(AdminCli.status(
                        viewer, "GET", node.publicUri() + "/admin/realms/" + realm.name() + "/mfa/recoveries"))
                .isEqualTo(200);
    }

    @Test
    void nobodyRecoversThemselves() {
        realm.attribute("mfa.level.habit", "false");
        RealmAdmin.Person boss = realm.createPerson("boss", "demo");
        boss.grantClientRole("realm-management", "manage-users");

        assertThat(AdminCli.status(
                        AdminCli.token(node, realm.name(), "boss", "demo"),
                        "POST",
                        node.publicUri() + "/admin/realms/" + realm.name() + "/mfa/users/" + boss.id() + "/recovery"))
                .isEqualTo(403);
        assertThat(mailbox.mails()).isEmpty();
    }

    @Test
    @DisplayName("it goes to a validated address or nowhere; where the mail server fails, the administrator learns it")
    void itGoesToAValidatedAddressOrNowhere() {
        paul.update(person -> person.put("emailVerified", false));
        assertThat(request().status()).isEqualTo(409);
        paul.update(person -> person.put("emailVerified", true));
        realm.update(changed -> changed.withObject("/smtpServer").put("port", "1"));

        RealmAdmin.Answer answer = request();

        assertThat(answer.status()).as(answer.body()).isEqualTo(502);
        assertThat(live()).isEmpty();
        assertThat(audited("RECOVERY_LINK_SENT")).isEqualTo(1);
    }

    @Test
    @DisplayName(
            "an administrator stops it at any time: what was bound meanwhile goes, and the old factor is asked for")
    void anAdministratorStopsIt() {
        String id = request().json().path("id").asText();
        Page choices = logInBy(linkIn(mailbox.nextMailTo("paul@example.org")), "demo");
        Page number = client.submit(choices, "#mfa-choose-factor form", Map.of("factor", "mfa-sms"));
        Page code = client.submit(number, "#mfa-destination-form", Map.of("phone", NEW));

        assertThat(realm.send("DELETE", "/mfa/users/" + paul.id() + "/recovery/" + id, "")
                        .status())
                .isEqualTo(204);
        Page after = client.submit(
                code, "#mfa-code-form", Map.of("code", phone.nextMessageTo(NEW).code()));

        assertThat(paul.credentials("mfa-sms")).hasSize(1);
        assertThat(after.has("#mfa-code-form")).as(after.html().text()).isTrue();
        assertThat(after.html().text()).as("the old number").contains("86");
        assertThat(realm.send("DELETE", "/mfa/users/" + paul.id() + "/recovery/" + id, "")
                        .status())
                .isEqualTo(404);
        assertThat(audited("RECOVERY_CANCELLED")).isEqualTo(1);
        assertThat(audited("RECOVERY_COMPLETED")).isZero();
    }

    @Test
    @DisplayName("C4: the link's secret is in no column, log or event")
    void theSecretLeavesNoTrace() {
        int mark = node.logMark();
        request();
        Matcher link = LINK.matcher(mailbox.nextMailTo("paul@example.org").text());
        assertThat(link.find()).isTrue();
        String secret = link.group(1);
        assertThat(secret).hasSizeGreaterThanOrEqualTo(43);
        logInBy(link.group(), "demo");

        assertThat(node.db().dump()).doesNotContain(secret);
        assertThat(node.logSince(mark)).doesNotContain(secret);
        assertThat(realm.adminEvents().toString()).doesNotContain(secret);
        assertThat(realm.events().toString()).doesNotContain(secret);
    }

    @Test
    @DisplayName(
            "recovery does not go by the realm's mode: where nothing is enforced the new factor is bound and proven as well")
    void noModeMakesItLess() {
        realm.attribute("mfa.mode", "off");
        realm.attribute("mfa.level.beyond-reach", "refuse");
        request();

        Page choices = logInBy(linkIn(mailbox.nextMailTo("paul@example.org")), "demo");

        assertThat(choices.has("#mfa-choose-factor")).as(choices.html().text()).isTrue();
        assertThat(bindPhone(choices).has("#mfa-code-form")).isTrue();
    }

    private RealmAdmin.Answer request() {
        return realm.send("POST", "/mfa/users/" + paul.id() + "/recovery", "");
    }

    private List<JsonNode> live() {
        JsonNode live = realm.get("/mfa/recoveries");
        return IntStream.range(0, live.size()).mapToObj(live::get).toList();
    }

    private static String linkIn(Mailbox.Mail mail) {
        Matcher link = LINK.matcher(mail.text());
        assertThat(link.find()).as(mail.text()).isTrue();
        assertThat(mail.html()).contains(link.group());
        return URI.create(link.group()).toString();
    }

    private Page logInBy(String link, String password) {
        Page form = client.submit(client.get(link), "#mfa-recovery-form", Map.of());
        assertThat(form.has("#kc-form-login")).as(form.html().text()).isTrue();
        return client.submit(form, "#kc-form-login", Map.of("username", "paul", "password", password));
    }

    private Page bindPhone(Page choices) {
        Page number = client.submit(choices, "#mfa-choose-factor form", Map.of("factor", "mfa-sms"));
        Page code = client.submit(number, "#mfa-destination-form", Map.of("phone", NEW));
        String sent = phone.nextMessageTo(NEW).code();
        MfaDemo.forgetMessages(realm);
        return client.submit(code, "#mfa-code-form", Map.of("code", sent));
    }

    private long audited(String... types) {
        return List.of(types).stream()
                .mapToLong(type -> node.db()
                        .number("select count(*) from MFA_AUDIT_EVENT where TYPE = ? and USER_ID = ?", type, paul.id()))
                .sum();
    }
}
