package dev.mfapack.factors.sms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mfapack.core.challenge.Factor;
import dev.mfapack.core.phone.PhoneNumber;
import java.time.Instant;
import org.keycloak.credential.CredentialModel;

/**
 * A telephone number bound to a person. The full number is in the secret data, which Keycloak never sends to a browser;
 * the credential data, which it may, holds the masked one.
 */
public final class SmsCredentialModel extends CredentialModel {

    /** Credential type, authenticator id and reference category. */
    public static final String TYPE = Factor.SMS.id();

    private static final ObjectMapper JSON = new ObjectMapper();

    private final PhoneNumber number;

    private SmsCredentialModel(PhoneNumber number) {
        this.number = number;
        setType(TYPE);
    }

    /** A newly proven number. */
    public static SmsCredentialModel create(PhoneNumber number, String label, Instant created) {
        SmsCredentialModel model = new SmsCredentialModel(number);
        model.setUserLabel(label);
        model.setCreatedDate(created.toEpochMilli());
        model.setSecretData(JSON.createObjectNode().put("number", number.e164()).toString());
        model.setCredentialData(
                JSON.createObjectNode().put("masked", number.masked()).toString());
        return model;
    }

    /**
     * A stored credential.
     *
     * @throws IllegalStateException when it holds no number
     */
    public static SmsCredentialModel of(CredentialModel stored) {
        SmsCredentialModel model = new SmsCredentialModel(numberIn(stored));
        model.setId(stored.getId());
        model.setUserLabel(stored.getUserLabel());
        model.setCreatedDate(stored.getCreatedDate());
        model.setSecretData(stored.getSecretData());
        model.setCredentialData(stored.getCredentialData());
        return model;
    }

    public PhoneNumber number() {
        return number;
    }

    private static PhoneNumber numberIn(CredentialModel stored) {
        try {
            JsonNode number = JSON.readTree(stored.getSecretData()).get("number");
            return new PhoneNumber(number.textValue());
        } catch (JsonProcessingException | RuntimeException e) {
            // The cause may repeat the number.
            throw new IllegalStateException("credential " + stored.getId() + " holds no telephone number");
        }
    }
}
