package dev.mfapack.tests.integration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.mfapack.tests.bench.JsonHttp;
import dev.mfapack.tests.bench.RealmAdmin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An app, or a service, that calls the API by plain HTTP. What it sends is as the description says, unless a test means to send something else; every answer is
 * held against the description, whatever it is.
 */
final class MfaApi {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final RealmAdmin realm;
    private final List<String> headers = new ArrayList<>();
    private boolean described = true;

    private MfaApi(RealmAdmin realm) {
        this.realm = realm;
    }

    static MfaApi of(RealmAdmin realm) {
        return new MfaApi(realm);
    }

    /** With that bearer token. */
    static MfaApi of(RealmAdmin realm, String token) {
        return of(realm).with("Authorization", "Bearer " + token);
    }

    /** With a header more. */
    MfaApi with(String header, String value) {
        MfaApi more = new MfaApi(realm);
        more.headers.addAll(headers);
        more.headers.add(header);
        more.headers.add(value);
        more.described = described;
        return more;
    }

    /** Sends what no app should. */
    MfaApi undescribed() {
        MfaApi more = new MfaApi(realm);
        more.headers.addAll(headers);
        more.described = false;
        return more;
    }

    Reply get(String path) {
        return send("GET", path, null);
    }

    Reply delete(String path) {
        return send("DELETE", path, null);
    }

    Reply post(String path) {
        return send("POST", path, null);
    }

    Reply post(String path, Map<String, String> fields) {
        return send("POST", path, json(fields));
    }

    Reply put(String path, Map<String, String> fields) {
        return send("PUT", path, json(fields));
    }

    /** Any content as JSON, or what calls itself so. */
    Reply sendRaw(String method, String path, String content) {
        return described(
                method,
                path,
                exchange(request(path)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(content))));
    }

    /** A body that need not be JSON. */
    Reply post(String path, String contentType, byte[] body) {
        return described(
                "POST",
                path,
                exchange(request(path).header("Content-Type", contentType).POST(BodyPublishers.ofByteArray(body))));
    }

    /** What is not described at all. */
    Reply otherwise(String method, String path) {
        return exchange(request(path).method(method, BodyPublishers.noBody()));
    }

    /** Whatever a browser asks beforehand. */
    Reply preflight(String path, String origin, String method) {
        return exchange(request(path)
                .header("Origin", origin)
                .header("Access-Control-Request-Method", method)
                .method("OPTIONS", BodyPublishers.noBody()));
    }

    /** The address of a call. */
    String uri(String path) {
        return realm.node().publicUri() + "/realms/" + realm.name() + "/mfa/v1" + path;
    }

    private Reply send(String method, String path, String json) {
        HttpRequest.Builder request = request(path);
        if (json != null) {
            if (described) {
                var problems = ApiDescription.ofThePack().problemsOfRequest(method, path, json);
                if (!problems.isEmpty()) {
                    throw new AssertionError("No such request: " + problems);
                }
            }
            request.header("Content-Type", "application/json");
        }
        return described(
                method,
                path,
                exchange(request.method(
                        method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json))));
    }

    private static Reply described(String method, String path, Reply reply) {
        ApiDescription.ofThePack().assertDescribed(method, path, reply);
        return reply;
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(uri(path)));
        for (int i = 0; i < headers.size(); i += 2) {
            request.header(headers.get(i), headers.get(i + 1));
        }
        return request;
    }

    private static Reply exchange(HttpRequest.Builder request) {
        try {
            return new Reply(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String json(Map<String, String> fields) {
        return JsonHttp.MAPPER.valueToTree(fields).toString();
    }

    /** What came back. */
    record Reply(HttpResponse<String> response) {

        int status() {
            return response.statusCode();
        }

        String body() {
            return response.body();
        }

        /** Empty when it is not there. */
        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        JsonNode json() {
            try {
                return body().isEmpty() ? MissingNode.getInstance() : JsonHttp.MAPPER.readTree(body());
            } catch (JsonProcessingException e) {
                throw new AssertionError("Not JSON: " + body(), e);
            }
        }

        /** The last word of the problem's type; empty when it has none. */
        String problem() {
            String type = json().path("type").asText("");
            return type.substring(type.lastIndexOf(':') + 1);
        }

        @Override
        public String toString() {
            return status() + " " + body();
        }
    }
}
