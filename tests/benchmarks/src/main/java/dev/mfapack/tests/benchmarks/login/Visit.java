package dev.mfapack.tests.benchmarks.login;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One whole login by somebody whose browser knows nothing yet: the login page, the password, the redirect, tokens for its code. It does no more than that,
 * as it works on the same processors as the server; what a page links to (scripts, styles, pictures) a browser keeps, and it is not asked for.
 */
final class Visit {

    private static final Pattern ACTION = Pattern.compile("<form id=\"kc-form-login\"[^>]* action=\"([^\"]+)\"");
    private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");
    private static final Pattern ID_TOKEN = Pattern.compile("\"id_token\":\"[^.\"]+\\.([^.\"]+)\\.");
    private static final Duration LIMIT = Duration.ofSeconds(30);

    // Connections are kept from one visit to the next: opening them would cost both servers the same.
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private final Contestant server;
    private final String verifier = UUID.randomUUID().toString() + UUID.randomUUID();

    private Visit(Contestant server) {
        this.server = server;
    }

    /**
     * Logs in and gets tokens.
     *
     * @throws IllegalStateException when anything but that happens
     */
    static void of(Contestant server, String username) {
        Visit visit = new Visit(server);
        visit.checkLevel(visit.redeem(visit.logIn(username, visit.openPage())));
    }

    private HttpResponse<String> openPage() {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("client_id", server.app().clientId());
        query.put("response_type", "code");
        query.put("scope", "openid");
        query.put("redirect_uri", server.app().redirectUri());
        query.put("state", UUID.randomUUID().toString());
        query.put("nonce", UUID.randomUUID().toString());
        query.put("code_challenge", sha256(verifier));
        query.put("code_challenge_method", "S256");
        return send(200, HttpRequest.newBuilder(server.app().endpoints().resolve("auth?" + encode(query))));
    }

    private String logIn(String username, HttpResponse<String> page) {
        String cookies = page.headers().allValues("Set-Cookie").stream()
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .collect(Collectors.joining("; "));
        URI action = URI.create(first(ACTION, page.body()).replace("&amp;", "&"));
        HttpResponse<String> redirect = send(
                302,
                form(action, Map.of("username", username, "password", LoginRealm.PASSWORD, "credentialId", ""))
                        .header("Cookie", cookies));
        return first(CODE, redirect.headers().firstValue("Location").orElseThrow());
    }

    private String redeem(String code) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("grant_type", "authorization_code");
        fields.put("client_id", server.app().clientId());
        fields.put("client_secret", server.app().secret());
        fields.put("redirect_uri", server.app().redirectUri());
        fields.put("code", code);
        fields.put("code_verifier", verifier);
        return send(200, form(server.app().endpoints().resolve("token"), fields))
                .body();
    }

    private void checkLevel(String tokens) {
        String claims = new String(Base64.getUrlDecoder().decode(first(ID_TOKEN, tokens)), StandardCharsets.UTF_8);
        if (!claims.contains("\"acr\":\"" + server.acr() + "\"")) {
            throw new IllegalStateException("Another level than " + server.acr() + ": " + claims);
        }
    }

    private static HttpRequest.Builder form(URI uri, Map<String, String> fields) {
        return HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encode(fields)));
    }

    private static HttpResponse<String> send(int expected, HttpRequest.Builder request) {
        try {
            HttpResponse<String> response =
                    HTTP.send(request.timeout(LIMIT).build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != expected) {
                throw new IllegalStateException(
                        response.request() + " answered " + response.statusCode() + ": " + response.body());
            }
            return response;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("No " + pattern + " in " + text);
        }
        return matcher.group(1);
    }

    private static String encode(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
