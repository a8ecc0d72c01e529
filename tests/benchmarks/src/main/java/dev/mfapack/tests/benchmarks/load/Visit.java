package dev.mfapack.tests.benchmarks.load;

import dev.mfapack.tests.bench.KeyRequest;
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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One login by somebody who has closed their browser since the last one, so that it has kept only those cookies that outlive that: the login page, the password, perhaps a second factor, the redirect, tokens for its code. It does
 * no more than that, as it works on the same processors as the server; what a page links to (scripts, styles, pictures) a browser keeps, and it is not
 * asked for. Each step throws an {@link IllegalStateException} when the server answers with anything but what must follow. Not thread-safe.
 */
public final class Visit {

    private static final Pattern PASSWORD_FORM = action("kc-form-login");
    private static final Pattern PASSKEY_FORM = action("webauth");
    private static final Pattern CHALLENGE = Pattern.compile("\\bchallenge *: *\"([^\"]+)\"");
    private static final Pattern RP_ID = Pattern.compile("\\brpId *: *\"([^\"]+)\"");
    private static final Pattern ACCESS_TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");
    private static final Pattern TOTP_FORM = action("kc-otp-login-form");
    private static final Pattern SMS_FORM = action("mfa-code-form");
    private static final Pattern DELIVERY = Pattern.compile(" data-state=\"([^\"]+)\"");
    private static final Pattern DELIVERED = Pattern.compile("\"delivery\":\"([^\"]+)\"");
    private static final Pattern LASTING = Pattern.compile("(?i); *max-age=[1-9]");
    private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");
    private static final Pattern ID_TOKEN = Pattern.compile("\"id_token\":\"[^.\"]+\\.([^.\"]+)\\.");
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final String USER_AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    // Connections are kept from one visit to the next: opening them would cost all servers the same.
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /** What each person's browser keeps from one visit to the next. */
    private static final Map<String, Map<String, String>> KEPT = new ConcurrentHashMap<>();

    private final SampleApp app;
    private final String verifier = UUID.randomUUID().toString() + UUID.randomUUID();
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private String address = "20.1.0.7";
    private String page = "";
    private String redirect = "";

    private Visit(SampleApp app) {
        this.app = app;
    }

    /** A whole login by somebody whose password is enough; the ID token must name that level. */
    public static void byPassword(SampleApp app, String username, String acr) {
        Visit visit = open(app);
        visit.logIn(username);
        visit.redeem(acr);
    }

    /** The login page. */
    public static Visit open(SampleApp app) {
        Visit visit = new Visit(app);
        visit.openPage();
        return visit;
    }

    /** The password of somebody who needs no more. */
    public void logIn(String username) {
        Map<String, String> kept = comesAs(username);
        kept.putAll(lasting(redirect(PASSWORD_FORM, password(username))));
    }

    /** The password of somebody who is then asked for a second factor. */
    public void passPassword(String username) {
        comesAs(username);
        page = submit(200, PASSWORD_FORM, password(username)).body();
    }

    /** Their browser, with what it keeps, and their address. */
    private Map<String, String> comesAs(String username) {
        address = "20.1.%d.7".formatted(Math.floorMod(username.hashCode(), 256));
        Map<String, String> kept =
                KEPT.computeIfAbsent(app.endpoints() + " " + username, unused -> new ConcurrentHashMap<>());
        cookies.putAll(kept);
        return kept;
    }

    /** What the login page asks of a passkey. */
    public KeyRequest keyRequest() {
        URI server = app.endpoints();
        return new KeyRequest(
                first(CHALLENGE, page),
                first(RP_ID, page),
                server.getScheme() + "://" + server.getAuthority(),
                List.of());
    }

    /** A passkey's answer to it, with which the person is logged in. */
    public void answer(Map<String, String> fields) {
        redirect(PASSKEY_FORM, fields);
    }

    /** The right one-time password, with which the person is logged in. */
    public void enterTotp(String code) {
        redirect(TOTP_FORM, Map.of("otp", code));
    }

    /** The right code of a message, with which the person is logged in. */
    public void enterSms(String code) {
        redirect(SMS_FORM, Map.of("code", code));
    }

    /** What the script of the code's page asks for: {@code queued}, {@code sent} or {@code failed}. */
    public String delivery() {
        URI asked = app.endpoints().resolve(first(DELIVERY, page).replace("&amp;", "&"));
        return first(DELIVERED, send(200, HttpRequest.newBuilder(asked)).body());
    }

    /**
     * Tokens for the redirect's code; the ID token must name that level.
     *
     * @return the access token
     */
    public String redeem(String acr) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("grant_type", "authorization_code");
        fields.put("client_id", app.clientId());
        fields.put("client_secret", app.secret());
        fields.put("redirect_uri", app.redirectUri());
        fields.put("code", first(CODE, redirect));
        fields.put("code_verifier", verifier);
        String tokens =
                send(200, form(app.endpoints().resolve("token"), fields)).body();
        checkLevel(acr, tokens);
        return first(ACCESS_TOKEN, tokens);
    }

    private void openPage() {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("client_id", app.clientId());
        query.put("response_type", "code");
        query.put("scope", "openid");
        query.put("redirect_uri", app.redirectUri());
        query.put("state", UUID.randomUUID().toString());
        query.put("nonce", UUID.randomUUID().toString());
        query.put("code_challenge", sha256(verifier));
        query.put("code_challenge_method", "S256");
        HttpResponse<String> answer =
                send(200, HttpRequest.newBuilder(app.endpoints().resolve("auth?" + encode(query))));
        keepCookies(answer);
        page = answer.body();
    }

    private HttpResponse<String> redirect(Pattern form, Map<String, String> fields) {
        HttpResponse<String> answer = submit(302, form, fields);
        redirect = answer.headers().firstValue("Location").orElseThrow();
        // A redirect to another page of the server would be no end of the login.
        first(CODE, redirect);
        return answer;
    }

    private HttpResponse<String> submit(int expected, Pattern form, Map<String, String> fields) {
        URI action = URI.create(first(form, page).replace("&amp;", "&"));
        String kept = cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
        HttpResponse<String> answer = send(
                expected,
                form(action, fields)
                        .header("Cookie", kept)
                        .header("User-Agent", USER_AGENT)
                        .header("X-Forwarded-For", address));
        keepCookies(answer);
        return answer;
    }

    /** What the browser does not forget when it is closed. */
    private static Map<String, String> lasting(HttpResponse<String> answer) {
        return answer.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> LASTING.matcher(cookie).find())
                .collect(Collectors.toMap(
                        cookie -> cookie.substring(0, cookie.indexOf('=')),
                        cookie -> cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';')),
                        (first, second) -> second));
    }

    private void keepCookies(HttpResponse<String> answer) {
        for (String cookie : answer.headers().allValues("Set-Cookie")) {
            int equals = cookie.indexOf('=');
            cookies.put(cookie.substring(0, equals), cookie.substring(equals + 1, cookie.indexOf(';')));
        }
    }

    private static Map<String, String> password(String username) {
        return Map.of("username", username, "password", LoginRealm.PASSWORD, "credentialId", "");
    }

    private static void checkLevel(String acr, String tokens) {
        String claims = new String(Base64.getUrlDecoder().decode(first(ID_TOKEN, tokens)), StandardCharsets.UTF_8);
        if (!claims.contains("\"acr\":\"" + acr + "\"")) {
            throw new IllegalStateException("Another level than " + acr + ": " + claims);
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

    private static Pattern action(String formId) {
        return Pattern.compile("<form id=\"" + formId + "\"[^>]* action=\"([^\"]+)\"");
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
