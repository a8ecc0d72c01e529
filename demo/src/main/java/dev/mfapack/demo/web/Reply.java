package dev.mfapack.demo.web;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One answer, whole.
 *
 * @param status the HTTP status
 * @param headers by name
 * @param body UTF-8 text
 */
public record Reply(int status, Map<String, String> headers, String body) {

    public static Reply html(int status, String body) {
        return new Reply(status, Map.of("Content-Type", "text/html; charset=utf-8"), body);
    }

    public static Reply json(int status, String body) {
        return new Reply(status, Map.of("Content-Type", "application/json"), body);
    }

    public static Reply text(int status, String body) {
        return new Reply(status, Map.of("Content-Type", "text/plain; charset=utf-8"), body);
    }

    /** Sends the browser on with a GET, whatever the method of the request was. */
    public static Reply seeOther(URI location) {
        return new Reply(303, Map.of("Location", location.toString()), "");
    }

    public Reply with(String header, String value) {
        var all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new Reply(status, Map.copyOf(all), body);
    }

    byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}
