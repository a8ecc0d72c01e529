package dev.mfapack.factors.keys;

import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * A note of an authentication session for what a page shows once, and must show again when it is loaded anew. It is sealed,
 * because the notes lie readable in the memory of every node, and wherever sessions are kept beside it; and bound to this
 * session, so that no other one opens it.
 *
 * <p>Not thread-safe.
 */
public final class SealedNote {

    private final KeycloakSession session;
    private final AuthenticationSessionModel authSession;
    private final String name;

    public SealedNote(KeycloakSession session, AuthenticationSessionModel authSession, String name) {
        this.session = session;
        this.authSession = authSession;
        this.name = name;
    }

    public void set(String text) {
        authSession.setAuthNote(name, sealed().seal(text));
    }

    /** What was set; empty when nothing was, or the key is gone. */
    public Optional<String> get() {
        return Optional.ofNullable(authSession.getAuthNote(name)).flatMap(sealed()::open);
    }

    private SealedText sealed() {
        return new SealedText(session, realmId(), context());
    }

    private String realmId() {
        return authSession.getRealm().getId();
    }

    private String context() {
        return String.join(
                "/",
                realmId(),
                authSession.getParentSession().getId(),
                authSession.getTabId(),
                authSession.getAuthenticatedUser().getId(),
                name);
    }
}
