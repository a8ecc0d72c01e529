package dev.mfapack.demo.passkey;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mfapack.demo.passkey.PasskeyApp.Refused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** A login in the person's own browser, which comes back to a port of this machine (RFC 8252, section 7.3). */
final class LoopbackLogin {

    /** Time to find one's phone. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final String PATH = "/callback";

    private final Realm realm;
    private final CodeVerifier verifier = CodeVerifier.random();
    private final String state = CodeVerifier.random().value();

    private LoopbackLogin(Realm realm) {
        this.realm = realm;
    }

    static LoopbackLogin of(Realm realm) {
        return new LoopbackLogin(realm);
    }

    /**
     * A token for the MFA REST API.
     *
     * @param more parameters of the request, such as {@code acr_values}
     */
    String accessToken(Map<String, String> more) throws IOException, InterruptedException, Refused {
        var answer = new CompletableFuture<Map<String, String>>();
        // The address and not "localhost", as RFC 8252, section 8.3 says; any free port.
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
        server.createContext(PATH, exchange -> receive(exchange, answer));
        server.start();
        try {
            String redirectUri = "http://127.0.0.1:" + server.getAddress().getPort() + PATH;
            var query = new TreeMap<>(Map.of(
                    "client_id",
                    PasskeyApp.CLIENT_ID,
                    "response_type",
                    "code",
                    "redirect_uri",
                    redirectUri,
                    "scope",
                    "openid mfa",
                    "state",
                    state,
                    "code_challenge",
                    verifier.challenge(),
                    "code_challenge_method",
                    "S256"));
            query.putAll(more);
            System.out.println("Log in at this address, in a browser of this machine:");
            System.out.println(realm.authorization(query));
            return realm.token(Map.of(
                            "grant_type",
                            "authorization_code",
                            "code",
                            code(answer),
                            "redirect_uri",
                            redirectUri,
                            "code_verifier",
                            verifier.value()))
                    .orRefused()
                    .path("access_token")
                    .asText();
        } finally {
            server.stop(0);
        }
    }

    private static String code(CompletableFuture<Map<String, String>> answer) throws InterruptedException, Refused {
        try {
            Map<String, String> query = answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            String code = query.get("code");
            if (code == null) {
                throw new Refused("The login was refused: " + query.getOrDefault("error", "no code came"));
            }
            return code;
        } catch (TimeoutException e) {
            throw new Refused("Nobody logged in within " + PATIENCE.toMinutes() + " minutes.");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whatever does not bring the state is not the answer to this login. */
    private void receive(HttpExchange exchange, CompletableFuture<Map<String, String>> answer) throws IOException {
        Map<String, String> query = query(exchange);
        boolean isAnswer = state.equals(query.get("state"));
        byte[] page = (isAnswer ? "Done. Go back to the terminal." : "This is no answer to a login.")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(isAnswer ? 200 : 400, page.length);
        try (var body = exchange.getResponseBody()) {
            body.write(page);
        }
        if (isAnswer) {
            answer.complete(query);
        }
    }

    private static Map<String, String> query(HttpExchange exchange) {
        String raw = exchange.getRequestURI().getRawQuery();
        return raw == null
                ? Map.of()
                : Arrays.stream(raw.split("&", -1))
                        .map(pair -> pair.split("=", 2))
                        .filter(pair -> pair.length == 2)
                        .collect(Collectors.toMap(pair -> pair[0], pair -> decoded(pair[1]), (first, second) -> first));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
