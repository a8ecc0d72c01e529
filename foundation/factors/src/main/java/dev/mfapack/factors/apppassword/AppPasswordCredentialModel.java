package dev.mfapack.factors.apppassword;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mfapack.core.apppassword.AppPasswords;
import dev.mfapack.core.lookup.LookupSecret;
import dev.mfapack.factors.hash.SecretHash;
import java.time.Instant;
import java.util.Optional;
import org.keycloak.credential.CredentialModel;

/**
 * One app password. The secret data holds its id part and the hash of the whole; the credential data, which Keycloak may send
 * to a browser, the service it is bound to, and when it ends.
 */
public final class AppPasswordCredentialModel extends CredentialModel {

    private static final String SERVICE = "service";
    private static final String EXPIRES = "expiresAt";
    private static final String ID = "id";
    private static final String HASH = "hash";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String idPart;
    private final SecretHash hash;
    private final String service;
    private final Optional<Instant> expiresAt;

    private AppPasswordCredentialModel(String idPart, SecretHash hash, String service, Optional<Instant> expiresAt) {
        this.idPart = idPart;
        this.hash = hash;
        this.service = service;
        this.expiresAt = expiresAt;
        setType(AppPasswords.TYPE);
    }

    static AppPasswordCredentialModel create(
            LookupSecret password,
            SecretHash hash,
            String name,
            String service,
            Optional<Instant> expiresAt,
            Instant created) {
        AppPasswordCredentialModel model = new AppPasswordCredentialModel(password.id(), hash, service, expiresAt);
        model.setUserLabel(name);
        model.setCreatedDate(created.toEpochMilli());
        model.setSecretData(JSON.createObjectNode()
                .put(ID, password.id())
                .<ObjectNode>set(HASH, hash.json())
                .toString());
        ObjectNode data = JSON.createObjectNode().put(SERVICE, service);
        expiresAt.ifPresent(end -> data.put(EXPIRES, end.toEpochMilli()));
        model.setCredentialData(data.toString());
        return model;
    }

    /**
     * A stored credential.
     *
     * @throws IllegalStateException when it holds no app password; the message does not repeat what it holds
     */
    static AppPasswordCredentialModel of(CredentialModel stored) {
        AppPasswordCredentialModel model = read(stored);
        model.setId(stored.getId());
        model.setUserLabel(stored.getUserLabel());
        model.setCreatedDate(stored.getCreatedDate());
        model.setSecretData(stored.getSecretData());
        model.setCredentialData(stored.getCredentialData());
        return model;
    }

    private static AppPasswordCredentialModel read(CredentialModel stored) {
        try {
            JsonNode secret = JSON.readTree(stored.getSecretData());
            JsonNode data = JSON.readTree(stored.getCredentialData());
            String idPart = secret.path(ID).asText();
            String service = data.path(SERVICE).asText();
            if (!idPart.isEmpty() && !service.isEmpty()) {
                return new AppPasswordCredentialModel(
                        idPart,
                        SecretHash.of(secret.path(HASH)),
                        service,
                        data.has(EXPIRES)
                                ? Optional.of(
                                        Instant.ofEpochMilli(data.path(EXPIRES).asLong()))
                                : Optional.empty());
            }
        } catch (JsonProcessingException | IllegalArgumentException e) {
            // Told below; the cause may repeat what it could not read.
        }
        throw new IllegalStateException("credential " + stored.getId() + " holds no app password");
    }

    String idPart() {
        return idPart;
    }

    SecretHash hash() {
        return hash;
    }

    /** The client, or the name of another service, that may take it. */
    public String service() {
        return service;
    }

    /** From when on it works no more; empty when it has no end. */
    public Optional<Instant> expiresAt() {
        return expiresAt;
    }

    boolean isExpiredAt(Instant now) {
        return expiresAt.filter(end -> !now.isBefore(end)).isPresent();
    }
}
