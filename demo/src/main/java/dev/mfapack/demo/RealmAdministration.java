package dev.mfapack.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import dev.mfapack.demo.web.Addresses;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * Moves a kept realm to other ports, and lets an app in, through Keycloak's administration API. It signs in as a client of its own, so that it still can after
 * somebody has changed the administrator's password.
 */
final class RealmAdministration {

    static final String CLIENT_ID = "demo-launcher";

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final ObjectMapper json = new ObjectMapper();
    private final URI realm;
    private final String authorization;

    private RealmAdministration(URI realm, String authorization) {
        this.realm = realm;
        this.authorization = authorization;
    }

    static RealmAdministration signIn(Addresses addresses, String secret) throws IOException, DemoException {
        var request = new TokenRequest.Builder(
                        URI.create(addresses.keycloak() + "/realms/master/protocol/openid-connect/token"),
                        new ClientSecretBasic(new ClientID(CLIENT_ID), new Secret(secret)),
                        new ClientCredentialsGrant())
                .build();
        try {
            var response = TokenResponse.parse(request.toHTTPRequest().send());
            if (!response.indicatesSuccess()) {
                throw new DemoException("Keycloak does not let the demo change its realm any more ("
                        + response.toErrorResponse().getErrorObject().getCode()
                        + "). Start it on the earlier ports, or with --fresh.");
            }
            var token = response.toSuccessResponse().getTokens().getAccessToken();
            return new RealmAdministration(
                    URI.create(addresses.keycloak() + "/admin/realms/" + Addresses.REALM),
                    token.toAuthorizationHeader());
        } catch (ParseException e) {
            throw new IOException("Keycloak's token answer cannot be read", e);
        }
    }

    /**
     * Adds the app of {@code bin/demo-passkey}, unless it is there, and lets it use the MFA REST API, as an operator does: by the flow
     * installer, which finds little else to do in this realm.
     */
    void letPasskeyAppIn() throws IOException, InterruptedException {
        var app = passkeyApp();
        String clientId = app.path("clientId").asText();
        if (json.readTree(send("GET", "/clients?clientId=" + clientId, "")).isEmpty()) {
            send("POST", "/clients", app.toString());
            var wanted = json.createObjectNode();
            wanted.putArray("apiClients").add(clientId);
            var plan = json.readTree(send("POST", "/mfa/flows/plan", wanted.toString()));
            send(
                    "POST",
                    "/mfa/flows/apply",
                    wanted.put("digest", plan.path("digest").asText()).toString());
        }
    }

    void move(Ports from, Ports to) throws IOException, InterruptedException {
        for (JsonNode client : json.readTree(send("GET", "/clients", ""))) {
            var moved = RealmTemplate.moved(client, from, to);
            if (!moved.equals(client)) {
                send("PUT", "/clients/" + client.path("id").asText(), moved.toString());
            }
        }
        var smtpServer = json.readTree(send("GET", "", "")).withObject("/smtpServer");
        var change = json.createObjectNode();
        change.set("smtpServer", RealmTemplate.smtpServer(smtpServer, to));
        send("PUT", "", change.toString());
    }

    private JsonNode passkeyApp() throws IOException {
        try (InputStream resource = RealmAdministration.class.getResourceAsStream("passkey-app.json")) {
            return json.readTree(resource);
        }
    }

    private String send(String method, String path, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(realm + path))
                .timeout(TIMEOUT)
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IOException("Keycloak answered " + response.statusCode() + " to " + method + " " + request.uri()
                    + ": " + response.body());
        }
        return response.body();
    }
}
