package dev.mfapack.factors.keys;

import dev.mfapack.core.key.HashKey;
import dev.mfapack.core.key.KeyPurpose;
import dev.mfapack.persistence.KeyRingProvider;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;

/**
 * Texts that a session holds until its next step, sealed by the realm's key and bound to a place: nothing opens elsewhere.
 *
 * @param context the place
 */
record SealedText(KeycloakSession session, String realmId, String context) {

    String seal(String text) {
        HashKey key = keys().current(realmId, KeyPurpose.SHOWN_ONCE);
        return key.version() + ":" + AesGcm.seal(key.key(), context, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Empty when the key is gone. */
    Optional<String> open(String sealed) {
        int colon = sealed.indexOf(':');
        int version = Integer.parseInt(sealed.substring(0, colon));
        return keys().version(realmId, KeyPurpose.SHOWN_ONCE, version)
                .map(key -> AesGcm.open(key.key(), context, sealed.substring(colon + 1)))
                .map(text -> new String(text, StandardCharsets.UTF_8));
    }

    private KeyRingProvider keys() {
        return session.getProvider(KeyRingProvider.class);
    }
}
