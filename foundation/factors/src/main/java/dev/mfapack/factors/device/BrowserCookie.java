package dev.mfapack.factors.device;

import dev.mfapack.persistence.SeenDevices;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.NewCookie;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.Urls;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * The cookie {@code MFA_BROWSER}: 128 random bits, the same for all people of a browser, of which the server keeps nothing but keyed
 * hashes. It proves nothing and opens nothing.
 *
 * <p>One per Keycloak session; not thread-safe.
 */
public final class BrowserCookie {

    private static final String NAME = "MFA_BROWSER";

    /** Of a value that the browser has not sent back yet. */
    private static final String NOTE = "mfa-browser";

    private static final int VALUE_BYTES = 16;
    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9_-]{22}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final KeycloakSession session;
    private final RealmModel realm;

    public BrowserCookie(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /** The browser's value, which the answer to this request sets or keeps alive; a new one for a browser that has none. */
    public String value() {
        Optional<AuthenticationSessionModel> login =
                Optional.ofNullable(session.getContext().getAuthenticationSession());
        String value = sent().or(() -> login.map(it -> it.getAuthNote(NOTE))).orElseGet(BrowserCookie::draw);
        login.ifPresent(it -> it.setAuthNote(NOTE, value));
        keep(value);
        return value;
    }

    private Optional<String> sent() {
        return Optional.ofNullable(session.getContext().getHttpRequest())
                .map(request -> request.getHttpHeaders().getCookies().get(NAME))
                .map(Cookie::getValue)
                .filter(value -> VALUE.matcher(value).matches());
    }

    /** Each time anew, as browsers throw cookies away that are older than that. */
    private void keep(String value) {
        URI base = session.getContext().getUri().getBaseUri();
        session.getContext()
                .getHttpResponse()
                .setCookieIfAbsent(new NewCookie.Builder(NAME)
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

    private static String draw() {
        byte[] bytes = new byte[VALUE_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
