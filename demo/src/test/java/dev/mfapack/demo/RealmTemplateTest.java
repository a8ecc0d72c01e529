package dev.mfapack.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RealmTemplateTest {

    private static final String REALM = """
            {
              "realm": "mfa-demo",
              "failureFactor": 8091,
              "smtpServer": {"host": "mail.example.org", "port": "587", "auth": "true", "from": "demo@example.org"},
              "clients": [{
                "clientId": "sample-app",
                "redirectUris": ["http://localhost:8091/*", "http://localhost:80911/*", "https://example.org:8091/"],
                "attributes": {"post.logout.redirect.uris": "http://localhost:8091/*##http://localhost:8090/"}
              }],
              "users": [
                {"username": "ann", "credentials": [{"type": "password", "value": "demo"}], "requiredActions": ["mfa-enroll-sms"]},
                {"username": "ben", "credentials": [
                  {"type": "password", "value": "demo"},
                  {"type": "otp", "secretData": "{\\"value\\": \\"12345678901234567890\\"}"},
                  {"type": "mfa-sms", "userLabel": "work phone"}]},
                {"username": "service-account-x", "serviceAccountClientId": "x"}
              ]
            }
            """;

    private static final Ports OTHERS = new Ports(1080, 1090, 1091, 1025);

    @Test
    void addresses_move_to_the_chosen_ports_and_nothing_else_does() throws IOException {
        var client = imported().path("clients").path(0);

        assertThat(client.path("redirectUris"))
                .extracting(JsonNode::asText)
                .containsExactly("http://localhost:1091/*", "http://localhost:80911/*", "https://example.org:8091/");
        assertThat(client.path("attributes").path("post.logout.redirect.uris").asText())
                .isEqualTo("http://localhost:1091/*##http://localhost:1090/");
        assertThat(imported().path("failureFactor").asInt()).isEqualTo(8091);
    }

    @Test
    void mails_go_to_the_demos_mailbox_under_the_templates_sender() throws IOException {
        var smtp = imported().path("smtpServer");

        assertThat(smtp.path("host").asText()).isEqualTo("localhost");
        assertThat(smtp.path("port").asText()).isEqualTo("1025");
        assertThat(smtp.path("auth").asText()).isEqualTo("false");
        assertThat(smtp.path("from").asText()).isEqualTo("demo@example.org");
    }

    @Test
    void a_realm_moved_twice_reads_as_if_moved_once() throws IOException {
        var realm = new ObjectMapper().readTree(REALM);
        var between = new Ports(8091, 8080, 8090, 1);

        var twice = RealmTemplate.moved(RealmTemplate.moved(realm, Ports.DEFAULT, between), between, OTHERS);

        assertThat(twice).isEqualTo(RealmTemplate.moved(realm, Ports.DEFAULT, OTHERS));
    }

    @Test
    void people_are_told_with_their_password_and_their_factors() throws IOException {
        assertThat(RealmTemplate.parse(REALM).people())
                .containsExactly(
                        new RealmTemplate.Person(
                                "ann", Optional.of("demo"), List.of("asked to set up codes by SMS at the next login")),
                        new RealmTemplate.Person(
                                "ben",
                                Optional.of("demo"),
                                List.of(
                                        "an authenticator app (key GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ)",
                                        "codes by SMS (work phone)")));
    }

    @Test
    void the_digest_follows_the_content_and_not_its_layout() throws IOException {
        var same = RealmTemplate.parse(REALM.replace("\n", " "));
        var other = RealmTemplate.parse(REALM.replace("ann", "eve"));

        assertThat(RealmTemplate.parse(REALM).digest()).isEqualTo(same.digest()).isNotEqualTo(other.digest());
    }

    private static JsonNode imported() throws IOException {
        return new ObjectMapper().readTree(RealmTemplate.parse(REALM).importedOn(OTHERS));
    }
}
