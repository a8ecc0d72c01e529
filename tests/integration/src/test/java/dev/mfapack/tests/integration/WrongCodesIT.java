package dev.mfapack.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfapack.tests.bench.Deadline;
import dev.mfapack.tests.bench.FormClient;
import dev.mfapack.tests.bench.FormClient.Page;
import dev.mfapack.tests.bench.Phone;
import dev.mfapack.tests.bench.RealmAdmin;
import dev.mfapack.tests.bench.RelyingParty;
import dev.mfapack.tests.bench.arquillian.BrowserSuite;
import dev.mfapack.tests.bench.server.KeycloakNode;
import dev.mfapack.tests.bench.server.ServerClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The table of {@code docs/limits.md}, row by row against the server: what becomes of somebody who guesses 500 times. */
@BrowserSuite
class WrongCodesIT {

    private static final String HEAD =
            "| brute force detection | `maxSecondaryAuthFailures` | sessions | guesses | compared | the right code then | a day later |";
    private static final String NUMBER = "+4915228817386";
    private static final String FORM = "#mfa-code-form";
    private static final int GUESSES = 500;

    /** Longer than the longest wait after a wrong answer. */
    private static final Duration PATIENCE = Duration.ofMinutes(61);

    @ArquillianResource
    private KeycloakNode node;

    @ArquillianResource
    private Phone phone;

    private RealmAdmin realm;
    private RelyingParty app;
    private ServerClock clock;
    private Duration ahead = Duration.ZERO;

    /** A line of the table, cell by cell. */
    private record Row(
            String detection,
            String secondary,
            String sessions,
            String guesses,
            String compared,
            String then,
            String aDayLater) {

        static Row of(List<String> cells) {
            return new Row(
                    cells.get(0), cells.get(1), cells.get(2), cells.get(3), cells.get(4), cells.get(5), cells.get(6));
        }

        Row with(long nowCompared, String nowThen, String nowLater) {
            String told = nowCompared <= 5 ? "at most 5" : String.valueOf(nowCompared);
            return new Row(detection, secondary, sessions, guesses, told, nowThen, nowLater);
        }

        @Override
        public String toString() {
            return DocTable.row(detection, secondary, sessions, guesses, compared, then, aDayLater);
        }
    }

    /** A login of paul's, as far as the page that asks for the code. */
    private final class Attempt {

        private final FormClient client = new FormClient();
        private final RelyingParty.Login login = app.login().begin();
        private Page page = client.submit(
                client.get(login.uri()), "#kc-form-login", Map.of("username", "paul", "password", "demo"));

        boolean isAsked() {
            return page.has(FORM);
        }

        /** Who is not asked cannot answer. */
        void answer(String code) {
            if (!isAsked()) {
                return;
            }
            Page next = client.submit(page, FORM, Map.of("code", code));
            if (next.has(FORM)) {
                page = next;
            }
        }

        boolean isIn() {
            return login.isAnswered();
        }
    }

    @BeforeEach
    void paul() {
        realm = MfaDemo.on(node);
        phone.reset();
        app = RelyingParty.existing(realm, "sample-app");
        clock = node.clock();
    }

    @AfterEach
    void putAway() {
        clock.close();
        app.close();
    }

    @Test
    @DisplayName("T1, T2, T3: 500 wrong codes and then the right one, as docs/limits.md has it")
    void everyRowOfTheTableComesOutAsItStandsThere() {
        List<Row> table = DocTable.rows("limits.md", HEAD).stream().map(Row::of).toList();
        assertThat(table).hasSizeGreaterThan(7);

        List<Row> came = new ArrayList<>();
        for (Row row : table) {
            came.add(run(row));
        }

        assertThat(came).containsExactlyElementsOf(table);
    }

    private Row run(Row row) {
        realm.update(
                settings -> settings.put("bruteForceProtected", row.detection().equals("on"))
                        .put("maxSecondaryAuthFailures", Integer.parseInt(row.secondary())));
        RealmAdmin.Person person = MfaDemo.personWithPhone(realm, "paul", NUMBER);
        phone.reset();
        MfaDemo.forgetMessages(realm);

        Attempt attempt = new Attempt();
        String right = phone.nextMessageTo(NUMBER).code();
        if (row.guesses().equals("at once")) {
            guessAtOnce(attempt, row.sessions().equals("two at once"), right);
        } else {
            attempt = guessPatiently(person, attempt, right, row.detection().equals("on"));
            right = phone.messagesTo(NUMBER).isEmpty()
                    ? right
                    : phone.nextMessageTo(NUMBER).code();
        }
        long compared = compared(person);
        attempt.answer(right);
        Row came = row.with(compared, attempt.isIn() ? "accepted" : "refused", aDayLater());
        person.delete();
        return came;
    }

    private void guessAtOnce(Attempt first, boolean another, String right) {
        if (!another) {
            IntStream.range(0, GUESSES).forEach(guess -> first.answer(wrong(guess, right)));
            return;
        }
        Attempt second = new Attempt();
        CompletableFuture.allOf(Stream.of(first, second)
                        .map(attempt -> CompletableFuture.runAsync(() ->
                                IntStream.range(0, GUESSES / 2).forEach(guess -> attempt.answer(wrong(guess, right)))))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    /** A login for each guess, after the longest wait there is; once nothing is compared any more, the rest at once. */
    private Attempt guessPatiently(RealmAdmin.Person person, Attempt first, String right, boolean detected) {
        Attempt attempt = first;
        int guess = 0;
        boolean counts = true;
        while (counts && attempt.isAsked() && guess < GUESSES) {
            long before = compared(person);
            long failureBefore = detected ? lastFailure(person) : 0;
            attempt.answer(wrong(guess++, right));
            counts = compared(person) > before;
            if (counts && detected) {
                // It does so after the answer, and then puts the failure where the clock stands.
                Deadline.ofSeconds(15)
                        .until("brute force detection to see the failure", () -> lastFailure(person) > failureBefore);
            }
            if (counts) {
                ahead = ahead.plus(PATIENCE);
                clock.ahead(ahead);
                phone.reset();
                attempt = new Attempt();
            }
        }
        if (attempt.isAsked()) {
            for (; guess < GUESSES; guess++) {
                attempt.answer(wrong(guess, right));
            }
        }
        return attempt;
    }

    private String aDayLater() {
        ahead = ahead.plus(Duration.ofHours(25));
        clock.ahead(ahead);
        phone.reset();
        Attempt attempt = new Attempt();
        if (!attempt.isAsked()) {
            return "the account is locked";
        }
        Deadline.ofSeconds(15)
                .until(
                        "what becomes of the message",
                        () -> node.db()
                                        .number(
                                                "select count(*) from MFA_OUTBOX where REALM_ID = ? and STATE in ('QUEUED', 'SENDING')",
                                                realmId())
                                == 0);
        if (phone.messagesTo(NUMBER).isEmpty()) {
            return "no code is sent";
        }
        attempt.answer(phone.nextMessageTo(NUMBER).code());
        return attempt.isIn() ? "accepted" : "refused";
    }

    private static long lastFailure(RealmAdmin.Person person) {
        return person.bruteForce().path("lastFailure").asLong();
    }

    /** By the audit log: the rows of challenges are deleted while the clock runs ahead. */
    private long compared(RealmAdmin.Person person) {
        return node.db()
                .number(
                        "select count(*) from MFA_AUDIT_EVENT where USER_ID = ? and TYPE = 'CHALLENGE_FAILED'",
                        person.id());
    }

    /** Another one each time, and never the right one. */
    private static String wrong(int guess, String right) {
        return "%06d".formatted((Integer.parseInt(right) + 1 + guess) % 1_000_000);
    }

    private String realmId() {
        return realm.representation().path("id").asText();
    }
}
