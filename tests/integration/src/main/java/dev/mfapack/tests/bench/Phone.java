package dev.mfapack.tests.bench;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.Response;
import dev.mfapack.tests.bench.server.Ports;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * All telephones at once, behind the SMS gateway that the server calls by HTTP. The gateway takes over what it answers with 2xx; it can fail, be slow or be
 * gone. Safe for use by several threads.
 */
public final class Phone {

    private static final Phone SHARED = new Phone();
    private static final Deadline ARRIVAL = Deadline.ofSeconds(15);
    private static final Pattern CODE = Pattern.compile("(?<!\\d)\\d{6}(?!\\d)");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final int port = Ports.free();
    private final List<Message> messages = new ArrayList<>();
    private final List<Message> unread = new ArrayList<>();
    private int requests;
    private ResponseDefinitionBuilder answer = taken();
    private @Nullable WireMockServer gateway;

    private Phone() {
        listen();
    }

    /** The run's phones; the shared node and the cluster's nodes all send there. */
    public static Phone shared() {
        return SHARED;
    }

    /** Where the server must send its messages. */
    public URI gatewayUrl() {
        return URI.create("http://localhost:" + port + "/sms");
    }

    /** Everything that was taken over since the last {@link #reset()}, oldest first. */
    public synchronized List<Message> messages() {
        return List.copyOf(messages);
    }

    /** Everything taken over for that number (E.164) since the last {@link #reset()}, oldest first. */
    public List<Message> messagesTo(String number) {
        return messages().stream().filter(m -> m.to().equals(number)).toList();
    }

    /**
     * The oldest message to that number, or to one of these, which no call has handed out yet.
     *
     * @throws AssertionError when none comes within 15 s
     */
    public Message nextMessageTo(String... numbers) {
        List<String> wanted = List.of(numbers);
        return ARRIVAL.await("an SMS to " + String.join(" or ", wanted), () -> takeUnread(wanted));
    }

    /** How often the gateway was called since the last {@link #reset()}, whatever it answered. Calls to a gateway that is gone are not seen. */
    public synchronized int requests() {
        return requests;
    }

    /** The gateway answers with that status and takes nothing over. */
    public void fail(int status) {
        answerWith(aResponse().withStatus(status));
    }

    /** The gateway takes each message over, but keeps its caller waiting for so long. */
    public void beSlow(Duration delay) {
        answerWith(taken().withFixedDelay(Math.toIntExact(delay.toMillis())));
    }

    /** The gateway refuses connections. */
    public synchronized void disappear() {
        if (gateway != null) {
            gateway.stop();
            gateway = null;
        }
    }

    /** The gateway works again; messages already here stay. */
    public void work() {
        answerWith(taken());
    }

    /** The gateway works and nothing has arrived yet. */
    public synchronized void reset() {
        work();
        messages.clear();
        unread.clear();
        requests = 0;
    }

    private synchronized Optional<Message> takeUnread(List<String> numbers) {
        Optional<Message> found =
                unread.stream().filter(m -> numbers.contains(m.to())).findFirst();
        found.ifPresent(unread::remove);
        return found;
    }

    private static ResponseDefinitionBuilder taken() {
        return aResponse().withStatus(202);
    }

    private synchronized void answerWith(ResponseDefinitionBuilder next) {
        answer = next;
        if (gateway == null) {
            listen();
        } else {
            gateway.resetMappings();
            gateway.stubFor(any(anyUrl()).willReturn(answer));
        }
    }

    private synchronized void listen() {
        WireMockServer server = new WireMockServer(wireMockConfig()
                .port(port)
                .bindAddress("localhost")
                .containerThreads(100)
                .disableRequestJournal());
        server.stubFor(any(anyUrl()).willReturn(answer));
        server.addMockServiceRequestListener(this::receive);
        server.start();
        gateway = server;
    }

    private synchronized void receive(Request request, Response response) {
        requests++;
        if (response.getStatus() / 100 != 2) {
            return;
        }
        try {
            JsonNode body = JSON.readTree(request.getBodyAsString());
            Message message = new Message(
                    body.path("id").asText(),
                    body.path("to").asText(),
                    body.path("text").asText(),
                    Instant.now());
            messages.add(message);
            unread.add(message);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The gateway was sent no JSON: " + request.getBodyAsString(), e);
        }
    }

    /**
     * A short message.
     *
     * @param id as the sender gave it
     * @param to E.164
     * @param text as it stands on the screen
     * @param received when the gateway was called
     */
    public record Message(String id, String to, String text, Instant received) {

        /**
         * The code in the text; a repetition in the last line for automatic filling does not count.
         *
         * @throws AssertionError when there is none, or when there are two different ones
         */
        public String code() {
            Matcher matcher = CODE.matcher(text);
            List<String> codes =
                    matcher.results().map(r -> r.group()).distinct().toList();
            if (codes.size() != 1) {
                throw new AssertionError("Expected one code in: " + text);
            }
            return codes.get(0);
        }
    }
}
