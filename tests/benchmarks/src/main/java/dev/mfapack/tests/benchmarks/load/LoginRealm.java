package dev.mfapack.tests.benchmarks.load;

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
public final class LoginRealm {

    /** How many people have a password and nothing else. */
    public static final int PEOPLE = 200;

    /** Everybody's. */
    public static final String PASSWORD = "correct horse";

    private static final String TEMPLATE = "/dev/mfapack/realmtemplates/mfa-demo-realm.json";
    private static final List<String> PACK_FIELDS = List.of(
            "attributes",
            "loginTheme",
            "browserFlow",
            "resetCredentialsFlow",
            "authenticationFlows",
            "authenticatorConfig");

    private LoginRealm() {}

    /** The username of somebody who has a password and nothing else; numbers beyond {@link #PEOPLE} begin anew. */
    public static String person(int number) {
        return "person-" + number % PEOPLE;
    }

    /** With the flow, the policies, the theme, the listener and the mapper of the template. */
    public static ObjectNode withPack() {
        ObjectNode realm = template();
        // Rows of Keycloak's own would make the pack's row look smaller.
        realm.put("eventsEnabled", false).put("adminEventsEnabled", false);
        // The proxy would bring TLS; there is none here.
        realm.put("sslRequired", "none");
        ArrayNode users = realm.putArray("users");
        for (int i = 0; i < PEOPLE; i++) {
            users.add(personWithPassword(person(i)));
        }
        return realm;
    }

    /** The same with risk enforced: each login is judged, kept and learned from, and no score is high enough to ask for more. */
    public static ObjectNode withPackThatJudgesRisk() {
        ObjectNode realm = withPack();
        realm.withObject("/attributes")
                .put("mfa.risk.mode", "enforce")
                .put("mfa.risk.mfa-from", "100")
                .put("mfa.risk.phr-from", "100");
        return realm;
    }

    /** All other settings alike; Keycloak fills in its own flows. */
    public static ObjectNode plain() {
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

    /**
     * A mobile number of its own for each.
     *
     * @param which 0 to 999,999
     */
    public static String number(int which) {
        return "+4915228%06d".formatted(which);
    }

    /** Somebody who also has a phone, whose number was proven at another time. */
    public static ObjectNode personWithPhone(String name, String number) {
        ObjectNode person = personWithPassword(name);
        person.withArray("/credentials")
                .addObject()
                .put("type", "mfa-sms")
                .put("userLabel", "phone")
                .put("secretData", "{\"number\":\"" + number + "\"}")
                .put("credentialData", "{\"masked\":\"" + number.substring(0, 3) + " •••\"}");
        return person;
    }

    /** Somebody who also has an authenticator app, with the realm's policy: six digits every 30 s. */
    public static ObjectNode personWithTotp(String name, String secret) {
        ObjectNode person = personWithPassword(name);
        person.withArray("/credentials")
                .addObject()
                .put("type", "otp")
                .put("userLabel", "app")
                .put("secretData", "{\"value\":\"" + secret + "\"}")
                .put(
                        "credentialData",
                        "{\"subType\":\"totp\",\"digits\":6,\"counter\":0,\"period\":30,\"algorithm\":\"HmacSHA1\"}");
        return person;
    }

    /** Somebody who has a password and nothing else. */
    public static ObjectNode personWithPassword(String name) {
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
