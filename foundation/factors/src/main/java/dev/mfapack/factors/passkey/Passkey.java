package dev.mfapack.factors.passkey;

import dev.mfapack.persistence.PasskeyUse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A passkey of a person.
 *
 * @param id Keycloak's id of the credential
 * @param label the person's own name for it
 * @param createdAt when it was bound
 * @param aaguid model of the authenticator, as it says itself
 * @param model its name, where Keycloak knows one
 * @param transports how it can be reached
 * @param use what is known of its use; empty when it was neither registered nor used since the pack is there
 */
public record Passkey(
        String id,
        @Nullable String label,
        @Nullable Instant createdAt,
        @Nullable String aaguid,
        @Nullable String model,
        List<String> transports,
        Optional<PasskeyUse> use) {}
