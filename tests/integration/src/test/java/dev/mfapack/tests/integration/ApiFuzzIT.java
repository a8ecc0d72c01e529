package dev.mfapack.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.mfapack.tests.bench.JsonHttp;
import dev.mfapack.tests.bench.Phone;
import dev.mfapack.tests.bench.arquillian.BrowserSuite;
import dev.mfapack.tests.bench.server.BenchSettings;
import dev.mfapack.tests.bench.server.KeycloakNode;
import dev.mfapack.tests.integration.ApiDescription.Audience;
import dev.mfapack.tests.integration.ApiDescription.Operation;
import dev.mfapack.tests.integration.FuzzCaller.Kind;
import dev.mfapack.tests.integration.HostileRequests.Sent;
import dev.mfapack.tests.integration.HostileRequests.Twist;
import dev.mfapack.tests.integration.RawConnection.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whatever is sent to the API: no error of the server's, nothing told of its inside, every refusal as described, and nothing changed by one. */
@BrowserSuite
class ApiFuzzIT {

    /** As many as the whole build has time for; docs/testing.md says how to send more. */
    private static final long REQUESTS = Long.getLong("mfapack.fuzz.requests", 10_000);

    /** Always the same, so that what is found is found again; another one finds something else. */
    private static final long SEED = Long.getLong("mfapack.fuzz.seed", 9);

    /** More than the server has processors; what they do to each other is asked too. */
    private static final int CONNECTIONS = 8;

    /** After each, limits of a minute are forgotten and the tables looked at: a change is found near to the request that made it. */
    private static final int BATCH = 4_000;

    private static final Pattern INSIDE = Pattern.compile(
            "Exception|\\tat |dev\\.mfapack|org\\.keycloak|java\\.lang|jakarta\\.|com\\.fasterxml|org\\.hibernate|io\\.quarkus|JdbcSQL|PSQL");

    /** What an HTTP server understands or refuses by itself. */
    private static final Set<Twist> BEFORE_THE_API =
            EnumSet.of(Twist.HOSTILE_HEADER, Twist.HOSTILE_PATH, Twist.HOSTILE_QUERY);

    private static final Set<Kind> CHANGING = EnumSet.of(Kind.BASIC, Kind.BEST, Kind.ADMINISTRATOR);

    @ArquillianResource
    private KeycloakNode node;

    @ArquillianResource
    private Phone phone;

    private final FuzzTally tally = new FuzzTally();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicLong next = new AtomicLong();
    private ApiDescription description;
    private List<Operation> operations;
    private HostileRequests requests;

    @Test
    @DisplayName("whatever is sent: no 5xx, nothing of the inside, refusals as described, nothing changed by one")
    void whateverIsSent() throws InterruptedException {
        phone.reset();
        try (FuzzWorld world = new FuzzWorld(node)) {
            String served = MfaApi.of(world.realm()).get("/openapi.yaml").body();
            description = ApiDescription.of(served);
            operations = description.operations();
            requests = new HostileRequests(SEED, description, world.callers());
            Map<String, Map<String, String>> before = states(world);
            int mark = node.logMark();
            Instant begin = Instant.now();

            while (next.get() < REQUESTS && wrong.isEmpty()) {
                sendBatch();
                MfaDemo.forgetMessages(world.realm());
                MfaDemo.forgetMessages(world.administered());
                assertRefusedPeopleAreAsBefore(world, before);
                wrongInTheLog(mark).ifPresent(wrong::add);
            }

            System.out.printf(
                    "Fuzz: seed %d, %d requests in %d s%n%s%n",
                    SEED, next.get(), Duration.between(begin, Instant.now()).toSeconds(), tally);
            assertThat(wrong).as("seed " + SEED).isEmpty();
            assertEveryChangeIsExplained(world, before);
            for (Operation call : operations) {
                assertThat(tally.behindTheGuard(call))
                        .as("answers of %s from behind the guard", call.id())
                        .isGreaterThan(REQUESTS / 1_000);
            }
        }
    }

    private void sendBatch() throws InterruptedException {
        long end = Math.min(next.get() + BATCH, REQUESTS);
        ExecutorService senders = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            List<Future<?>> all = IntStream.range(0, CONNECTIONS)
                    .<Future<?>>mapToObj(it -> senders.submit(() -> sendUntil(end)))
                    .toList();
            for (Future<?> one : all) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } finally {
            senders.shutdownNow();
        }
        next.set(end);
    }

    private void sendUntil(long end) {
        try (RawConnection connection = new RawConnection(node.baseUri())) {
            for (long index = next.getAndIncrement();
                    index < end && wrong.size() < 20;
                    index = next.getAndIncrement()) {
                Sent sent = requests.at(index);
                Answer answer = send(sent, connection);
                if (sent.twist() == Twist.HOSTILE_HEADER) {
                    // What a header says of the length may leave bytes over.
                    connection.giveUp();
                }
                tally.add(sent, answer.status(), operations);
                remember(sent, answer);
                String fault = fault(sent, answer);
                if (!fault.isEmpty()) {
                    wrong.add(kept(sent, answer, fault));
                }
            }
        }
    }

    /** Who may change something does one thing at a time: two who delete the same thing at once are not asked about here. */
    private Answer send(Sent sent, RawConnection connection) {
        if (!CHANGING.contains(sent.caller().kind())) {
            return connection.send(sent.bytes());
        }
        synchronized (sent.caller()) {
            return connection.send(sent.bytes());
        }
    }

    private static void remember(Sent sent, Answer answer) {
        if (answer.status() / 100 == 2 && answer.header("Content-Type").startsWith("application/json")) {
            try {
                sent.caller().remember(sent.call(), JsonHttp.MAPPER.readTree(answer.body()));
            } catch (JsonProcessingException e) {
                throw new AssertionError(sent + " → " + answer, e);
            }
        }
    }

    /** What is wrong with an answer; empty when nothing is. */
    private String fault(Sent sent, Answer answer) {
        int status = answer.status();
        boolean onTarget = sent.twist().isOnTarget();
        Audience audience = sent.call().audience();
        if (status >= 500) {
            return "an error of the server's";
        }
        if (INSIDE.matcher(answer.body()).find()) {
            return "tells of the inside";
        }
        if (onTarget && status / 100 == 2 && !sent.caller().kind().mayCall(audience)) {
            return "accepted from somebody who may not call";
        }
        if (sent.text().startsWith("HEAD ") || (sent.text().startsWith("OPTIONS ") && status == 200)) {
            // No content, or what a browser asks beforehand.
            return "";
        }
        boolean isAdministratorRefused = audience == Audience.ADMINISTRATOR && (status == 401 || status == 403);
        if (isAdministratorRefused && answer.body().startsWith("<!DOCTYPE html>")) {
            // Keycloak's own page, where a page was asked for.
            return "";
        }
        if (isOfTheServer(answer)) {
            return isAdministratorRefused || BEFORE_THE_API.contains(sent.twist()) ? "" : "not an answer of the API";
        }
        if (!answer.header("Cache-Control").contains("no-store")) {
            return "may be kept";
        }
        if (onTarget && description.describes(sent.call(), status)) {
            return description.wrongIn(sent.call(), answer);
        }
        if (status == 400 && sent.twist() == Twist.HOSTILE_HEADER) {
            // A header that nobody can read is answered alike by all calls, and described by none.
            return description.wrongAsProblem(answer);
        }
        if (onTarget) {
            return "not described";
        }
        if (sent.call().id().startsWith("notMe")) {
            // A page for people, by either of its methods.
            return "";
        }
        return status / 100 == 4 ? description.wrongAsProblem(answer) : "";
    }

    /** What the server refuses before it knows that the API is meant, or Keycloak before it asks who the administrator is. */
    private static boolean isOfTheServer(Answer answer) {
        return answer.status() / 100 != 2
                && (answer.body().isEmpty() || answer.body().startsWith("{\"error\":"))
                && !answer.header("Content-Type").startsWith("application/problem");
    }

    /** The whole request stands in a file; to be sent again by a program that sends bytes. */
    private static String kept(Sent sent, Answer answer, String fault) {
        try {
            Path file = Files.createDirectories(BenchSettings.failures().resolve("ApiFuzzIT"))
                    .resolve("request-" + sent.index());
            Files.write(file, sent.bytes());
            String text = sent.text();
            return "%s: %s%n%s%n(whole in %s)%n→ %s"
                    .formatted(sent, fault, text.substring(0, Math.min(text.length(), 3_000)), file, answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<String> wrongInTheLog(int mark) {
        return node.logSince(mark)
                .lines()
                .filter(line -> line.contains(" ERROR ") || line.startsWith("\tat dev.mfapack"))
                .findFirst()
                .map(line -> "in the log: " + line);
    }

    private Map<String, Map<String, String>> states(FuzzWorld world) {
        FuzzState state = new FuzzState(node.db());
        Map<String, Map<String, String>> all = new LinkedHashMap<>();
        all.put("realm", state.of(world.realm()));
        all.put("administered", state.of(world.administered()));
        world.refused().forEach(it -> all.put(it, state.of(it)));
        world.callers().forEach(it -> all.put(it.personId(), state.of(it.personId())));
        return all;
    }

    private void assertRefusedPeopleAreAsBefore(FuzzWorld world, Map<String, Map<String, String>> before) {
        FuzzState state = new FuzzState(node.db());
        assertThat(FuzzState.changed(before.get("realm"), state.of(world.realm())))
                .as("changed in the realm, by whom nobody let")
                .isEmpty();
        world.refused()
                .forEach(it -> assertThat(FuzzState.changed(before.get(it), state.of(it)))
                        .as("changed for %s, whose tokens are no good", it)
                        .isEmpty());
    }

    private void assertEveryChangeIsExplained(FuzzWorld world, Map<String, Map<String, String>> before) {
        Map<String, Map<String, String>> after = states(world);
        for (FuzzCaller caller : world.callers()) {
            if (caller.realm() == world.administered()) {
                // What an administrator may do to that person is nearly everything.
                continue;
            }
            String person = caller.personId();
            for (String what : FuzzState.changed(before.get(person), after.get(person))) {
                assertThat(accepted(person, what))
                        .as("calls that explain why %s of %s has changed", what, caller)
                        .isPositive();
            }
            assertThat(rows(after, person, "mfa-app-password") - rows(before, person, "mfa-app-password"))
                    .as("app passwords of %s", caller)
                    .isEqualTo(
                            tally.acceptedOf(person, "makeAppPassword") - tally.acceptedOf(person, "endAppPassword"));
            assertThat(rows(after, person, "webauthn-passwordless") - rows(before, person, "webauthn-passwordless"))
                    .as("passkeys of %s", caller)
                    .isEqualTo(tally.acceptedOf(person, "completePasskeyRegistration")
                            - tally.acceptedOf(person, "removePasskey"));
        }
        for (String what : FuzzState.changed(before.get("administered"), after.get("administered"))) {
            assertThat(tally.accepted("setPolicy", "flowsApply", "flowsRollback"))
                    .as("calls that explain why %s of the administered realm has changed", what)
                    .isPositive();
        }
    }

    /** How many calls were accepted that may change that. A preference changes the order of all of the person's credentials. */
    private long accepted(String person, String what) {
        long any = tally.acceptedOf(person, "preferFactor");
        return any
                + switch (what) {
                    case "MFA_PERSON", "credential password" -> 0;
                    case "credential otp" -> tally.acceptedOf(person, "totpVerify");
                    case "credential mfa-sms", "credential mfa-email" -> tally.acceptedOf(person, "verify");
                    case "credential mfa-backup-codes" -> tally.acceptedOf(person, "makeBackupCodes", "verify");
                    case "credential mfa-app-password" -> tally.acceptedOf(person, "makeAppPassword", "endAppPassword");
                    case "credential webauthn-passwordless", "MFA_PASSKEY" ->
                        // Whose passkey it is, the call without a token does not say.
                        tally.accepted("completePasskeyAuthentication")
                                + tally.acceptedOf(
                                        person,
                                        "completePasskeyRegistration",
                                        "renamePasskey",
                                        "removePasskey",
                                        "verify");
                    default -> -any;
                };
    }

    private static long rows(Map<String, Map<String, String>> states, String person, String type) {
        String rows = states.get(person).getOrDefault("credential " + type, "");
        return Pattern.compile("\\bTYPE=").matcher(rows).results().count();
    }
}
