package dev.mfapack.tests.benchmarks.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mfapack.tests.bench.RealmAdmin;
import java.net.URI;
import java.util.stream.StreamSupport;

/**
 * The template's app, as far as a login needs it. Nobody listens at its address: the redirect is read, not followed.
 *
 * @param endpoints of OpenID Connect, ending in a slash
 * @param clientId how it calls itself
 * @param secret with which it asks for tokens
 * @param redirectUri where a login ends
 */
public record SampleApp(URI endpoints, String clientId, String secret, String redirectUri) {

    private static final String CLIENT_ID = "sample-app";

    /** The app of a realm that was imported from this representation. */
    public static SampleApp of(RealmAdmin imported, JsonNode realm) {
        JsonNode client = StreamSupport.stream(realm.path("clients").spliterator(), false)
                .filter(it -> it.path("clientId").asText().equals(CLIENT_ID))
                .findFirst()
                .orElseThrow();
        return new SampleApp(
                URI.create(imported.node().publicUri() + "/realms/" + imported.name() + "/protocol/openid-connect/"),
                CLIENT_ID,
                client.path("secret").asText(),
                client.path("rootUrl").asText() + "/callback");
    }
}
