package dev.mfapack.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.stream.StreamSupport;
import org.apache.commons.codec.binary.Base32;

/** The demo realm as the pack ships it, and what has to change in it when ports do. */
final class RealmTemplate {

    static final String IN_PACK = "dev/mfapack/realmtemplates/mfa-demo-realm.json";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode realm;

    private RealmTemplate(ObjectNode realm) {
        this.realm = realm;
    }

    static RealmTemplate inPack(Path packJar) throws IOException, DemoException {
        try (var jar = new JarFile(packJar.toFile())) {
            var entry = jar.getJarEntry(IN_PACK);
            if (entry == null) {
                throw new DemoException(packJar + " has no " + IN_PACK + ".");
            }
            return parse(new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    static RealmTemplate parse(String json) throws IOException {
        return new RealmTemplate((ObjectNode) JSON.readTree(json));
    }

    String digest() {
        return new Digest().add(realm.toString()).hex();
    }

    /** The whole realm for the first start. The template itself is written for the default ports. */
    String importedOn(Ports ports) {
        var moved = (ObjectNode) moved(realm, Ports.DEFAULT, ports);
        moved.set("smtpServer", smtpServer(moved.withObject("/smtpServer"), ports));
        return moved.toPrettyString();
    }

    /** Mails go to the demo's own mailbox, which knows neither passwords nor TLS. */
    static ObjectNode smtpServer(ObjectNode before, Ports ports) {
        return before.put("host", "localhost")
                .put("port", String.valueOf(ports.smtp()))
                .put("auth", "false")
                .put("ssl", "false")
                .put("starttls", "false");
    }

    /** The same JSON with every address of the demo on its new port, wherever it stands in a text. */
    static JsonNode moved(JsonNode json, Ports from, Ports to) {
        if (json instanceof ObjectNode object) {
            var moved = JSON.createObjectNode();
            object.properties().forEach(field -> moved.set(field.getKey(), moved(field.getValue(), from, to)));
            return moved;
        }
        if (json instanceof ArrayNode array) {
            var moved = JSON.createArrayNode();
            array.forEach(element -> moved.add(moved(element, from, to)));
            return moved;
        }
        return json.isTextual() ? TextNode.valueOf(moved(json.textValue(), from, to)) : json;
    }

    private static String moved(String text, Ports from, Ports to) {
        return LocalAddress.replacePorts(text, port -> {
            if (port == from.app()) {
                return to.app();
            }
            if (port == from.phone()) {
                return to.phone();
            }
            return port == from.keycloak() ? to.keycloak() : port;
        });
    }

    /**
     * Somebody who can sign in.
     *
     * @param password as the template has it, empty when it has none
     * @param factors in words, beyond the password
     */
    record Person(String username, Optional<String> password, List<String> factors) {}

    List<Person> people() {
        return StreamSupport.stream(realm.path("users").spliterator(), false)
                .filter(user -> !user.has("serviceAccountClientId"))
                .map(RealmTemplate::person)
                .toList();
    }

    private static Person person(JsonNode user) {
        Optional<String> password = Optional.empty();
        var factors = new ArrayList<String>();
        for (var credential : user.path("credentials")) {
            String type = credential.path("type").asText();
            if (type.equals("password")) {
                password = Optional.ofNullable(credential.path("value").textValue());
            } else {
                factors.add(inWords(type, credential));
            }
        }
        for (var action : user.path("requiredActions")) {
            factors.add("asked to set up " + inWords(action.asText(), user) + " at the next login");
        }
        return new Person(user.path("username").asText(), password, List.copyOf(factors));
    }

    private static String inWords(String type, JsonNode credential) {
        String label = credential.path("userLabel").asText();
        String named = label.isEmpty() ? "" : " (" + label + ")";
        return switch (type) {
            case "otp" -> "an authenticator app" + authenticatorKey(credential);
            case "CONFIGURE_TOTP" -> "an authenticator app";
            case "webauthn-passwordless", "webauthn-register-passwordless" -> "a passkey" + named;
            case "webauthn", "webauthn-register" -> "a security key" + named;
            case "mfa-sms", "mfa-enroll-sms" -> "codes by SMS" + named;
            case "mfa-email" -> "codes by email" + named;
            default -> type + named;
        };
    }

    /** Keycloak keeps the secret as text; authenticator apps take it in Base32. */
    private static String authenticatorKey(JsonNode credential) {
        try {
            String secret = JSON.readTree(credential.path("secretData").asText())
                    .path("value")
                    .asText();
            return secret.isEmpty()
                    ? ""
                    : " (key "
                            + new Base32()
                                    .encodeToString(secret.getBytes(StandardCharsets.UTF_8))
                                    .replace("=", "") + ")";
        } catch (JsonProcessingException e) {
            return "";
        }
    }
}
