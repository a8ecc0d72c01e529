package dev.mfapack.demo.phone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.mfapack.demo.web.Addresses;
import dev.mfapack.demo.web.Pages;
import dev.mfapack.demo.web.Reply;
import dev.mfapack.demo.web.Request;
import dev.mfapack.demo.web.Routes;
import dev.mfapack.demo.web.WebServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PhoneSiteTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private final Mailbox mailbox = Mailbox.start(0);
    private final Addresses addresses = Addresses.onPorts(8080, 8090, 8091);
    private Routes site;

    @BeforeEach
    void open() {
        site = new PhoneSite(mailbox, new Pages(addresses), Clock.fixed(NOW, ZoneOffset.UTC)).routes();
    }

    @AfterEach
    void close() {
        mailbox.close();
    }

    @Test
    void an_sms_is_told_as_json_with_its_code() throws IOException {
        assertThat(send("+4915112345678", "Demo: 048151 is your code.").status())
                .isEqualTo(202);

        var message = messages().path(0);
        assertThat(message.path("kind").asText()).isEqualTo("sms");
        assertThat(message.path("to").asText()).isEqualTo("+4915112345678");
        assertThat(message.path("text").asText()).isEqualTo("Demo: 048151 is your code.");
        assertThat(message.path("receivedAt").asText()).isEqualTo("2026-11-22T12:00:00Z");
        assertThat(message.path("code").asText()).isEqualTo("048151");
        assertThat(message.has("subject")).isFalse();
    }

    @Test
    void the_newest_message_stands_first() throws IOException {
        send("+491", "first");
        send("+491", "second");

        assertThat(messages())
                .extracting(message -> message.path("text").asText())
                .containsExactly("second", "first");
    }

    @Test
    void what_strangers_write_stays_text_on_the_page() {
        send("<script>alert(1)</script>", "a & b <img src=x onerror=alert(2)> \"q\" http://x/\"onclick=y");

        assertThat(page())
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "a &amp; b &lt;img src=x onerror=alert(2)&gt;")
                .doesNotContain("<script>alert", "<img")
                .doesNotContain("\"onclick");
    }

    @Test
    void an_empty_phone_says_so() {
        assertThat(page()).contains("Nothing has arrived yet", "lang=\"en\"", "<title>Received · Phone and mailbox");
    }

    @Test
    void while_the_gateway_is_down_an_sms_is_refused_and_forgotten() throws IOException {
        assertThat(post("/gateway/down", "").status()).isEqualTo(303);

        assertThat(send("+491", "lost").status()).isEqualTo(503);
        assertThat(page()).contains("Down.");

        post("/gateway/up", "");
        assertThat(send("+491", "kept").status()).isEqualTo(202);
        assertThat(messages())
                .extracting(message -> message.path("text").asText())
                .containsExactly("kept");
    }

    @Test
    void what_is_no_sms_is_refused() {
        assertThat(post("/sms", "{\"to\":").status()).isEqualTo(400);
        assertThat(post("/sms", "{\"to\": \"+491\"}").status()).isEqualTo(400);
        assertThat(post("/sms", "[]").status()).isEqualTo(400);
    }

    @Test
    void a_mail_arrives_with_subject_text_and_code() throws IOException {
        var setup = new ServerSetup(mailbox.port(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        GreenMailUtil.sendTextEmail("bob@example.org", "demo@example.org", "Your <code>", "It is 123456.", setup);

        var message = messages().path(0);
        assertThat(message.path("kind").asText()).isEqualTo("mail");
        assertThat(message.path("to").asText()).isEqualTo("bob@example.org");
        assertThat(message.path("subject").asText()).isEqualTo("Your <code>");
        assertThat(message.path("text").asText()).isEqualTo("It is 123456.");
        assertThat(message.path("code").asText()).isEqualTo("123456");
        assertThat(page()).contains("Your &lt;code&gt;");
    }

    @Test
    void it_is_served_over_http_with_headers_that_keep_strangers_out() throws IOException, InterruptedException {
        try (var server = WebServer.start(0, site, addresses.keycloak())) {
            var page = http(server, "GET", "/", "");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().firstValue("Content-Security-Policy"))
                    .hasValueSatisfying(policy -> assertThat(policy)
                            .contains("default-src 'none'", "script-src 'self'")
                            .doesNotContain("unsafe-inline"));
            assertThat(http(server, "GET", "/style.css", "").statusCode()).isEqualTo(200);
            assertThat(http(server, "GET", "/phone.js", "").statusCode()).isEqualTo(200);
            assertThat(http(server, "GET", "/../pom.xml", "").statusCode()).isEqualTo(404);
            assertThat(http(server, "DELETE", "/messages", "").statusCode()).isEqualTo(405);
            assertThat(http(server, "HEAD", "/messages", "").body()).isEmpty();
            assertThat(http(server, "POST", "/sms", "x".repeat(100_000)).statusCode())
                    .isEqualTo(413);
        }
    }

    private static HttpResponse<String> http(WebServer server, String method, String path, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .method(method, BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    private Reply send(String to, String text) {
        return post(
                "/sms",
                new ObjectMapper()
                        .createObjectNode()
                        .put("to", to)
                        .put("text", text)
                        .toString());
    }

    private Reply post(String path, String body) {
        return site.answer(new Request("POST", URI.create(path), Map.of(), body));
    }

    private String page() {
        return site.answer(Request.get("/")).body();
    }

    private JsonNode messages() throws IOException {
        return new ObjectMapper().readTree(site.answer(Request.get("/messages")).body());
    }
}
