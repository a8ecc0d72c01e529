package dev.mfapack.tests.benchmarks.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mfapack.tests.bench.JsonHttp;
import dev.mfapack.tests.bench.KeyRequest;
import dev.mfapack.tests.bench.SoftPasskey;
import dev.mfapack.tests.benchmarks.load.SampleApp;
import java.net.URI;
import java.util.List;

/** A login by passkey without a browser, up to the one-time token. */
final class PasskeyLogin {

    /** RFC 7636, appendix B. */
    private static final String CODE_CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private final ApiClient client;
    private final SampleApp app;
    private String answer = "";

    private PasskeyLogin(ApiClient client, SampleApp app) {
        this.client = client;
        this.app = app;
    }

    static PasskeyLogin of(ApiClient client, SampleApp app) {
        return new PasskeyLogin(client, app);
    }

    /** Begins it. */
    JsonNode begin() {
        return ApiClient.json(client.post(
                "passkey/authenticate/begin",
                JsonHttp.MAPPER
                        .createObjectNode()
                        .put("clientId", app.clientId())
                        .put("codeChallenge", CODE_CHALLENGE)
                        .put("codeChallengeMethod", "S256")
                        .toString()));
    }

    /** What the passkey says to that. */
    void sign(JsonNode begun, SoftPasskey key) {
        URI server = app.endpoints();
        KeyRequest request = new KeyRequest(
                begun.at("/publicKey/challenge").asText(),
                begun.at("/publicKey/rpId").asText(),
                server.getScheme() + "://" + server.getAuthority(),
                List.of());
        ObjectNode sent = JsonHttp.MAPPER
                .createObjectNode()
                .put("clientId", app.clientId())
                .put("ceremony", begun.path("ceremony").asText());
        sent.set("credential", key.assertion(request));
        answer = sent.toString();
    }

    /** Has it verified. */
    void complete() {
        if (ApiClient.json(client.post("passkey/authenticate/complete", answer))
                .path("mfaToken")
                .asText()
                .isEmpty()) {
            throw new IllegalStateException("No mfaToken");
        }
    }
}
