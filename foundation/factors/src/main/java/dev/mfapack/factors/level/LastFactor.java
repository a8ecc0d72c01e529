package dev.mfapack.factors.level;

import dev.mfapack.core.level.Level;
import dev.mfapack.factors.policy.BreakGlass;
import dev.mfapack.factors.policy.LevelPolicy;
import dev.mfapack.factors.policy.Mode;
import dev.mfapack.factors.policy.RealmPolicy;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.utils.AuthenticationFlowResolver;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Whether a factor is the last with which somebody can meet what is asked of them: by a role, or by the realm in an app into which
 * they are logged in. Removing it would put them back to binding a first factor by a password alone.
 */
public final class LastFactor {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final UserModel user;
    private final AuthenticationFlowModel flow;
    private final ClientModel client;

    private LastFactor(
            KeycloakSession session,
            RealmModel realm,
            UserModel user,
            AuthenticationFlowModel flow,
            ClientModel client) {
        this.session = session;
        this.realm = realm;
        this.user = user;
        this.flow = flow;
        this.client = client;
    }

    /** Whether that is this credential. */
    public static boolean is(
            KeycloakSession session, AuthenticationSessionModel authSession, UserModel user, String credentialId) {
        AuthenticationFlowModel flow = AuthenticationFlowResolver.resolveBrowserFlow(authSession);
        return is(session, authSession.getRealm(), user, flow, authSession.getClient(), credentialId);
    }

    /** The same for somebody who logs in to an app by a flow. */
    public static boolean is(
            KeycloakSession session,
            RealmModel realm,
            UserModel user,
            AuthenticationFlowModel flow,
            ClientModel client,
            String credentialId) {
        return new LastFactor(session, realm, user, flow, client).isLast(credentialId);
    }

    private boolean isLast(String credentialId) {
        LevelPolicy policy = RealmPolicy.of(realm).levels();
        if (policy.mode() != Mode.ENFORCING || BreakGlass.isOn()) {
            return false;
        }
        Level asked = PolicyDemand.of(realm, flow, user, apps()).atLeast();
        Level with = strongest(Set.of());
        Level without = strongest(Set.of(credentialId));
        return !without.covers(asked) && !without.covers(with);
    }

    private Level strongest(Set<String> without) {
        return PersonalFactors.levels(session, realm, flow, user, without).stream()
                .max(Comparator.naturalOrder())
                .orElse(Level.BASIC);
    }

    private Stream<ClientModel> apps() {
        Stream<ClientModel> loggedIn = session.sessions()
                .getUserSessionsStream(realm, user)
                .map(UserSessionModel::getAuthenticatedClientSessions)
                .flatMap(apps -> apps.values().stream())
                .map(app -> app.getClient());
        return Stream.concat(Stream.of(client), loggedIn).distinct();
    }
}
