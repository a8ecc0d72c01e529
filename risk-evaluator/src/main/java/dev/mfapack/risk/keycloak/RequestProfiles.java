package dev.mfapack.risk.keycloak;

import dev.mfapack.risk.Observed;
import dev.mfapack.risk.Profiles;
import org.keycloak.models.KeycloakSession;

/**
 * Profiles that remember for one request which row was read last: most logins are judged and learned from in one. Whether the row has
 * changed meanwhile, {@link #save} sees. Not thread-safe.
 */
final class RequestProfiles implements Profiles {

    private static final String LAST = RequestProfiles.class.getName();

    private final KeycloakSession session;
    private final Profiles profiles;

    private record Loaded(String realmId, String userId, Observed<Stored> stored) {}

    RequestProfiles(KeycloakSession session, Profiles profiles) {
        this.session = session;
        this.profiles = profiles;
    }

    /** What is remembered is given once: who asks again wants to know what is there by now. */
    @Override
    public Observed<Stored> load(String realmId, String userId) {
        if (session.removeAttribute(LAST) instanceof Loaded last
                && last.realmId.equals(realmId)
                && last.userId.equals(userId)) {
            return last.stored;
        }
        Observed<Stored> stored = profiles.load(realmId, userId);
        if (stored.seen().isPresent()) {
            session.setAttribute(LAST, new Loaded(realmId, userId, stored));
        }
        return stored;
    }

    @Override
    public boolean save(String realmId, String userId, long before, byte[] blob) {
        session.removeAttribute(LAST);
        return profiles.save(realmId, userId, before, blob);
    }
}
