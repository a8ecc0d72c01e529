package dev.mfapack.demo.passkey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/**
 * The app. {@code enrol} logs in once by the browser and registers a passkey, {@code login} needs no browser from then on, and {@code logout} ends
 * the session. {@code bin/demo-passkey} calls it.
 */
public final class PasskeyApp {

    /** The client of the demo realm that this app is. It can keep no secret: whoever has the app has everything in it. */
    static final String CLIENT_ID = "demo-passkey";

    /** RFC 9470: the first login may be too weak or too old for a new factor, the one that was asked for is not. */
    private static final int MOST_LOGINS = 2;

    private static final String MFA_TOKEN_GRANT = "urn:mfa-pack:grant-type:mfa-token";

    private final Realm realm;
    private final Kept kept;

    private PasskeyApp(Realm realm, Kept kept) {
        this.realm = realm;
        this.kept = kept;
    }

    /**
     * Runs one command.
     *
     * @param arguments {@code enrol}, {@code login} or {@code logout}; the issuer's address; the file that keeps the passkey and the session
     */
    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length != 3) {
            System.err.println("Say enrol, login or logout, then the issuer, then the file.");
            System.exit(2);
        }
        try {
            var app = new PasskeyApp(Realm.at(URI.create(arguments[1])), new Kept(Path.of(arguments[2])));
            app.run(arguments[0]);
        } catch (Refused refused) {
            System.err.println(refused.getMessage());
            System.exit(1);
        } catch (IOException e) {
            System.err.println(arguments[1] + " does not answer as it should: " + e);
            System.exit(1);
        }
    }

    private void run(String command) throws IOException, InterruptedException, Refused {
        switch (command) {
            case "enrol" -> enrol();
            case "login" -> logIn();
            case "logout" -> logOut();
            default -> throw new Refused("There is no command " + command + ": say enrol, login or logout.");
        }
    }

    /** A passkey is bound to a person who is logged in already: by the browser, this once. */
    private void enrol() throws IOException, InterruptedException, Refused {
        Map<String, String> asked = Map.of();
        for (int login = 1; ; login++) {
            String token = LoopbackLogin.of(realm).accessToken(asked);
            Realm.Answer begun = realm.api("passkey/register/begin", token, realm.json());
            if (begun.isInsufficient() && login < MOST_LOGINS) {
                asked = Map.of(
                        "acr_values", begun.text("acr_values"),
                        "max_age", begun.text("max_age"));
                System.out.println("That login is not enough to bind a passkey. The server asks for " + asked + ".");
                continue;
            }
            register(token, begun.orRefused());
            return;
        }
    }

    private void register(String token, JsonNode begun) throws IOException, InterruptedException, Refused {
        var passkey = SoftwarePasskey.create(begun.path("publicKey"), realm.origin());
        ObjectNode answer =
                realm.json().put("ceremony", begun.path("ceremony").asText()).put("label", "terminal");
        answer.set("credential", passkey.registration(begun.path("publicKey")));
        JsonNode bound = realm.api("passkey/register/complete", token, answer).orRefused();
        kept.passkey(passkey);
        System.out.println("Registered the passkey \"" + bound.path("label").asText() + "\".");
    }

    private void logIn() throws IOException, InterruptedException, Refused {
        SoftwarePasskey passkey = kept.passkey();
        var proof = CodeVerifier.random();
        JsonNode begun = realm.api(
                        "passkey/authenticate/begin",
                        "",
                        realm.json()
                                .put("clientId", CLIENT_ID)
                                .put("codeChallenge", proof.challenge())
                                .put("codeChallengeMethod", "S256"))
                .orRefused();
        ObjectNode answer =
                realm.json().put("ceremony", begun.path("ceremony").asText()).put("clientId", CLIENT_ID);
        answer.set("credential", passkey.assertion(begun.path("publicKey")));
        // Before it is sent: an answer that was lost on its way back has counted all the same.
        kept.passkey(passkey);
        JsonNode proven = realm.api("passkey/authenticate/complete", "", answer).orRefused();
        JsonNode tokens = realm.token(Map.of(
                        "grant_type",
                        MFA_TOKEN_GRANT,
                        "mfa_token",
                        proven.path("mfaToken").asText(),
                        "code_verifier",
                        proof.value(),
                        "scope",
                        "openid"))
                .orRefused();
        kept.refreshToken(tokens.path("refresh_token").asText());
        JsonNode claims = realm.claims(tokens.path("id_token").asText());
        System.out.println("Logged in as " + claims.path("preferred_username").asText() + ", by the passkey alone.");
        System.out.println("  acr        " + claims.path("acr").asText());
        System.out.println("  amr        " + claims.path("amr"));
        System.out.println(
                "  auth_time  " + Instant.ofEpochSecond(claims.path("auth_time").asLong()));
    }

    private void logOut() throws IOException, InterruptedException, Refused {
        String refreshToken = kept.refreshToken();
        realm.endSession(refreshToken);
        kept.refreshToken("");
        System.out.println("Logged out.");
        Realm.Answer late = realm.token(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
        if (late.isSuccess()) {
            throw new Refused("The refresh token still works.");
        }
        System.out.println("The refresh token is refused from now on: " + late.text("error") + ".");
    }

    /** What the server, or this app, does not do; the message tells the person why. */
    static final class Refused extends Exception {

        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }
}
