package dev.mfapack.factors.code;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mfapack.core.challenge.Destination;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.keycloak.credential.CredentialModel;

/**
 * A destination bound to a person. The whole of it is in the secret data, which Keycloak never sends to a browser; the
 * credential data, which it may, holds the masked form, and whether the person has yet to prove that it is theirs.
 */
public final class CodeCredentialModel extends CredentialModel {

    /** Keys in the secret data: a number, or whatever else codes go to. */
    private static final String NUMBER = "number";

    private static final String ADDRESS = "address";
    private static final String UNCONFIRMED = "unconfirmed";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Destination destination;

    private CodeCredentialModel(CodeFactor factor, Destination destination) {
        this.destination = destination;
        setType(factor.factor().id());
    }

    /** A destination that the person, or an administrator for them, has proven. */
    public static CodeCredentialModel create(
            CodeFactor factor, Destination destination, String label, Instant created) {
        CodeCredentialModel model = new CodeCredentialModel(factor, destination);
        model.setUserLabel(label);
        model.setCreatedDate(created.toEpochMilli());
        model.setSecretData(JSON.createObjectNode()
                .put(secretKey(factor), destination.value())
                .toString());
        model.setCredentialData(data(destination).toString());
        return model;
    }

    /** The same, which counts for nothing until a code sent there was answered. */
    public CodeCredentialModel unconfirmed() {
        setCredentialData(data(destination).put(UNCONFIRMED, true).toString());
        return this;
    }

    /** From now on it counts. */
    public CodeCredentialModel confirmed() {
        setCredentialData(data(destination).toString());
        return this;
    }

    /**
     * A stored credential.
     *
     * @throws IllegalStateException when it holds no destination; the message does not repeat what it holds
     */
    public static CodeCredentialModel of(CodeFactor factor, CredentialModel stored) {
        CodeCredentialModel model = new CodeCredentialModel(factor, destinationIn(factor, stored));
        model.setId(stored.getId());
        model.setUserLabel(stored.getUserLabel());
        model.setCreatedDate(stored.getCreatedDate());
        model.setSecretData(stored.getSecretData());
        model.setCredentialData(stored.getCredentialData());
        return model;
    }

    public Destination destination() {
        return destination;
    }

    public boolean isConfirmed() {
        try {
            String data = getCredentialData();
            return data == null || !JSON.readTree(data).path(UNCONFIRMED).asBoolean(false);
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    /** For the person: the name they gave it, and the masked form. */
    public String display() {
        String masked = destination.masked();
        String label = getUserLabel();
        return label == null || label.isBlank() || label.equals(masked) ? masked : label + " (" + masked + ")";
    }

    private static ObjectNode data(Destination destination) {
        return JSON.createObjectNode().put("masked", destination.masked());
    }

    private static String secretKey(CodeFactor factor) {
        return switch (factor.factor()) {
            case SMS -> NUMBER;
            case EMAIL -> ADDRESS;
        };
    }

    private static Destination destinationIn(CodeFactor factor, CredentialModel stored) {
        try {
            @Nullable JsonNode value = JSON.readTree(stored.getSecretData()).get(secretKey(factor));
            return factor.stored(value.textValue());
        } catch (JsonProcessingException | RuntimeException e) {
            // The cause may repeat the destination.
            throw new IllegalStateException("credential " + stored.getId() + " holds no destination");
        }
    }
}
