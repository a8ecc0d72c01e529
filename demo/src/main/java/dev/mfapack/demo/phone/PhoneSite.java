package dev.mfapack.demo.phone;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mfapack.demo.web.Pages;
import dev.mfapack.demo.web.Reply;
import dev.mfapack.demo.web.Request;
import dev.mfapack.demo.web.Routes;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The page that shows what arrived, and the far end of the pack's SMS gateway.
 *
 * <ul>
 *   <li>{@code GET /}: SMS and mails, newest first
 *   <li>{@code GET /messages}: the same as JSON
 *   <li>{@code POST /sms}: takes {@code {"to": …, "text": …}} as an SMS provider does; 503 while the gateway is down
 *   <li>{@code POST /gateway/down}, {@code POST /gateway/up}: the switch
 * </ul>
 */
public final class PhoneSite {

    private static final DateTimeFormatter TIME_FOR_PEOPLE =
            DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM).withLocale(Locale.UK);

    private final Phone phone;
    private final Mailbox mailbox;
    private final Pages pages;
    private final ZoneId zone;
    private final ObjectMapper json = new ObjectMapper();

    /**
     * Makes the site; nothing is served yet.
     *
     * @param clock tells when an SMS arrived and in which zone times are shown
     */
    public PhoneSite(Mailbox mailbox, Pages pages, Clock clock) {
        this.phone = new Phone(clock);
        this.mailbox = mailbox;
        this.pages = pages;
        this.zone = clock.getZone();
    }

    public Routes routes() {
        return new Routes()
                .get("/", this::page)
                .get("/messages", this::messages)
                .get("/style.css", Pages::styleSheet)
                .get("/phone.js", request -> Pages.asset("phone.js", "text/javascript; charset=utf-8"))
                .post("/sms", this::receive)
                .post("/gateway/down", request -> switchGateway(false))
                .post("/gateway/up", request -> switchGateway(true));
    }

    private Reply page(Request request) {
        var shown = newestFirst().stream().map(this::shown).toList();
        return Reply.html(200, pages.render("phone", Map.of("messages", shown, "gatewayUp", phone.gatewayUp())));
    }

    private Map<String, Object> shown(Message message) {
        var receivedAt = Instant.parse(message.receivedAt());
        return Map.of(
                "kind", message.kind() == Message.Kind.sms ? "SMS" : "Mail",
                "to", message.to(),
                "subject", message.subject() == null ? "" : message.subject(),
                "pieces", ReadableText.of(message.text()),
                "receivedAt", message.receivedAt(),
                "receivedAtForPeople", TIME_FOR_PEOPLE.format(receivedAt.atZone(zone)),
                "code", message.foundCode().orElse(""));
    }

    private Reply messages(Request request) {
        return Reply.json(200, write(newestFirst()));
    }

    private Reply receive(Request request) {
        JsonNode sms;
        try {
            sms = json.readTree(request.body());
        } catch (JsonProcessingException e) {
            return Reply.json(400, "{\"error\":\"This is not JSON.\"}");
        }
        if (!sms.path("to").isTextual() || !sms.path("text").isTextual()) {
            return Reply.json(400, "{\"error\":\"An SMS needs to and text.\"}");
        }
        return phone.receive(sms.get("to").textValue(), sms.get("text").textValue())
                ? Reply.json(202, "{\"status\":\"accepted\"}")
                : Reply.json(503, "{\"error\":\"The gateway is down.\"}");
    }

    private Reply switchGateway(boolean up) {
        phone.switchGateway(up);
        return Reply.seeOther(URI.create("/"));
    }

    private List<Message> newestFirst() {
        return Stream.concat(phone.received().stream(), mailbox.received().stream())
                .sorted(Comparator.comparing((Message message) -> Instant.parse(message.receivedAt()))
                        .reversed())
                .toList();
    }

    private String write(List<Message> messages) {
        try {
            return json.writeValueAsString(messages);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Messages cannot be written as JSON", e);
        }
    }
}
