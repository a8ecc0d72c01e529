package dev.mfapack.factors.backupcode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mfapack.core.backupcode.BackupCodes;
import dev.mfapack.factors.hash.SecretHash;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.keycloak.credential.CredentialModel;

/**
 * All backup codes of a person as one credential. The secret data holds a hash for each id part, and is never changed; which
 * of them are spent stands in {@code MFA_SPENT}. The credential data, which Keycloak may send to a browser, holds their number.
 */
public final class BackupCodesCredentialModel extends CredentialModel {

    private static final String CODES = "codes";
    private static final String COUNT = "count";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, SecretHash> hashes;

    private BackupCodesCredentialModel(Map<String, SecretHash> hashes) {
        this.hashes = new LinkedHashMap<>(hashes);
        setType(BackupCodes.TYPE);
    }

    static BackupCodesCredentialModel create(Map<String, SecretHash> hashes, Instant created) {
        BackupCodesCredentialModel model = new BackupCodesCredentialModel(hashes);
        model.setCreatedDate(created.toEpochMilli());
        ObjectNode codes = JSON.createObjectNode();
        hashes.forEach((id, hash) -> codes.set(id, hash.json()));
        model.setSecretData(
                JSON.createObjectNode().<ObjectNode>set(CODES, codes).toString());
        model.setCredentialData(
                JSON.createObjectNode().put(COUNT, hashes.size()).toString());
        return model;
    }

    /**
     * A stored credential.
     *
     * @throws IllegalStateException when it holds no backup codes; the message does not repeat what it holds
     */
    static BackupCodesCredentialModel of(CredentialModel stored) {
        BackupCodesCredentialModel model = new BackupCodesCredentialModel(hashesIn(stored));
        model.setId(stored.getId());
        model.setUserLabel(stored.getUserLabel());
        model.setCreatedDate(stored.getCreatedDate());
        model.setSecretData(stored.getSecretData());
        model.setCredentialData(stored.getCredentialData());
        return model;
    }

    /** The hash of each code by its id part; never empty. */
    Map<String, SecretHash> hashes() {
        return hashes;
    }

    /** How many there were to begin with. */
    public int count() {
        return hashes.size();
    }

    private static Map<String, SecretHash> hashesIn(CredentialModel stored) {
        Map<String, SecretHash> hashes = new LinkedHashMap<>();
        try {
            JsonNode codes = JSON.readTree(stored.getSecretData()).path(CODES);
            codes.properties().forEach(code -> hashes.put(code.getKey(), SecretHash.of(code.getValue())));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            // Told below; the cause may repeat what it could not read.
            hashes.clear();
        }
        if (hashes.isEmpty()) {
            throw new IllegalStateException("credential " + stored.getId() + " holds no backup codes");
        }
        return hashes;
    }
}
