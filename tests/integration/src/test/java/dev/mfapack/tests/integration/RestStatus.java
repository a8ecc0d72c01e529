package dev.mfapack.tests.integration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mfapack.tests.bench.JsonHttp;
import dev.mfapack.tests.bench.RealmAdmin;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/** The status call, and what a realm needs so that an app may make it. */
final class RestStatus {

    private RestStatus() {}

    /** Gives the app's tokens the audience {@code mfa-api} with the scope {@code mfa}. */
    static void letIn(RealmAdmin realm, String clientId) {
        realm.createClient(
                JsonHttp.MAPPER.createObjectNode().put("clientId", "mfa-api").put("bearerOnly", true));
        ObjectNode scope = JsonHttp.MAPPER.createObjectNode().put("name", "mfa").put("protocol", "openid-connect");
        scope.putObject("attributes").put("include.in.token.scope", "true");
        ObjectNode mapper = scope.putArray("protocolMappers")
                .addObject()
                .put("name", "audience mfa-api")
                .put("protocol", "openid-connect")
                .put("protocolMapper", "oidc-audience-mapper");
        mapper.putObject("config")
                .put("included.client.audience", "mfa-api")
                .put("access.token.claim", "true")
                .put("id.token.claim", "false");
        done(realm.send("POST", "/client-scopes", scope.toString()));
        give(realm, clientId);
    }

    /** Another app may ask for that scope. */
    static void give(RealmAdmin realm, String clientId) {
        String scopeId = "";
        for (var known : realm.get("/client-scopes")) {
            scopeId =
                    known.path("name").asText().equals("mfa") ? known.path("id").asText() : scopeId;
        }
        done(realm.send("PUT", "/clients/" + realm.client(clientId).id() + "/optional-client-scopes/" + scopeId, ""));
    }

    private static void done(RealmAdmin.Answer answer) {
        if (answer.status() / 100 != 2) {
            throw new AssertionError(answer.toString());
        }
    }

    /** Status and body, with a space between. */
    static String call(RealmAdmin realm, Map<String, String> headers) {
        return call(realm, "status", headers);
    }

    /** The same of another call of a person. */
    static String call(RealmAdmin realm, String call, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                URI.create(realm.node().publicUri() + "/realms/" + realm.name() + "/mfa/v1/" + call));
        headers.forEach(request::header);
        try {
            HttpResponse<String> response =
                    HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
            return response.statusCode() + " " + response.body();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
