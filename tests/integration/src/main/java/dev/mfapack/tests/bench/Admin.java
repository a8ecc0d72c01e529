package dev.mfapack.tests.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mfapack.tests.bench.server.KeycloakNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/** The administrator, working over the admin REST API of one node. Realms come and go here; what is inside one is {@link RealmAdmin}'s. */
public final class Admin {

    // The token of admin-cli lives for 60 s.
    private static final Duration TOKEN_LIFE = Duration.ofSeconds(40);

    private static final String KEY_PROVIDERS = "org.keycloak.keys.KeyProvider";

    private final KeycloakNode node;
    private String token = "";
    private Instant tokenUntil = Instant.MIN;
    private int shifts;

    /** The administrator at that node. */
    public Admin(KeycloakNode node) {
        this.node = node;
    }

    /**
     * Creates a realm from an export; one of the same name is deleted first. If the export names no key, the realm gets that of the run: making new RSA keys
     * would take the server longer than all the rest.
     *
     * @throws AssertionError when the server refuses it
     */
    public RealmAdmin importRealm(JsonNode realm) {
        String name = realm.path("realm").asText();
        deleteRealm(name);
        ObjectNode withKey = realm.deepCopy();
        if (!withKey.has("privateKey") && !withKey.at("/components").has(KEY_PROVIDERS)) {
            withKey.put("privateKey", RealmKey.BASE64);
        }
        send("POST", "", withKey.toString()).orFail();
        return realm(name);
    }

    /** Creates a realm from the text of an export; one of the same name is deleted first. */
    public RealmAdmin importRealm(String json) {
        return importRealm(JsonHttp.parse(json));
    }

    /** Creates a realm from an export file; one of the same name is deleted first. */
    public RealmAdmin importRealm(Path json) {
        try {
            return importRealm(Files.readString(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Creates a realm from an export on the class path; one of the same name is deleted first. */
    public RealmAdmin importRealmResource(String resource) {
        try (InputStream json = Admin.class.getResourceAsStream(resource)) {
            if (json == null) {
                throw new IllegalArgumentException("No such resource: " + resource);
            }
            return importRealm(new String(json.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes a realm if there is one of that name. */
    public void deleteRealm(String name) {
        JsonHttp.Answer answer = send("DELETE", "/" + name, "");
        if (answer.status() != 404) {
            answer.orFail();
        }
    }

    /** The realm of that name, which need not exist yet. */
    public RealmAdmin realm(String name) {
        return new RealmAdmin(this, name);
    }

    KeycloakNode node() {
        return node;
    }

    JsonHttp.Answer send(String method, String path, String body) {
        HttpRequest.BodyPublisher content =
                body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        return JsonHttp.send(HttpRequest.newBuilder(URI.create(node.baseUri() + "/admin/realms" + path))
                .header("Authorization", "Bearer " + token())
                .header("Content-Type", "application/json")
                .method(method, content));
    }

    private synchronized String token() {
        if (Instant.now().isAfter(tokenUntil) || shifts != node.clock().shifts()) {
            shifts = node.clock().shifts();
            JsonNode answer = JsonHttp.send(JsonHttp.form(
                            URI.create(node.baseUri() + "/realms/master/protocol/openid-connect/token"),
                            Map.of(
                                    "grant_type",
                                    "password",
                                    "client_id",
                                    "admin-cli",
                                    "username",
                                    KeycloakNode.ADMIN_USER,
                                    "password",
                                    KeycloakNode.ADMIN_PASSWORD)))
                    .orFail()
                    .json();
            token = answer.path("access_token").asText();
            tokenUntil = Instant.now().plus(TOKEN_LIFE);
        }
        return token;
    }

    /** Made when the first realm needs it. */
    private static final class RealmKey {

        static final String BASE64 = Base64.getEncoder().encodeToString(make().getEncoded());

        private static PrivateKey make() {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(2048);
                return generator.generateKeyPair().getPrivate();
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
