package dev.mfapack.tests.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mfapack.tests.bench.server.Ports;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * An app that people log in to: OpenID Connect by authorization code with PKCE, the redirect caught on a free port of its own. It checks {@code state} and
 * {@code nonce}; signatures are the server's business here, tokens come straight from its token endpoint.
 */
public final class RelyingParty implements AutoCloseable {

    private static final Deadline ANSWER = Deadline.ofSeconds(15);
    private static final String PAGE =
            "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>The app</title></head>"
                    + "<body><main><h1 id=\"app\">The app</h1></main></body></html>";

    private final RealmAdmin realm;
    private final String clientId;
    private final String secret;
    private final HttpServer server;
    private final Map<String, Map<String, String>> answers = new ConcurrentHashMap<>();

    private RelyingParty(RealmAdmin realm, String clientId, String secret, HttpServer server) {
        this.realm = realm;
        this.clientId = clientId;
        this.secret = secret;
        this.server = server;
    }

    /** A new confidential client of that realm, which also may ask for tokens by password (direct grant). */
    public static RelyingParty register(RealmAdmin realm, String clientId) {
        RelyingParty party = listen(realm, clientId, UUID.randomUUID().toString());
        var client = JsonHttp.MAPPER
                .createObjectNode()
                .put("clientId", clientId)
                .put("secret", party.secret)
                .put("protocol", "openid-connect")
                .put("standardFlowEnabled", true)
                .put("directAccessGrantsEnabled", true);
        client.putArray("redirectUris").add(party.redirectUri());
        client.putObject("attributes").put("post.logout.redirect.uris", party.redirectUri());
        realm.createClient(client);
        return party;
    }

    /** A client that the realm has already; it is allowed one more redirect address. */
    public static RelyingParty existing(RealmAdmin realm, String clientId) {
        RealmAdmin.Client client = realm.client(clientId);
        RelyingParty party = listen(realm, clientId, client.secret());
        client.allowRedirect(party.redirectUri());
        return party;
    }

    /** Begins to describe a login. */
    public Request login() {
        return new Request();
    }

    /** Where the server sends the person back to; the page there has the element {@code #app}. */
    public String redirectUri() {
        return "http://localhost:" + server.getAddress().getPort() + "/callback";
    }

    /** New tokens for the session of the old ones. */
    public TokenAnswer refresh(Tokens tokens) {
        return token(Map.of("grant_type", "refresh_token", "refresh_token", tokens.refreshToken()));
    }

    /** Tokens by name and password in one request. */
    public TokenAnswer passwordGrant(String username, String password) {
        return passwordGrant(username, password, Map.of());
    }

    /** Tokens by name, password and further fields in one request. */
    public TokenAnswer passwordGrant(String username, String password, Map<String, String> more) {
        Map<String, String> fields = new LinkedHashMap<>(more);
        fields.put("grant_type", "password");
        fields.put("scope", "openid");
        fields.put("username", username);
        fields.put("password", password);
        return token(fields);
    }

    /** Tokens by any grant type; the client authenticates as it does for the others. */
    public TokenAnswer grant(String grantType, Map<String, String> fields) {
        Map<String, String> form = new LinkedHashMap<>(fields);
        form.put("grant_type", grantType);
        return token(form);
    }

    /** The address that ends the browser's session and comes back to the app without a question. */
    public URI logoutUri(Tokens tokens) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("id_token_hint", tokens.idToken());
        query.put("post_logout_redirect_uri", redirectUri());
        return endpoint("logout", query);
    }

    /** Stops listening for redirects; the client stays in the realm. */
    @Override
    public void close() {
        server.stop(0);
    }

    private static RelyingParty listen(RealmAdmin realm, String clientId, String secret) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress("localhost", Ports.free()), 0);
            RelyingParty party = new RelyingParty(realm, clientId, secret, server);
            server.createContext("/callback", party::receive);
            server.start();
            return party;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void receive(HttpExchange exchange) throws IOException {
        Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
        String state = query.get("state");
        if (state != null) {
            // Of several requests of one browser, those that come too late bring an error; the code came all the same.
            answers.merge(state, query, (before, later) -> later.containsKey("error") ? before : later);
        }
        byte[] page = PAGE.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.sendResponseHeaders(200, page.length);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(page);
        }
    }

    private static Map<String, String> query(@Nullable String raw) {
        Map<String, String> query = new LinkedHashMap<>();
        if (raw != null) {
            for (String pair : raw.split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    query.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
                }
            }
        }
        return query;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private TokenAnswer token(Map<String, String> fields) {
        Map<String, String> form = new LinkedHashMap<>(fields);
        form.put("client_id", clientId);
        if (!secret.isEmpty()) {
            form.put("client_secret", secret);
        }
        JsonHttp.Answer answer = JsonHttp.send(JsonHttp.form(endpoint("token", Map.of()), form));
        return new TokenAnswer(answer.status(), answer.json());
    }

    private URI endpoint(String name, Map<String, String> query) {
        String address = realm.node().publicUri() + "/realms/" + realm.name() + "/protocol/openid-connect/" + name;
        return URI.create(query.isEmpty() ? address : address + "?" + JsonHttp.encode(query));
    }

    /** What the app asks of a login. Each method returns the same request. */
    public final class Request {

        private final Map<String, String> parameters = new LinkedHashMap<>();

        private Request() {
            parameters.put("scope", "openid");
        }

        /** Voluntary {@code acr_values}, by preference. */
        public Request acrValues(String... values) {
            return with("acr_values", String.join(" ", values));
        }

        /** An essential {@code acr} of the ID token, as the claims parameter asks for it. */
        public Request essentialAcr(String... values) {
            var acr = JsonHttp.MAPPER.createObjectNode();
            var wanted = acr.putObject("id_token")
                    .putObject("acr")
                    .put("essential", true)
                    .putArray("values");
            List.of(values).forEach(wanted::add);
            return with("claims", acr.toString());
        }

        /** For example {@code login} or {@code none}. */
        public Request prompt(String value) {
            return with("prompt", value);
        }

        /** How old the authentication may be, in seconds. */
        public Request maxAge(int seconds) {
            return with("max_age", Integer.toString(seconds));
        }

        /** A required action that the app asks for, for example {@code mfa-enroll-sms}. */
        public Request kcAction(String action) {
            return with("kc_action", action);
        }

        /** Scopes beside {@code openid}. */
        public Request scope(String... scopes) {
            return with("scope", "openid " + String.join(" ", scopes));
        }

        /** The language of the pages, for example {@code de}. */
        public Request locale(String language) {
            return with("ui_locales", language);
        }

        /** Any other parameter. */
        public Request with(String parameter, String value) {
            parameters.put(parameter, value);
            return this;
        }

        /** Settles state, nonce and code verifier; nothing is sent yet. */
        public Login begin() {
            String state = UUID.randomUUID().toString();
            String nonce = UUID.randomUUID().toString();
            String verifier = UUID.randomUUID().toString() + UUID.randomUUID();
            Map<String, String> query = new LinkedHashMap<>();
            query.put("client_id", clientId);
            query.put("response_type", "code");
            query.put("redirect_uri", redirectUri());
            query.put("state", state);
            query.put("nonce", nonce);
            query.put("code_challenge", sha256(verifier));
            query.put("code_challenge_method", "S256");
            query.putAll(parameters);
            return new Login(endpoint("auth", query), state, nonce, verifier);
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

    /** One login that is under way. */
    public final class Login {

        private final URI uri;
        private final String state;
        private final String nonce;
        private final String verifier;

        private Login(URI uri, String state, String nonce, String verifier) {
            this.uri = uri;
            this.state = state;
            this.nonce = nonce;
            this.verifier = verifier;
        }

        /** Where the browser must go. */
        public String uri() {
            return uri.toString();
        }

        /** Whether the server has sent the browser back. */
        public boolean isAnswered() {
            return answers.containsKey(state);
        }

        /**
         * The redirect's query: {@code code}, {@code error}, {@code kc_action_status} and so on.
         *
         * @throws AssertionError when the browser is not sent back within 15 s
         */
        public Map<String, String> answer() {
            return ANSWER.await("the redirect to the app", () -> Optional.ofNullable(answers.get(state)));
        }

        /** The redirect's error, such as {@code login_required}; empty when it brought a code. */
        public String error() {
            return answer().getOrDefault("error", "");
        }

        /**
         * Redeems the code; works once.
         *
         * @throws AssertionError when there is no code, or the server refuses it, or the nonce is another's
         */
        public Tokens tokens() {
            String code = answer().get("code");
            if (code == null) {
                throw new AssertionError("No code in the redirect: " + answer());
            }
            Map<String, String> fields = new LinkedHashMap<>();
            fields.put("grant_type", "authorization_code");
            fields.put("code", code);
            fields.put("redirect_uri", redirectUri());
            fields.put("code_verifier", verifier);
            Tokens tokens = token(fields).tokens();
            if (!tokens.idClaims().path("nonce").asText().equals(nonce)) {
                throw new AssertionError("The nonce is not the one that was sent");
            }
            return tokens;
        }
    }

    /**
     * What the token endpoint said.
     *
     * @param status the HTTP status
     * @param body tokens or an OAuth error
     */
    public record TokenAnswer(int status, JsonNode body) {

        /** The OAuth error; empty when there are tokens. */
        public String error() {
            return body.path("error").asText("");
        }

        /**
         * The tokens.
         *
         * @throws AssertionError when there are none
         */
        public Tokens tokens() {
            if (status != 200) {
                throw new AssertionError("The token endpoint answered " + status + ": " + body);
            }
            return new Tokens(
                    body.path("access_token").asText(),
                    body.path("refresh_token").asText(),
                    body.path("id_token").asText());
        }
    }

    /**
     * Tokens as they came.
     *
     * @param accessToken a JWT
     * @param refreshToken a JWT, empty when none was given
     * @param idToken a JWT
     */
    public record Tokens(String accessToken, String refreshToken, String idToken) {

        /** The ID token's claims. */
        public JsonNode idClaims() {
            return claims(idToken);
        }

        /** The access token's claims. */
        public JsonNode accessClaims() {
            return claims(accessToken);
        }

        /** The level that the ID token names. */
        public String acr() {
            return idClaims().path("acr").asText();
        }

        private static JsonNode claims(String jwt) {
            String[] parts = jwt.split("\\.", -1);
            return JsonHttp.parse(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
        }
    }
}
