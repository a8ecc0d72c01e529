package dev.mfapack.factors.keys;

import dev.mfapack.core.key.HashKey;
import dev.mfapack.core.key.KeyPurpose;
import dev.mfapack.persistence.KeyRingProvider;
import java.nio.charset.StandardCharsets;
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
        HashKey key = keys().current(realmId(), KeyPurpose.SHOWN_ONCE);
        String sealed = AesGcm.seal(key.key(), context(), text.getBytes(StandardCharsets.UTF_8));
        authSession.setAuthNote(name, key.version() + ":" + sealed);
    }

    /** What was set; empty when nothing was, or the key is gone. */
    public Optional<String> get() {
        String note = authSession.getAuthNote(name);
        if (note == null) {
            return Optional.empty();
        }
        int colon = note.indexOf(':');
        int version = Integer.parseInt(note.substring(0, colon));
        return keys().version(realmId(), KeyPurpose.SHOWN_ONCE, version)
                .map(key -> AesGcm.open(key.key(), context(), note.substring(colon + 1)))
                .map(text -> new String(text, StandardCharsets.UTF_8));
    }

    private KeyRingProvider keys() {
        return session.getProvider(KeyRingProvider.class);
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
