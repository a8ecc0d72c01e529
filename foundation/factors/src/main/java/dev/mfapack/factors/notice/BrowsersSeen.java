package dev.mfapack.factors.notice;

import dev.mfapack.core.key.HashKey;
import dev.mfapack.core.key.KeyPurpose;
import dev.mfapack.core.limit.KeyedHash;
import dev.mfapack.factors.KeycloakClock;
import dev.mfapack.persistence.KeyRingProvider;
import dev.mfapack.persistence.SeenDevices;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.NewCookie;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.Urls;

/**
 * With which browsers a person has logged in. A browser is known by a cookie with a random value, the same for all of its people,
 * of which a keyed hash is kept for each. It proves nothing and opens nothing: it spares a notice.
 */
final class BrowsersSeen {

    private static final String COOKIE = "MFA_BROWSER";
    private static final int VALUE_BYTES = 16;
    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9_-]{22}");
    private static final SecureRandom RANDOM = new SecureRandom();

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
        Optional<String> sent = sent();
        boolean isKnown =
                sent.filter(value -> devices.isKnown(hash(value), now)).isPresent();
        String value = sent.orElseGet(BrowsersSeen::draw);
        keep(value);
        if (isKnown) {
            return Optional.empty();
        }
        boolean isFirst = !devices.isAnyKnown();
        String id = devices.remember(hash(value), now);
        return isFirst ? Optional.empty() : Optional.of(id);
    }

    private Optional<String> sent() {
        return Optional.ofNullable(session.getContext().getHttpRequest())
                .map(request -> request.getHttpHeaders().getCookies().get(COOKIE))
                .map(Cookie::getValue)
                .filter(value -> VALUE.matcher(value).matches());
    }

    /** With each login anew, as browsers throw cookies away that are older than that. */
    private void keep(String value) {
        URI base = session.getContext().getUri().getBaseUri();
        session.getContext()
                .getHttpResponse()
                .setCookieIfAbsent(new NewCookie.Builder(COOKIE)
                        .value(value)
                        .path(Urls.realmBase(base)
                                .path(realm.getName())
                                .path("/")
                                .build()
                                .getRawPath())
                        .maxAge((int) SeenDevices.REMEMBERED.toSeconds())
                        .secure("https".equals(base.getScheme()))
                        .httpOnly(true)
                        .sameSite(NewCookie.SameSite.LAX)
                        .build());
    }

    private String hash(String value) {
        HashKey key = session.getProvider(KeyRingProvider.class).current(realm.getId(), KeyPurpose.SEEN_DEVICE);
        return KeyedHash.of(key, "browser", value);
    }

    private static String draw() {
        byte[] bytes = new byte[VALUE_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
