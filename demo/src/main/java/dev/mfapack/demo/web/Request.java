package dev.mfapack.demo.web;

import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One request as the pages see it.
 *
 * @param method the HTTP method in capitals
 * @param uri path and query as they were asked for
 * @param headers by lower-case name, the first value of each
 * @param body the body as UTF-8 text, empty when there is none
 */
public record Request(String method, URI uri, Map<String, String> headers, String body) {

    /** No form and no message of the demo comes near this; more is refused rather than kept in memory. */
    private static final int LARGEST_BODY_IN_BYTES = 64 * 1024;

    static Request of(HttpExchange exchange) throws IOException, BodyTooLargeException {
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY_IN_BYTES + 1);
        if (body.length > LARGEST_BODY_IN_BYTES) {
            throw new BodyTooLargeException();
        }
        var headers = new HashMap<String, String>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        return new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI(),
                Map.copyOf(headers),
                new String(body, StandardCharsets.UTF_8));
    }

    /** A request without headers and body, as a test or another page makes it. */
    public static Request get(String pathAndQuery) {
        return new Request("GET", URI.create(pathAndQuery), Map.of(), "");
    }

    public String path() {
        return uri.getPath();
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    public Optional<String> queryParameter(String name) {
        return first(URLUtils.parseParameters(uri.getRawQuery()), name);
    }

    public Optional<String> formParameter(String name) {
        return first(URLUtils.parseParameters(body), name);
    }

    public Optional<String> cookie(String name) {
        return header("Cookie").stream()
                .flatMap(line -> Arrays.stream(line.split(";")))
                .map(String::strip)
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1))
                .findFirst();
    }

    private static Optional<String> first(Map<String, List<String>> parameters, String name) {
        return parameters.getOrDefault(name, List.of()).stream().findFirst();
    }

    static final class BodyTooLargeException extends Exception {}
}
