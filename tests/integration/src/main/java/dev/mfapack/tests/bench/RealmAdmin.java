package dev.mfapack.tests.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mfapack.tests.bench.server.KeycloakNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;

/** The administrator of one realm. Every call is a request to the server; nothing is remembered here. */
public final class RealmAdmin {

    private final Admin admin;
    private final String name;

    RealmAdmin(Admin admin, String name) {
        this.admin = admin;
        this.name = name;
    }

    /** The realm's name. */
    public String name() {
        return name;
    }

    /** The node that this administrator works on. */
    public KeycloakNode node() {
        return admin.node();
    }

    /** The realm as the server represents it, without people and clients. */
    public ObjectNode representation() {
        return object(get(""));
    }

    /** Reads the realm, changes it and writes it back. */
    public void update(Consumer<ObjectNode> change) {
        ObjectNode realm = representation();
        change.accept(realm);
        put("", realm);
    }

    /** A realm attribute, such as {@code mfa.…}. */
    public Optional<String> attribute(String key) {
        JsonNode value = representation().path("attributes").path(key);
        return value.isMissingNode() ? Optional.empty() : Optional.of(value.asText());
    }

    /** Sets a realm attribute. */
    public void attribute(String key, String value) {
        update(realm -> realm.withObject("/attributes").put(key, value));
    }

    /**
     * Switches Keycloak's own brute-force detection on.
     *
     * @param failures after how many the person is locked
     * @param waitSeconds for how long, the first time
     */
    public void protectAgainstBruteForce(int failures, int waitSeconds) {
        update(realm -> realm.put("bruteForceProtected", true)
                .put("permanentLockout", false)
                .put("failureFactor", failures)
                .put("waitIncrementSeconds", waitSeconds)
                .put("maxFailureWaitSeconds", Math.max(waitSeconds, 900))
                // The quick-login check would lock people who are as fast as a test.
                .put("quickLoginCheckMilliSeconds", 0));
    }

    /** Switches Keycloak's own brute-force detection off. */
    public void withoutBruteForceProtection() {
        update(realm -> realm.put("bruteForceProtected", false));
    }

    /** Keeps user events and admin events of all types, to be read by {@link #events} and {@link #adminEvents}. */
    public void keepEvents() {
        update(realm -> {
            realm.put("eventsEnabled", true).put("adminEventsEnabled", true).put("adminEventsDetailsEnabled", true);
            realm.putArray("enabledEventTypes");
        });
    }

    /** Sends the realm's mail to the run's mailboxes. */
    public void sendMailTo(Mailbox mailbox) {
        update(realm -> realm.putObject("smtpServer")
                .put("host", "localhost")
                .put("port", Integer.toString(mailbox.smtpPort()))
                .put("from", "keycloak@example.org"));
    }

    /** User events, newest first, of these types or of all; kept only after {@link #keepEvents()}. */
    public List<JsonNode> events(String... types) {
        StringBuilder query = new StringBuilder("/events?max=500");
        for (String type : types) {
            query.append("&type=").append(JsonHttp.encode(type));
        }
        return list(get(query.toString()));
    }

    /** Admin events, newest first; kept only after {@link #keepEvents()}. */
    public List<JsonNode> adminEvents() {
        return list(get("/admin-events?max=500"));
    }

    /** Forgets all events. */
    public void clearEvents() {
        admin.send("DELETE", path("/events"), "").orFail();
        admin.send("DELETE", path("/admin-events"), "").orFail();
    }

    /** Ends every session of the realm. */
    public void logoutAll() {
        admin.send("POST", path("/logout-all"), "").orFail();
    }

    /** Forgets all failures that Keycloak's brute-force detection has counted. */
    public void clearBruteForce() {
        admin.send("DELETE", path("/attack-detection/brute-force/users"), "").orFail();
    }

    /** Creates an enabled person with that password, a name, and a verified address {@code <username>@example.org}. */
    public Person createPerson(String username, String password) {
        return createPerson(username, password, person -> {});
    }

    /** As {@link #createPerson(String, String)}, with a change to the representation before it is sent. */
    public Person createPerson(String username, String password, Consumer<ObjectNode> change) {
        ObjectNode person = JsonHttp.MAPPER
                .createObjectNode()
                .put("username", username)
                .put("enabled", true)
                .put("email", username + "@example.org")
                .put("emailVerified", true)
                .put("firstName", username)
                .put("lastName", "Example");
        person.putArray("credentials")
                .addObject()
                .put("type", "password")
                .put("value", password)
                .put("temporary", false);
        change.accept(person);
        admin.send("POST", path("/users"), person.toString()).orFail();
        return person(username);
    }

    /**
     * The person of that name.
     *
     * @throws AssertionError when there is none
     */
    public Person person(String username) {
        JsonNode found = get("/users?exact=true&username=" + JsonHttp.encode(username));
        if (found.size() != 1) {
            throw new AssertionError("No person " + username + " in " + name);
        }
        return new Person(found.get(0).path("id").asText(), username);
    }

    /** Creates a client from its representation. */
    public Client createClient(JsonNode client) {
        admin.send("POST", path("/clients"), client.toString()).orFail();
        return client(client.path("clientId").asText());
    }

    /**
     * The client of that client id.
     *
     * @throws AssertionError when there is none
     */
    public Client client(String clientId) {
        JsonNode found = get("/clients?clientId=" + JsonHttp.encode(clientId));
        if (found.size() != 1) {
            throw new AssertionError("No client " + clientId + " in " + name);
        }
        return new Client(found.get(0).path("id").asText(), clientId);
    }

    /** The executions of a flow with all its sub-flows, in order, as the admin console lists them. */
    public List<JsonNode> executions(String flowAlias) {
        return list(get("/authentication/flows/" + pathSegment(flowAlias) + "/executions"));
    }

    /**
     * Gives the first execution of that provider in that flow these config values, beside those it has; creates the config when there is none.
     *
     * @throws AssertionError when the server refuses a value
     */
    public void configure(String flowAlias, String providerId, Map<String, String> values) {
        JsonNode execution = execution(flowAlias, providerId);
        String configId = execution.path("authenticationConfig").asText("");
        if (configId.isEmpty()) {
            ObjectNode config = JsonHttp.MAPPER.createObjectNode().put("alias", providerId + " " + flowAlias);
            values.forEach(config.putObject("config")::put);
            admin.send(
                            "POST",
                            path("/authentication/executions/"
                                    + execution.path("id").asText() + "/config"),
                            config.toString())
                    .orFail();
        } else {
            ObjectNode config = object(get("/authentication/config/" + configId));
            values.forEach(config.withObject("/config")::put);
            put("/authentication/config/" + configId, config);
        }
    }

    /**
     * Sets the requirement of the first execution of that provider in that flow.
     *
     * @param requirement {@code REQUIRED}, {@code ALTERNATIVE}, {@code CONDITIONAL} or {@code DISABLED}
     */
    public void require(String flowAlias, String providerId, String requirement) {
        ObjectNode execution = object(execution(flowAlias, providerId));
        put(
                "/authentication/flows/" + pathSegment(flowAlias) + "/executions",
                execution.put("requirement", requirement));
    }

    /** Switches a required action on or off. */
    public void switchAction(String alias, boolean on) {
        ObjectNode action = object(get("/authentication/required-actions/" + pathSegment(alias)));
        put("/authentication/required-actions/" + pathSegment(alias), action.put("enabled", on));
    }

    private JsonNode execution(String flowAlias, String providerId) {
        return executions(flowAlias).stream()
                .filter(e -> e.path("providerId").asText().equals(providerId))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No " + providerId + " in " + flowAlias));
    }

    /** A GET below the realm's admin address; the path begins with a slash. */
    public JsonNode get(String path) {
        return admin.send("GET", path(path), "").orFail().json();
    }

    /** A PUT below the realm's admin address; the path begins with a slash. */
    public void put(String path, JsonNode body) {
        admin.send("PUT", path(path), body.toString()).orFail();
    }

    /** Any request below the realm's admin address, whose answer is not judged; an empty body is none. */
    public Answer send(String method, String path, String body) {
        JsonHttp.Answer answer = admin.send(method, path(path), body);
        return new Answer(answer.status(), answer.response().body());
    }

    private String path(String path) {
        return "/" + pathSegment(name) + path;
    }

    private static String pathSegment(String text) {
        return JsonHttp.encode(text).replace("+", "%20");
    }

    private static ObjectNode object(JsonNode node) {
        return (ObjectNode) node;
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    /**
     * What the server said.
     *
     * @param status the HTTP status
     * @param body as it came
     */
    public record Answer(int status, String body) {

        /** The body as JSON; a missing node when it is empty. */
        public JsonNode json() {
            return JsonHttp.parse(body);
        }
    }

    /** One person of the realm. */
    public final class Person {

        private final String id;
        private final String username;

        private Person(String id, String username) {
            this.id = id;
            this.username = username;
        }

        /** The server's id of the person. */
        public String id() {
            return id;
        }

        /** What the person types at login. */
        public String username() {
            return username;
        }

        /** The person as the server represents it. */
        public ObjectNode representation() {
            return object(RealmAdmin.this.get(path()));
        }

        /** Reads the person, changes it and writes it back. */
        public void update(Consumer<ObjectNode> change) {
            ObjectNode person = representation();
            change.accept(person);
            RealmAdmin.this.put(path(), person);
        }

        /** Sets a password that need not be changed at the next login. */
        public void password(String password) {
            RealmAdmin.this.put(
                    path() + "/reset-password",
                    JsonHttp.MAPPER
                            .createObjectNode()
                            .put("type", "password")
                            .put("value", password)
                            .put("temporary", false));
        }

        /** Has the person do this at the next login; {@code alias} is the required action's provider id. */
        public void requireAction(String alias) {
            update(person -> person.withArray("/requiredActions").add(alias));
        }

        /** What the person still has to do at the next login. */
        public List<String> requiredActions() {
            return list(representation().path("requiredActions")).stream()
                    .map(JsonNode::asText)
                    .toList();
        }

        /** Gives the person a one-time password account, as if enrolled; the returned app shows its codes. */
        public Totp addTotp(String secret) {
            ObjectNode credential =
                    JsonHttp.MAPPER.createObjectNode().put("type", "otp").put("userLabel", "app");
            credential.put(
                    "secretData",
                    JsonHttp.MAPPER.createObjectNode().put("value", secret).toString());
            credential.put(
                    "credentialData",
                    JsonHttp.MAPPER
                            .createObjectNode()
                            .put("subType", "totp")
                            .put("digits", 6)
                            .put("counter", 0)
                            .put("period", 30)
                            .put("algorithm", "HmacSHA1")
                            .toString());
            bind(credential);
            return Totp.ofSecretData(secret);
        }

        /** Gives the person a passkey, as if enrolled without attestation. */
        public SoftPasskey addPasskey() {
            SoftPasskey passkey = SoftPasskey.passkey(id);
            bind(passkey.credential());
            return passkey;
        }

        /** Gives the person a security key as a second factor, as if enrolled without attestation. */
        public SoftPasskey addSecurityKey() {
            SoftPasskey key = SoftPasskey.securityKey();
            bind(key.credential());
            return key;
        }

        /** What stands in the representation is added to what the person has. */
        private void bind(ObjectNode credential) {
            update(person -> person.putArray("credentials").add(credential));
        }

        /** The person's credentials, without their secrets. */
        public List<JsonNode> credentials() {
            return list(RealmAdmin.this.get(path() + "/credentials"));
        }

        /** The person's credentials of that type. */
        public List<JsonNode> credentials(String type) {
            return credentials().stream()
                    .filter(c -> c.path("type").asText().equals(type))
                    .toList();
        }

        /** Deletes one credential. */
        public void deleteCredential(String credentialId) {
            admin.send("DELETE", RealmAdmin.this.path(path() + "/credentials/" + credentialId), "")
                    .orFail();
        }

        /** Whether Keycloak's brute-force detection keeps the person out now. */
        public boolean isLocked() {
            return bruteForce().path("disabled").asBoolean();
        }

        /** What Keycloak's brute-force detection knows: {@code numFailures}, {@code disabled}, {@code lastFailure}, … */
        public JsonNode bruteForce() {
            return RealmAdmin.this.get("/attack-detection/brute-force/users/" + id);
        }

        /** The person's sessions. */
        public List<JsonNode> sessions() {
            return list(RealmAdmin.this.get(path() + "/sessions"));
        }

        /** Ends all sessions of the person. */
        public void logout() {
            admin.send("POST", RealmAdmin.this.path(path() + "/logout"), "").orFail();
        }

        /** Gives the person a role of the realm. */
        public void grantRealmRole(String role) {
            grant("/role-mappings/realm", RealmAdmin.this.get("/roles/" + pathSegment(role)));
        }

        /** Gives the person a role of a client. */
        public void grantClientRole(String clientId, String role) {
            String client = client(clientId).id();
            grant(
                    "/role-mappings/clients/" + client,
                    RealmAdmin.this.get("/clients/" + client + "/roles/" + pathSegment(role)));
        }

        private void grant(String where, JsonNode role) {
            admin.send(
                            "POST",
                            RealmAdmin.this.path(path() + where),
                            JsonHttp.MAPPER.createArrayNode().add(role).toString())
                    .orFail();
        }

        /** Deletes the person. */
        public void delete() {
            admin.send("DELETE", RealmAdmin.this.path(path()), "").orFail();
        }

        private String path() {
            return "/users/" + id;
        }
    }

    /** One client of the realm. */
    public final class Client {

        private final String id;
        private final String clientId;

        private Client(String id, String clientId) {
            this.id = id;
            this.clientId = clientId;
        }

        /** The server's id of the client. */
        public String id() {
            return id;
        }

        /** What the client calls itself. */
        public String clientId() {
            return clientId;
        }

        /** The client's secret; empty for a public client. */
        public String secret() {
            return representation().path("secret").asText("");
        }

        /** The client as the server represents it. */
        public ObjectNode representation() {
            return object(RealmAdmin.this.get("/clients/" + id));
        }

        /** Reads the client, changes it and writes it back. */
        public void update(Consumer<ObjectNode> change) {
            ObjectNode client = representation();
            change.accept(client);
            RealmAdmin.this.put("/clients/" + id, client);
        }

        /** Sets a client attribute, such as {@code default.acr.values}. */
        public void attribute(String key, String value) {
            update(client -> client.withObject("/attributes").put(key, value));
        }

        /** Lets the server redirect there too. */
        public void allowRedirect(String uri) {
            update(client -> client.withArray("/redirectUris").add(uri));
        }

        /** Deletes the client. */
        public void delete() {
            admin.send("DELETE", RealmAdmin.this.path("/clients/" + id), "").orFail();
        }
    }
}
