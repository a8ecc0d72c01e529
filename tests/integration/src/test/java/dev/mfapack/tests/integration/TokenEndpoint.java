package dev.mfapack.tests.integration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.mfapack.tests.bench.JsonHttp;
import dev.mfapack.tests.bench.RealmAdmin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** The realm's token endpoint, for grants that an ordinary app does not use. */
final class TokenEndpoint {

    private TokenEndpoint() {}

    static String uri(RealmAdmin realm) {
        return realm.node().publicUri() + "/realms/" + realm.name() + "/protocol/openid-connect/token";
    }

    /**
     * The access token.
     *
     * @throws AssertionError when there is none
     */
    static String accessToken(RealmAdmin realm, Map<String, String> fields) {
        return tokens(realm, "", fields).path("access_token").asText();
    }

    /** What the endpoint says to a request that shows a key, or to one that does not where the proof is empty. */
    static JsonNode tokens(RealmAdmin realm, String dpopProof, Map<String, String> fields) {
        String form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(uri(realm)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
        if (!dpopProof.isEmpty()) {
            request.header("DPoP", dpopProof);
        }
        try {
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new AssertionError(answer.statusCode() + " " + answer.body());
            }
            return JsonHttp.MAPPER.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
