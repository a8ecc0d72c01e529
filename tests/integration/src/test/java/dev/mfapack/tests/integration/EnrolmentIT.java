package dev.mfapack.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfapack.tests.bench.FormClient;
import dev.mfapack.tests.bench.FormClient.Page;
import dev.mfapack.tests.bench.Phone;
import dev.mfapack.tests.bench.RealmAdmin;
import dev.mfapack.tests.bench.RelyingParty;
import dev.mfapack.tests.bench.Walk;
import dev.mfapack.tests.bench.Walker;
import dev.mfapack.tests.bench.arquillian.BrowserSuite;
import dev.mfapack.tests.bench.directory.Directory;
import dev.mfapack.tests.bench.server.KeycloakNode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Who must bind a factor may put it off, as long and as often as the realm lets them. */
@BrowserSuite
class EnrolmentIT {

    private static final String NUMBER = "+4915228817386";
    private static final String SKIP = "form:has(#mfa-skip)";

    @ArquillianResource
    private KeycloakNode node;

    @ArquillianResource
    private Phone phone;

    private RealmAdmin realm;
    private RelyingParty vault;
    private RealmAdmin.Person person;
    private Walker nora;

    @BeforeEach
    void personWithoutAFactor() {
        realm = MfaDemo.on(node);
        phone.reset();
        vault = RelyingParty.register(realm, "vault");
        realm.attribute("mfa.level.clients", "{\"vault\": 2}");
        person = realm.createPerson("nora", "demo");
        nora = Walker.named("nora", "demo").withPhone(phone, NUMBER);
    }

    @AfterEach
    void putAway() {
        vault.close();
        node.clock().close();
    }

    @Test
    @DisplayName("skips are counted down before the person's eyes; a session that has skipped is not asked again")
    void skipsAreCountedDown() {
        realm.attribute("mfa.enrol.skips", "2");
        realm.keepEvents();

        RelyingParty.Login login = vault.login().begin();
        Page choices = nora.walk(login).page();
        assertThat(choices.text("#mfa-grace")).isEqualTo("You can skip this 2 more times.");
        Walk skipped = nora.walk(login, nora.client().submit(choices, SKIP, Map.of()));
        assertThat(skipped.told()).as("the token tells what was reached").isEqualTo("– → basic");
        assertThat(nora.walk(vault.login().begin()).told())
                .as("once in the session's life")
                .isEqualTo("– → basic");
        assertThat(nora.walk(vault.login().prompt("none").begin()).told()).isEqualTo("– → basic");

        assertThat(skips()).isEqualTo(1);
        assertThat(reasons("ENROLMENT_PUT_OFF")).containsExactly("skips-left-1");
        assertThat(reasons("LEVEL_DECIDED")).contains("client-policy-2", "grace-2");
        assertThat(realm.events("CUSTOM_REQUIRED_ACTION"))
                .singleElement()
                .satisfies(event ->
                        assertThat(event.at("/details/reason").asText()).isEqualTo("skip"));

        nora.changeBrowser();
        RelyingParty.Login second = vault.login().begin();
        Page again = nora.walk(second).page();
        assertThat(again.text("#mfa-grace")).isEqualTo("You can skip this 1 more time.");
        assertThat(nora.walk(second, nora.client().submit(again, SKIP, Map.of()))
                        .told())
                .isEqualTo("– → basic");

        nora.changeBrowser();
        RelyingParty.Login third = vault.login().begin();
        Page last = nora.walk(third).page();
        assertThat(last.has("#mfa-skip, #mfa-grace")).isFalse();
        assertForgedSkipIsRefused(third, last);
        assertThat(skips()).isEqualTo(2);
    }

    @Test
    void untilADayItCanBePutOff() {
        LocalDate last = LocalDate.now(ZoneOffset.UTC).plusDays(1);
        realm.attribute("mfa.enrol.grace-until", last.toString());

        RelyingParty.Login login = vault.login().locale("de").begin();
        Page choices = nora.walk(login).page();
        assertThat(choices.text("#mfa-grace"))
                .startsWith("Sie können das bis ")
                .contains(String.valueOf(last.getYear()));
        assertThat(nora.walk(login, nora.client().submit(choices, SKIP, Map.of()))
                        .told())
                .isEqualTo("– → basic");

        node.clock().ahead(Duration.ofDays(2));
        nora.changeBrowser();
        RelyingParty.Login late = vault.login().begin();
        Page without = nora.walk(late).page();
        assertThat(without.has("#mfa-skip, #mfa-grace")).isFalse();
        assertForgedSkipIsRefused(late, without);
    }

    @Test
    @DisplayName("a day that has come ends what a session put off before it")
    void theDayEndsWhatASessionPutOff() {
        realm.attribute("mfa.enrol.grace-until", LocalDate.now(ZoneOffset.UTC).toString());
        RelyingParty.Login login = vault.login().begin();
        nora.walk(login, nora.client().submit(nora.walk(login).page(), SKIP, Map.of()));
        assertThat(login.isAnswered()).isTrue();

        realm.attribute(
                "mfa.enrol.grace-until",
                LocalDate.now(ZoneOffset.UTC).minusDays(1).toString());

        assertThat(nora.walk(vault.login().begin()).told()).isEqualTo("– → choose a factor");
    }

    @Test
    @DisplayName("what an app asks, what is phishing-resistant and a change of factors cannot be put off")
    void onlyWhatThePolicyAsksAtLevelTwoCanBePutOff() {
        realm.attribute("mfa.enrol.skips", "5");

        assertCannotBePutOff(vault.login().acrValues("mfa"));
        assertCannotBePutOff(vault.login().essentialAcr("mfa"));
        assertCannotBePutOff(vault.login().kcAction("mfa-enroll-sms"));
        realm.attribute("mfa.level.clients", "{\"vault\": 3}");
        assertCannotBePutOff(vault.login());

        assertThat(node.db().rows("select * from MFA_PERSON where USER_ID = ?", person.id()))
                .isEmpty();
    }

    @Test
    @DisplayName("a session that has skipped does not reach what an app asks for")
    void whoSkippedIsAskedAllTheSameWhereAnAppAsks() {
        realm.attribute("mfa.enrol.skips", "5");
        RelyingParty.Login login = vault.login().begin();
        Walk skipped = nora.walk(login, nora.client().submit(nora.walk(login).page(), SKIP, Map.of()));
        assertThat(skipped.told()).isEqualTo("– → basic");

        assertCannotBePutOff(vault.login().essentialAcr("mfa"));
        assertThat(nora.walk(vault.login().essentialAcr("mfa").prompt("none").begin())
                        .told())
                .isEqualTo("– → login_required");
    }

    @Test
    @DisplayName("of ten logins that skip at once as many get in as may")
    void noRaceGivesMoreSkips() {
        realm.attribute("mfa.enrol.skips", "3");
        List<RelyingParty.Login> logins = new ArrayList<>();
        List<FormClient> browsers = new ArrayList<>();
        List<Page> pages = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Walker walker = Walker.named("nora", "demo");
            RelyingParty.Login login = vault.login().begin();
            pages.add(walker.walk(login).page());
            browsers.add(walker.client());
            logins.add(login);
        }

        List<CompletableFuture<Page>> answers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            answers.add(browsers.get(i).submitLater(pages.get(i), SKIP, Map.of()));
        }
        List<Page> came = answers.stream().map(CompletableFuture::join).toList();

        assertThat(logins).filteredOn(RelyingParty.Login::isAnswered).hasSize(3);
        assertThat(came).filteredOn(page -> page.has("#mfa-choose-factor")).hasSize(7);
        assertThat(skips()).isEqualTo(3);
        assertThat(reasons("ENROLMENT_PUT_OFF")).hasSize(3);
    }

    @Test
    @DisplayName("what is kept of a person goes with them, whatever store they come from")
    void skipsGoWithThePerson() {
        realm.attribute("mfa.enrol.skips", "5");
        MfaDemo.withDirectory(realm);
        RelyingParty.Login login = vault.login().begin();
        Walker frieda = Walker.named(Directory.PREFIX + "frieda", "demo");
        frieda.walk(login, frieda.client().submit(frieda.walk(login).page(), SKIP, Map.of()));
        RelyingParty.Login noras = vault.login().begin();
        nora.walk(noras, nora.client().submit(nora.walk(noras).page(), SKIP, Map.of()));
        String realmId = realm.representation().path("id").asText();
        assertThat(node.db().number("select count(*) from MFA_PERSON where REALM_ID = ?", realmId))
                .isEqualTo(2);

        person.delete();
        assertThat(node.db().number("select count(*) from MFA_PERSON where USER_ID = ?", person.id()))
                .isZero();
        node.admin().deleteRealm(realm.name());
        assertThat(node.db().number("select count(*) from MFA_PERSON where REALM_ID = ?", realmId))
                .isZero();
        realm = MfaDemo.on(node);
    }

    @Test
    @DisplayName("a policy that cannot be read puts nothing off")
    void unreadablePolicyPutsNothingOff() {
        realm.attribute("mfa.enrol.skips", "5");
        realm.attribute("mfa.enrol.grace-until", "1 December");

        assertThat(nora.walk(vault.login().begin()).page().has("#mfa-skip")).isFalse();
    }

    private void assertCannotBePutOff(RelyingParty.Request request) {
        nora.changeBrowser();
        RelyingParty.Login login = request.begin();
        Page choices = nora.walk(login).page();
        assertThat(choices.has("#mfa-choose-factor")).isTrue();
        assertThat(choices.has("#mfa-skip, #mfa-grace")).isFalse();
        assertForgedSkipIsRefused(login, choices);
    }

    private void assertForgedSkipIsRefused(RelyingParty.Login login, Page choices) {
        Page forged =
                nora.client().submit(choices, "#mfa-choose-factor form", Map.of("factor", "", "mfa-action", "skip"));
        assertThat(forged.has("#mfa-choose-factor")).isTrue();
        assertThat(login.isAnswered()).isFalse();
    }

    private long skips() {
        return node.db().number("select SKIPS from MFA_PERSON where USER_ID = ?", person.id());
    }

    private List<String> reasons(String type) {
        return node
                .db()
                .rows(
                        "select REASONS from MFA_AUDIT_EVENT where TYPE = ? and REALM_ID = ?",
                        type,
                        realm.representation().path("id").asText())
                .stream()
                .flatMap(row -> row.values().stream())
                .flatMap(reasons -> Stream.of(String.valueOf(reasons).split(",", -1)))
                .toList();
    }
}
