package dev.mfapack.tests.benchmarks.login;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mfapack.tests.bench.JsonHttp;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Predicate;

/** The realm as it ships, and the same one without what the pack brings; in both the same people, who have a password and nothing else. */
final class LoginRealm {

    static final int PEOPLE = 200;
    static final String PASSWORD = "correct horse";

    private static final String TEMPLATE = "/dev/mfapack/realmtemplates/mfa-demo-realm.json";
    private static final List<String> PACK_FIELDS = List.of(
            "attributes",
            "loginTheme",
            "browserFlow",
            "resetCredentialsFlow",
            "authenticationFlows",
            "authenticatorConfig");

    private LoginRealm() {}

    static String person(int number) {
        return "person-" + number % PEOPLE;
    }

    /** With the flow, the policies, the theme, the listener and the mapper of the template. */
    static ObjectNode withPack() {
        ObjectNode realm = template();
        // Rows of Keycloak's own would make the pack's row look smaller.
        realm.put("eventsEnabled", false).put("adminEventsEnabled", false);
        ArrayNode users = realm.putArray("users");
        for (int i = 0; i < PEOPLE; i++) {
            users.add(personWithPassword(person(i)));
        }
        return realm;
    }

    /** All other settings alike; Keycloak fills in its own flows. */
    static ObjectNode plain() {
        ObjectNode realm = withPack();
        realm.remove(PACK_FIELDS);
        removeFrom(realm.withArray("/eventsListeners"), listener -> isOfPack(listener.asText()));
        removeFrom(
                realm.withArray("/requiredActions"),
                action -> isOfPack(action.path("providerId").asText()));
        realm.path("clients")
                .forEach(client -> removeFrom(
                        client.path("protocolMappers"),
                        mapper -> isOfPack(mapper.path("protocolMapper").asText())));
        return realm;
    }

    private static boolean isOfPack(String providerId) {
        return providerId.startsWith("mfa-");
    }

    private static void removeFrom(JsonNode array, Predicate<JsonNode> unwanted) {
        for (var elements = array.elements(); elements.hasNext(); ) {
            if (unwanted.test(elements.next())) {
                elements.remove();
            }
        }
    }

    private static ObjectNode personWithPassword(String name) {
        ObjectNode person = JsonHttp.MAPPER
                .createObjectNode()
                .put("username", name)
                .put("enabled", true)
                .put("email", name + "@example.org")
                .put("emailVerified", true)
                .put("firstName", name)
                .put("lastName", "Example");
        person.putArray("credentials").addObject().put("type", "password").put("value", PASSWORD);
        return person;
    }

    private static ObjectNode template() {
        try (InputStream json = LoginRealm.class.getResourceAsStream(TEMPLATE)) {
            if (json == null) {
                throw new IllegalStateException("Not on the class path: " + TEMPLATE);
            }
            return (ObjectNode) JsonHttp.MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
