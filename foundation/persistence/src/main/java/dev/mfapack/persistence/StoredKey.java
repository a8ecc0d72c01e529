package dev.mfapack.persistence;

import dev.mfapack.core.key.KeyPurpose;
import java.time.Instant;

/**
 * A key as the table holds it.
 *
 * @param realmId the realm it serves
 * @param purpose what it is for
 * @param version counts up from 1 within realm and purpose
 * @param wrapped whether {@code material} is sealed with the operator's pepper
 * @param material the key, Base64, sealed or plain
 * @param activeFrom when it was made
 */
public record StoredKey(
        String realmId, KeyPurpose purpose, int version, boolean wrapped, String material, Instant activeFrom) {

    @Override
    public String toString() {
        return "StoredKey[%s %s version %d]".formatted(realmId, purpose, version);
    }
}
