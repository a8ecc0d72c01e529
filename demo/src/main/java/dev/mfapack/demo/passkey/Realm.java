package dev.mfapack.demo.passkey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mfapack.demo.passkey.PasskeyApp.Refused;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The realm's OpenID provider and its MFA REST API, as this app calls them. */
final class Realm {

    /** Nobody waits longer at a terminal. */
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI issuer;
    private final JsonNode endpoints;

    private Realm(URI issuer, JsonNode endpoints) {
        this.issuer = issuer;
        this.endpoints = endpoints;
    }

    /** What came back, whether it is what was asked for or not. */
    record Answer(int status, JsonNode json) {

        boolean isSuccess() {
            return status < 300;
        }

        /** RFC 9470: the login behind the token is too weak, or too long ago. */
        boolean isInsufficient() {
            return status == 401 && text("error").equals("insufficient_user_authentication");
        }

        String text(String field) {
            return json.path(field).asText();
        }

        JsonNode orRefused() throws Refused {
            if (!isSuccess()) {
                throw new Refused("The server answered " + status + ": "
                        + json.path("detail")
                                .asText(json.path("error_description").asText(json.toString())));
            }
            return json;
        }
    }

    static Realm at(URI issuer) throws IOException, InterruptedException, Refused {
        var discovery = HttpRequest.newBuilder(URI.create(issuer + "/.well-known/openid-configuration"));
        return new Realm(issuer, send(discovery).orRefused());
    }

    /** Where the person's login begins. */
    URI authorization(Map<String, String> query) {
        return URI.create(endpoints.path("authorization_endpoint").asText() + "?" + form(query));
    }

    Answer token(Map<String, String> fields) throws IOException, InterruptedException {
        return post("token_endpoint", fields);
    }

    /** By the refresh token, since there is no browser to send anywhere: Keycloak ends the whole session by it. */
    void endSession(String refreshToken) throws IOException, InterruptedException, Refused {
        post("end_session_endpoint", Map.of("refresh_token", refreshToken)).orRefused();
    }

    /** A call of the MFA REST API; an empty token is none. */
    Answer api(String path, String token, JsonNode content) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(issuer + "/mfa/v1/" + path));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (content.isEmpty()) {
            return send(request.POST(BodyPublishers.noBody()));
        }
        return send(
                request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(content.toString())));
    }

    /** The origin of the server's own pages: an app of another one has it in the realm's extra origins. */
    String origin() {
        return issuer.getScheme() + "://" + issuer.getAuthority();
    }

    ObjectNode json() {
        return JSON.createObjectNode();
    }

    /** The token came straight from the token endpoint, so that its signature tells nothing more (OpenID Connect Core 1.0, section 3.1.3.7). */
    JsonNode claims(String idToken) throws JsonProcessingException {
        String payload = idToken.split("\\.", -1)[1];
        return JSON.readTree(new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8));
    }

    private Answer post(String endpoint, Map<String, String> fields) throws IOException, InterruptedException {
        var all = new TreeMap<>(fields);
        all.put("client_id", PasskeyApp.CLIENT_ID);
        return send(HttpRequest.newBuilder(URI.create(endpoints.path(endpoint).asText()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(all))));
    }

    private static Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = HTTP.send(request.timeout(TIMEOUT).build(), BodyHandlers.ofString());
        return new Answer(response.statusCode(), JSON.readTree(response.body()));
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
