package dev.mfapack.tests.integration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mfapack.tests.bench.JsonHttp;
import dev.mfapack.tests.bench.KeyRequest;
import dev.mfapack.tests.bench.RealmAdmin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The passkey calls of one caller. */
final class PasskeyApi {

    static final String GRANT_TYPE = "urn:mfa-pack:grant-type:mfa-token";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** What came back. */
    record Answer(int status, String type, JsonNode json) {

        /** The problem's type, without what all of them begin with. */
        String problem() {
            return json.path("type").asText().replaceFirst("^urn:mfa-pack:problem:passkey-", "");
        }
    }

    private final RealmAdmin realm;
    private final Map<String, String> headers = new LinkedHashMap<>();

    private PasskeyApi(RealmAdmin realm) {
        this.realm = realm;
    }

    /** Somebody who is not known yet. */
    static PasskeyApi ofNobody(RealmAdmin realm) {
        return new PasskeyApi(realm);
    }

    /** A person, by a token. */
    static PasskeyApi of(RealmAdmin realm, String accessToken) {
        return ofNobody(realm).with("Authorization", "Bearer " + accessToken);
    }

    PasskeyApi with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    Answer post(String call, JsonNode content) {
        return send("POST", call, content.toString());
    }

    Answer post(String call) {
        return send("POST", call, "");
    }

    Answer get(String call) {
        return send("GET", call, "");
    }

    Answer send(String method, String call, String content) {
        return exchange(method, "/passkey/" + call, content);
    }

    Answer verify(JsonNode content) {
        return exchange("POST", "/verify", content.toString());
    }

    /** Whatever comes back, and whatever is sent and taken, is held against the description. */
    private Answer exchange(String method, String path, String content) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(realm.node().publicUri() + "/realms/" + realm.name() + "/mfa/v1" + path))
                .method(method, HttpRequest.BodyPublishers.ofString(content));
        if (!content.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            String body = response.body();
            ApiDescription description = ApiDescription.ofThePack();
            description.assertDescribed(method, path, new MfaApi.Reply(response));
            if (response.statusCode() < 300 && !content.isEmpty()) {
                var problems = description.problemsOfRequest(method, path, content);
                if (!problems.isEmpty()) {
                    throw new AssertionError("Not described, and yet taken: " + problems);
                }
            }
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    body.isBlank() ? MissingNode.getInstance() : JsonHttp.MAPPER.readTree(body));
        } catch (JsonProcessingException e) {
            throw new AssertionError("Not JSON", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** What a browser on the server's own page would ask the authenticator. */
    KeyRequest asked(Answer begun) {
        JsonNode options = begun.json().path("publicKey");
        String rpId = options.path("rpId").asText(options.path("rp").path("id").asText());
        URI server = realm.node().publicUri();
        return new KeyRequest(
                options.path("challenge").asText(),
                rpId,
                server.getScheme() + "://" + server.getAuthority(),
                List.of());
    }

    static ObjectNode answer(Answer begun, ObjectNode credential) {
        ObjectNode answer = JsonHttp.MAPPER
                .createObjectNode()
                .put("ceremony", begun.json().path("ceremony").asText());
        answer.set("credential", credential);
        return answer;
    }

    static ObjectNode beginning(String clientId, String verifier) {
        return JsonHttp.MAPPER
                .createObjectNode()
                .put("clientId", clientId)
                .put("codeChallenge", sha256(verifier))
                .put("codeChallengeMethod", "S256");
    }

    static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
