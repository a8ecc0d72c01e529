package dev.mfapack.factors.keys;

import java.util.Optional;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.KeycloakSession;

/**
 * A note of a person's session with one app, for what lies between two calls of that app: a number that is not proven yet, a
 * secret that is not bound yet. Sealed, because Keycloak keeps sessions in its database; and bound to this session, this app and this
 * person, so that no other one opens it.
 *
 * <p>Not thread-safe.
 */
public final class SealedClientNote {

    private final KeycloakSession session;
    private final AuthenticatedClientSessionModel clientSession;
    private final String name;

    public SealedClientNote(KeycloakSession session, AuthenticatedClientSessionModel clientSession, String name) {
        this.session = session;
        this.clientSession = clientSession;
        this.name = name;
    }

    public void set(String text) {
        clientSession.setNote(name, sealed().seal(text));
    }

    /** What was set; empty when nothing was, or the key is gone. */
    public Optional<String> get() {
        return Optional.ofNullable(clientSession.getNote(name)).flatMap(sealed()::open);
    }

    public void forget() {
        clientSession.removeNote(name);
    }

    private SealedText sealed() {
        String realmId = clientSession.getRealm().getId();
        return new SealedText(
                session,
                realmId,
                String.join(
                        "/",
                        "client",
                        realmId,
                        clientSession.getUserSession().getId(),
                        clientSession.getClient().getId(),
                        clientSession.getUserSession().getUser().getId(),
                        name));
    }
}
