package dev.mfapack.demo.app;

import com.nimbusds.oauth2.sdk.id.Identifier;
import com.nimbusds.oauth2.sdk.id.State;
import dev.mfapack.demo.web.Reply;
import dev.mfapack.demo.web.Request;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The browsers that look at the app, each known by a cookie. Kept in memory only. Safe for use by several threads. */
final class BrowserSessions {

    /** Cookies know no ports: the name keeps clear of Keycloak's on the same host. */
    private static final String COOKIE = "mfa-demo-sample-app";

    private static final int KEPT_SESSIONS = 1000;
    private static final int KEPT_ATTEMPTS = 10;

    private final Map<String, BrowserSession> byId = youngest(KEPT_SESSIONS);

    /** One browser. Its secret stands in the forms, so that no other site can post them. */
    static final class BrowserSession {
        private final String id = randomText();
        private final String formSecret = randomText();
        private final Map<String, LoginAttempt> attempts = youngest(KEPT_ATTEMPTS);
        private @Nullable SignedIn signedIn;

        synchronized Optional<SignedIn> signedIn() {
            return Optional.ofNullable(signedIn);
        }

        String formSecret() {
            return formSecret;
        }

        boolean posted(Request request) {
            var given = request.formParameter("form-secret").orElse("");
            return MessageDigest.isEqual(
                    given.getBytes(StandardCharsets.UTF_8), formSecret.getBytes(StandardCharsets.UTF_8));
        }

        synchronized void begin(LoginAttempt attempt) {
            attempts.put(attempt.state().getValue(), attempt);
        }

        /** Each attempt comes back once. */
        synchronized Optional<LoginAttempt> take(@Nullable State state) {
            return state == null ? Optional.empty() : Optional.ofNullable(attempts.remove(state.getValue()));
        }
    }

    synchronized BrowserSession of(Request request) {
        var known = request.cookie(COOKIE).map(byId::get);
        return known.orElseGet(() -> add(new BrowserSession()));
    }

    /** A login gets a new cookie, so that one planted before is worth nothing after. */
    synchronized BrowserSession signIn(BrowserSession before, SignedIn signedIn) {
        byId.remove(before.id);
        var after = add(new BrowserSession());
        after.signedIn = signedIn;
        synchronized (before) {
            after.attempts.putAll(before.attempts);
        }
        return after;
    }

    synchronized void end(BrowserSession session) {
        byId.remove(session.id);
    }

    static Reply withCookie(Reply reply, BrowserSession session) {
        return reply.with("Set-Cookie", COOKIE + "=" + session.id + "; Path=/; HttpOnly; SameSite=Lax");
    }

    private BrowserSession add(BrowserSession session) {
        byId.put(session.id, session);
        return session;
    }

    private static String randomText() {
        return new State(Identifier.DEFAULT_BYTE_LENGTH).getValue();
    }

    private static <V> Map<String, V> youngest(int kept) {
        return new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > kept;
            }
        };
    }
}
