package dev.mfapack.tests.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mfapack.tests.bench.JsonHttp;
import dev.mfapack.tests.bench.RealmAdmin;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The flow installer of one realm, by admin REST. */
final class FlowInstaller {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final RealmAdmin realm;

    private FlowInstaller(RealmAdmin realm) {
        this.realm = realm;
    }

    static FlowInstaller of(RealmAdmin realm) {
        return new FlowInstaller(realm);
    }

    /** The plan for the whole realm, or for these clients. */
    JsonNode plan(String... clients) {
        return done(realm.send("POST", "/mfa/flows/plan", request(clients).toString()));
    }

    /** Plans and applies. */
    JsonNode apply(String... clients) {
        return done(applyPlan(plan(clients).path("digest").asText(), clients));
    }

    RealmAdmin.Answer applyPlan(String digest, String... clients) {
        return realm.send(
                "POST",
                "/mfa/flows/apply",
                request(clients).put("digest", digest).toString());
    }

    /** The plan for the whole realm, by which these apps may use the REST API. */
    JsonNode planLettingIn(String... apps) {
        return done(tryPlanLettingIn(apps));
    }

    RealmAdmin.Answer tryPlanLettingIn(String... apps) {
        return realm.send("POST", "/mfa/flows/plan", lettingIn(apps).toString());
    }

    JsonNode applyLettingIn(String... apps) {
        String digest = planLettingIn(apps).path("digest").asText();
        return done(realm.send(
                "POST",
                "/mfa/flows/apply",
                lettingIn(apps).put("digest", digest).toString()));
    }

    JsonNode rollBack() {
        return done(tryRollBack());
    }

    RealmAdmin.Answer tryRollBack() {
        return realm.send("POST", "/mfa/flows/rollback", "{}");
    }

    static JsonNode parsed(HttpResponse<String> answer) {
        return AdminCli.parse(answer.body());
    }

    /** Any of the calls, by somebody else or without anybody; a blank token is none. */
    HttpResponse<String> call(String verb, String body, String token, String accept) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(realm.node().baseUri() + "/admin/realms/" + realm.name() + "/mfa/flows/" + verb))
                .header("Accept", accept)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!token.isBlank()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** What is changed, each as {@code what: where}. */
    static List<String> changes(JsonNode answer) {
        return list(answer.path("changes"))
                .map(change -> change.path("what").asText() + ": "
                        + change.path("where").asText())
                .toList();
    }

    static List<String> warnings(JsonNode answer) {
        return list(answer.path("warnings")).map(JsonNode::asText).toList();
    }

    /** All of the realm that the installer might touch, to be compared. */
    static JsonNode state(RealmAdmin realm) {
        ObjectNode state = JsonHttp.MAPPER.createObjectNode();
        state.set("realm", realm.representation());
        ObjectNode flows = state.putObject("flows");
        for (JsonNode flow : realm.get("/authentication/flows")) {
            String alias = flow.path("alias").asText();
            flows.set(alias, JsonHttp.MAPPER.valueToTree(realm.executions(alias)));
        }
        state.set("actions", realm.get("/authentication/required-actions"));
        state.set("scopes", sortedById(realm.get("/client-scopes")));
        state.set("clients", sortedById(realm.get("/clients")));
        sortSets(state);
        return state;
    }

    /** Keycloak lists names, such as a client's scopes, in the order in which the database gives them. */
    private static void sortSets(JsonNode node) {
        if (node instanceof ArrayNode array && list(array).allMatch(JsonNode::isTextual)) {
            List<String> names = list(array).map(JsonNode::asText).sorted().toList();
            array.removeAll();
            names.forEach(array::add);
        } else {
            node.forEach(FlowInstaller::sortSets);
        }
    }

    private static JsonNode sortedById(JsonNode array) {
        return JsonHttp.MAPPER.valueToTree(list(array)
                .sorted(Comparator.comparing(node -> node.path("id").asText()))
                .toList());
    }

    private static Stream<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static ObjectNode request(String... clients) {
        ObjectNode request = JsonHttp.MAPPER.createObjectNode();
        if (clients.length > 0) {
            List.of(clients).forEach(request.putArray("clients")::add);
        }
        return request;
    }

    private static ObjectNode lettingIn(String... apps) {
        ObjectNode request = JsonHttp.MAPPER.createObjectNode();
        List.of(apps).forEach(request.putArray("apiClients")::add);
        return request;
    }

    private static JsonNode done(RealmAdmin.Answer answer) {
        if (answer.status() != 200) {
            throw new AssertionError(answer.toString());
        }
        return answer.json();
    }
}
