package dev.mfapack.demo.app;

import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import dev.mfapack.demo.app.BrowserSessions.BrowserSession;
import dev.mfapack.demo.app.OpenIdProvider.LoginRefusedException;
import dev.mfapack.demo.web.Addresses;
import dev.mfapack.demo.web.Pages;
import dev.mfapack.demo.web.Reply;
import dev.mfapack.demo.web.Request;
import dev.mfapack.demo.web.Routes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A small bank.
 *
 * <ul>
 *   <li>{@code /}: for everybody
 *   <li>{@code /account}: needs a login and shows what the ID token says about it
 *   <li>{@code /transfer}: needs {@code acr=mfa} of the last 15 minutes
 *   <li>{@code /api/transfer}: the same for access tokens, answering as RFC 9470 says
 *   <li>{@code /try-api}: calls that API with the person's own access token and shows both sides
 * </ul>
 */
public final class SampleApp {

    private static final String CLIENT_ID = "sample-app";
    /** Not a secret: it stands in the demo realm that everybody can read. */
    private static final String CLIENT_SECRET = "sample-app-secret";

    private static final DateTimeFormatter TIME_FOR_PEOPLE =
            DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM).withLocale(Locale.UK);

    private static final Strength FOR_TRANSFERS = Strength.MFA_WITHIN_15_MINUTES;

    private final Addresses addresses;
    private final Pages pages;
    private final Clock clock;
    private final OpenIdProvider keycloak;
    private final TransferApi api;
    private final BrowserSessions sessions = new BrowserSessions();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private @Nullable AccessTokens accessTokens;

    /** Makes the app; nothing is served yet, and Keycloak need not be up. */
    public SampleApp(Addresses addresses, Pages pages, Clock clock) {
        this.addresses = addresses;
        this.pages = pages;
        this.clock = clock;
        this.keycloak = new OpenIdProvider(addresses.issuer(), CLIENT_ID, CLIENT_SECRET, at("/callback"), clock);
        this.api = new TransferApi(this::accessTokens, FOR_TRANSFERS, clock);
    }

    public Routes routes() {
        return new Routes()
                .get("/", this::home)
                .get("/style.css", Pages::styleSheet)
                .get("/account", this::account)
                .get("/transfer", this::transferForm)
                .post("/transfer", this::transfer)
                .get("/try-api", this::tryApi)
                .get("/step-up", request -> login(request, FOR_TRANSFERS, URI.create("/try-api")))
                .post("/api/transfer", api::answer)
                .get("/api/transfer", api::answer)
                .get("/callback", this::callback)
                .post("/logout", this::logout);
    }

    private Reply home(Request request) {
        var session = sessions.of(request);
        return page(session, "home", Map.of());
    }

    private Reply account(Request request) {
        return signedIn(
                request,
                signedIn -> page(
                        sessions.of(request),
                        "account",
                        Map.of(
                                "username", signedIn.username(),
                                "acr", signedIn.acr().orElse("not told"),
                                "amr", signedIn.amr().isEmpty() ? "not told" : String.join(", ", signedIn.amr()),
                                "authTime",
                                        signedIn.authTime()
                                                .map(time -> TIME_FOR_PEOPLE.format(time.atZone(clock.getZone())))
                                                .orElse("not told"),
                                "fresh", signedIn.shows(FOR_TRANSFERS, clock))));
    }

    private Reply transferForm(Request request) {
        return strong(
                request,
                signedIn -> page(
                        sessions.of(request),
                        "transfer",
                        Map.of(
                                "payee", request.queryParameter("payee").orElse("Bike shop"),
                                "amount", request.queryParameter("amount").orElse("120.00"))));
    }

    private Reply transfer(Request request) {
        var session = sessions.of(request);
        if (!session.posted(request)) {
            return problem(session, 403, "This form was not filled in here. Open the page again.");
        }
        // The form may have stood open for longer than the login is fresh, so the gate stands here too.
        return strong(
                request,
                signedIn -> page(
                        session,
                        "transferred",
                        Map.of(
                                "payee", request.formParameter("payee").orElse(""),
                                "amount", request.formParameter("amount").orElse(""))));
    }

    private Reply tryApi(Request request) {
        return signedIn(request, signedIn -> {
            if (!signedIn.accessTokenStillGood(clock)) {
                return login(request, null, URI.create("/try-api"));
            }
            var answer = callApi(signedIn);
            return page(
                    sessions.of(request),
                    "api",
                    Map.of(
                            "status", answer.statusCode(),
                            "challenge",
                                    answer.headers()
                                            .firstValue("WWW-Authenticate")
                                            .orElse(""),
                            "body", answer.body()));
        });
    }

    private HttpResponse<String> callApi(SignedIn signedIn) {
        var call = HttpRequest.newBuilder(at("/api/transfer"))
                .timeout(Duration.ofSeconds(5))
                .header("Authorization", signedIn.accessToken().toAuthorizationHeader())
                .POST(BodyPublishers.noBody())
                .build();
        try {
            return http.send(call, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("Interrupted", e));
        }
    }

    private Reply callback(Request request) {
        var session = sessions.of(request);
        var answer = URI.create(addresses.app() + request.uri().toString());
        var attempt = session.take(OpenIdProvider.stateOf(answer));
        if (attempt.isEmpty()) {
            return problem(session, 400, "This login is not known here, or was used before. Begin again.");
        }
        try {
            var signedIn = keycloak.finish(attempt.get(), answer);
            var after = sessions.signIn(session, signedIn);
            var wanted = attempt.get().wanted();
            // Asking again would lead the browser round in circles.
            return wanted == null || signedIn.shows(wanted, clock)
                    ? BrowserSessions.withCookie(
                            Reply.seeOther(at(attempt.get().returnTo().toString())), after)
                    : problem(
                            after,
                            403,
                            "This needs a second factor of the last 15 minutes, and the login came back without one (acr is "
                                    + signedIn.acr().orElse("missing")
                                    + "). If you have none yet, add one in the account console.");
        } catch (LoginRefusedException e) {
            return problem(session, 403, String.valueOf(e.getMessage()));
        }
    }

    private Reply logout(Request request) {
        var session = sessions.of(request);
        if (!session.posted(request)) {
            return problem(session, 403, "This form was not filled in here. Open the page again.");
        }
        sessions.end(session);
        return Reply.seeOther(session.signedIn()
                .map(signedIn -> keycloak.logoutAddress(signedIn, at("/")))
                .orElse(at("/")));
    }

    private Reply signedIn(Request request, Function<SignedIn, Reply> page) {
        return sessions.of(request).signedIn().map(page).orElseGet(() -> login(request, null, request.uri()));
    }

    private Reply strong(Request request, Function<SignedIn, Reply> page) {
        Optional<SignedIn> strongEnough =
                sessions.of(request).signedIn().filter(signedIn -> signedIn.shows(FOR_TRANSFERS, clock));
        return strongEnough.map(page).orElseGet(() -> login(request, FOR_TRANSFERS, request.uri()));
    }

    private Reply login(Request request, @Nullable Strength wanted, URI returnTo) {
        var session = sessions.of(request);
        var attempt = LoginAttempt.begin(wanted, returnTo);
        session.begin(attempt);
        return BrowserSessions.withCookie(Reply.seeOther(keycloak.loginAddress(attempt)), session);
    }

    private Reply problem(BrowserSession session, int status, String text) {
        return page(session, status, "problem", Map.of("text", text));
    }

    private Reply page(BrowserSession session, String name, Map<String, ?> model) {
        return page(session, 200, name, model);
    }

    private Reply page(BrowserSession session, int status, String name, Map<String, ?> model) {
        var all = new HashMap<String, Object>(model);
        all.put("formSecret", session.formSecret());
        all.put("name", session.signedIn().map(SignedIn::name).orElse(""));
        return BrowserSessions.withCookie(Reply.html(status, pages.render(name, all)), session);
    }

    private synchronized AccessTokens accessTokens() {
        if (accessTokens == null) {
            try {
                var keys =
                        JWKSourceBuilder.create(keycloak.keysAddress().toURL()).build();
                accessTokens = new AccessTokens(addresses.issuer(), CLIENT_ID, keys);
            } catch (MalformedURLException e) {
                throw new UncheckedIOException(e);
            }
        }
        return accessTokens;
    }

    private URI at(String path) {
        return URI.create(addresses.app() + path);
    }
}
