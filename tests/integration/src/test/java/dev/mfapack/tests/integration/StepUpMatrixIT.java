package dev.mfapack.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mfapack.tests.bench.Factor;
import dev.mfapack.tests.bench.Phone;
import dev.mfapack.tests.bench.RealmAdmin;
import dev.mfapack.tests.bench.RelyingParty;
import dev.mfapack.tests.bench.Walk;
import dev.mfapack.tests.bench.Walker;
import dev.mfapack.tests.bench.arquillian.BrowserSuite;
import dev.mfapack.tests.bench.server.KeycloakNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The table of {@code docs/step-up.md}, row by row against the server: what stands there for app developers is what happens. */
@BrowserSuite
class StepUpMatrixIT {

    private static final String HEAD = "| has | session | app asks | prompt | is asked for | acr | amr | auth_time |";
    private static final String NOTHING = "–";

    @ArquillianResource
    private KeycloakNode node;

    @ArquillianResource
    private Phone phone;

    private RealmAdmin realm;
    private RelyingParty app;
    private final Map<String, Walker> people = new HashMap<>();

    /** A line of the table, cell by cell. */
    private record Row(
            String has,
            String session,
            String asks,
            String prompt,
            String prompts,
            String acr,
            String amr,
            String authTime) {

        static Row of(List<String> cells) {
            return new Row(
                    cells.get(0),
                    cells.get(1),
                    cells.get(2),
                    cells.get(3),
                    cells.get(4),
                    cells.get(5),
                    cells.get(6),
                    cells.get(7));
        }

        Row with(String nowAskedFor, String nowAcr, String nowAmr, String nowAuthTime) {
            return new Row(has, session, asks, prompt, nowAskedFor, nowAcr, nowAmr, nowAuthTime);
        }

        @Override
        public String toString() {
            return DocTable.row(has, session, asks, prompt, prompts, acr, amr, authTime);
        }
    }

    @BeforeEach
    void peopleOfEachKind() {
        realm = MfaDemo.on(node);
        phone.reset();
        realm.attribute("mfa.level.habit", "false");
        app = RelyingParty.existing(realm, "sample-app");
        realm.createPerson("password", "demo");
        people.put("password", Walker.named("password", "demo"));
        MfaDemo.personWithPhone(realm, "phone", "+4915228817386");
        people.put("phone", Walker.named("phone", "demo").withPhone(phone, "+4915228817386"));
        people.put(
                "security key",
                Walker.named("key", "demo")
                        .withSecurityKey(realm.createPerson("key", "demo").addSecurityKey()));
        people.put(
                "passkey",
                Walker.named("passkey", "demo")
                        .withPasskey(realm.createPerson("passkey", "demo").addPasskey()));
        people.put(
                "passkey in the form",
                Walker.named("form", "demo")
                        .withPasskey(realm.createPerson("form", "demo").addPasskey())
                        .prefers(Factor.PASSKEY));
        people.put(
                "phone, passkey",
                Walker.named("both", "demo")
                        .withPhone(phone, "+4915254599371")
                        .withPasskey(MfaDemo.personWithPhone(realm, "both", "+4915254599371")
                                .addPasskey()));
    }

    @AfterEach
    void putAway() {
        app.close();
        node.clock().close();
    }

    @Test
    @DisplayName("S2, S3: factor × requested level × session age × prompt × SSO, as docs/step-up.md has it")
    void everyRowOfTheTableComesOutAsItStandsThere() {
        List<Row> table =
                DocTable.rows("step-up.md", HEAD).stream().map(Row::of).toList();
        assertThat(table).hasSizeGreaterThan(60);

        List<Row> came = new ArrayList<>();
        for (Row row : table) {
            came.add(run(row));
        }

        assertThat(came).containsExactlyElementsOf(table);
    }

    private Row run(Row row) {
        Walker person = row.has().equals("app") ? somebodyWithAnApp() : people.get(row.has());
        person.changeBrowser();
        MfaDemo.forgetMessages(realm);
        node.clock().ahead(Duration.ZERO);
        long began = begin(person, row.session());
        Walk walk = person.walk(request(row).begin());
        String prompts = walk.prompts().isEmpty() ? NOTHING : String.join(", ", walk.prompts());
        if (walk.end() instanceof Walk.LoggedIn) {
            JsonNode claims = walk.tokens().idClaims();
            JsonNode refreshed = app.refresh(walk.tokens()).tokens().idClaims();
            assertThat(refreshed.path("amr"))
                    .as("a refreshed token tells the same")
                    .isEqualTo(claims.path("amr"));
            assertThat(refreshed.path("acr")).isEqualTo(claims.path("acr"));
            return row.with(
                    prompts,
                    walk.tokens().acr(),
                    amr(claims),
                    claims.path("auth_time").asLong() == began ? "kept" : "new");
        }
        return row.with(prompts, walk.end().told(), NOTHING, NOTHING);
    }

    /** Somebody new each time: whoever has given a code has to wait for the next one. */
    private Walker somebodyWithAnApp() {
        String name = "app-" + people.size();
        Walker person = Walker.named(name, "demo")
                .withTotp(realm.createPerson(name, "demo").addTotp("step-up-matrix-secret"));
        people.put(name, person);
        return person;
    }

    /** Logs in as the row's session has it, and lets it grow old; gives its {@code auth_time}. */
    private long begin(Walker person, String session) {
        if (session.equals("none")) {
            return -1;
        }
        String[] parts = session.split(", ", -1);
        RelyingParty.Request request = app.login();
        Walk walk = person.walk((parts[0].equals("basic") ? request : request.acrValues(parts[0])).begin());
        assertThat(walk.tokens().acr()).isEqualTo(parts[0]);
        node.clock().ahead(Duration.ofMinutes(Integer.parseInt(parts[1].replace(" min", ""))));
        return walk.tokens().idClaims().path("auth_time").asLong();
    }

    private RelyingParty.Request request(Row row) {
        RelyingParty.Request request = app.login();
        if (row.asks().startsWith("essential ")) {
            request.essentialAcr(row.asks().substring("essential ".length()));
        } else if (row.asks().startsWith("max_age=")) {
            request.maxAge(Integer.parseInt(row.asks().substring("max_age=".length())));
        } else if (!row.asks().equals(NOTHING)) {
            request.acrValues(row.asks());
        }
        return row.prompt().equals(NOTHING) ? request : request.prompt(row.prompt());
    }

    private static String amr(JsonNode claims) {
        return StreamSupport.stream(claims.path("amr").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(" "));
    }
}
