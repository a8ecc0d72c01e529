package dev.mfapack.factors.notice;

import dev.mfapack.core.key.HashKey;
import dev.mfapack.core.key.KeyPurpose;
import dev.mfapack.core.limit.KeyedHash;
import dev.mfapack.factors.KeycloakClock;
import dev.mfapack.factors.device.BrowserCookie;
import dev.mfapack.persistence.KeyRingProvider;
import dev.mfapack.persistence.SeenDevices;
import java.time.Instant;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** With which browsers a person has logged in: of the value of each a keyed hash is kept. It spares a notice. */
final class BrowsersSeen {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final SeenDevices devices;

    BrowsersSeen(KeycloakSession session, RealmModel realm, UserModel user) {
        this.session = session;
        this.realm = realm;
        this.devices = new SeenDevices(session, realm.getId(), user.getId());
    }

    /**
     * Sees the browser of the current request, and gives its id if it is new to a person who is known already: of somebody's first
     * login nothing can be said.
     */
    Optional<String> see() {
        Instant now = KeycloakClock.INSTANCE.instant();
        String hash = hash(new BrowserCookie(session, realm).value());
        if (devices.isKnown(hash, now)) {
            return Optional.empty();
        }
        boolean isFirst = !devices.isAnyKnown();
        String id = devices.remember(hash, now);
        return isFirst ? Optional.empty() : Optional.of(id);
    }

    private String hash(String value) {
        HashKey key = session.getProvider(KeyRingProvider.class).current(realm.getId(), KeyPurpose.SEEN_DEVICE);
        return KeyedHash.of(key, "browser", value);
    }
}
