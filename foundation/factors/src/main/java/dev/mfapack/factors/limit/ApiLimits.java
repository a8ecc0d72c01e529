package dev.mfapack.factors.limit;

import dev.mfapack.core.limit.CallLimits;
import dev.mfapack.core.limit.CallLimits.Caller;
import dev.mfapack.core.limit.CallPolicy;
import dev.mfapack.core.limit.Network;
import dev.mfapack.core.limit.Permission;
import dev.mfapack.core.limit.Permission.Refused;
import dev.mfapack.core.limit.Settings;
import dev.mfapack.factors.KeycloakClock;
import dev.mfapack.persistence.JpaLimitStore;
import io.micrometer.core.instrument.Metrics;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.ClientConnection;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * The limits of calls as the REST API asks them, with the realm's settings; refusals become the counter {@code mfa.limits}.
 *
 * <p>One per Keycloak session; not thread-safe. Each call is committed on its own.
 */
public final class ApiLimits {

    private static final Logger LOG = Logger.getLogger(ApiLimits.class);

    private final KeycloakSession session;
    private final RealmModel realm;

    private ApiLimits(KeycloakSession session) {
        this.session = session;
        this.realm = session.getContext().getRealm();
    }

    /** For the realm of the current request. */
    public static ApiLimits of(KeycloakSession session) {
        return new ApiLimits(session);
    }

    /**
     * Whether an app may call that a person uses; if so, it is counted.
     *
     * @param user null where nobody knows yet who it is
     */
    public Permission beforeCalling(@Nullable UserModel user, ClientModel client) {
        ClientConnection connection = session.getContext().getConnection();
        Network network = connection == null ? Network.UNKNOWN : Network.of(connection.getRemoteAddr());
        return ask(new Caller(realm.getId(), user == null ? null : user.getId(), client.getId(), network));
    }

    /** Whether a service may call, which has one address for all of its people; if so, it is counted. */
    public Permission beforeServing(ClientModel service) {
        return ask(new Caller(realm.getId(), null, service.getId(), null));
    }

    private Permission ask(Caller caller) {
        Permission permission = new CallLimits(
                        new JpaLimitStore(session.getKeycloakSessionFactory(), KeycloakClock.INSTANCE),
                        CallPolicy.read(settings()),
                        KeycloakClock.INSTANCE)
                .beforeCalling(caller);
        if (permission instanceof Refused refused) {
            Metrics.counter(
                            "mfa.limits",
                            "factor",
                            "api",
                            "reason",
                            refused.reason().word())
                    .increment();
        }
        return permission;
    }

    private Settings settings() {
        return new Settings(
                realm::getAttribute,
                (attribute, problem) -> LOG.warnf(
                        "Realm %s: the attribute %s cannot be read, and the strictest value holds: %s",
                        realm.getName(), attribute, problem));
    }
}
