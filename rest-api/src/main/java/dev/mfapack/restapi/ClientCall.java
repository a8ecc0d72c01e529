package dev.mfapack.restapi;

import dev.mfapack.core.limit.Permission;
import dev.mfapack.core.limit.Permission.Refused;
import dev.mfapack.factors.KeycloakClock;
import dev.mfapack.factors.limit.ApiLimits;
import dev.mfapack.factors.policy.ApiClients;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;

/**
 * One call by an app for somebody who is not known yet. Nothing proves here that it is that app: what comes out of the call is
 * worth nothing to who cannot authenticate as the app at the token endpoint.
 */
final class ClientCall {

    private final KeycloakSession session;
    private final ClientModel client;

    private ClientCall(KeycloakSession session, ClientModel client) {
        this.session = session;
        this.client = client;
    }

    /**
     * A call that is counted.
     *
     * @throws ProblemException 400 without a client, 403 when the realm does not let it in, 429 when there were too many calls
     */
    static ClientCall of(KeycloakSession session, @Nullable String clientId) {
        String named = JsonBody.required(clientId, "clientId");
        ClientModel client = session.getContext().getRealm().getClientByClientId(named);
        if (client == null
                || !client.isEnabled()
                || client.isBearerOnly()
                || !ApiClients.admits(session.getContext().getRealm(), client)) {
            throw ProblemException.forbidden("The realm does not let this client in.");
        }
        session.getContext().setClient(client);
        ApiCors.allow(session, client);
        Permission permission = ApiLimits.of(session).beforeCalling(null, client);
        if (permission instanceof Refused refused) {
            throw ProblemException.tooMany(
                    Duration.between(
                            KeycloakClock.INSTANCE.instant(),
                            Objects.requireNonNull(refused.until(), "a limit of calls ends")),
                    "There were too many calls.");
        }
        return new ClientCall(session, client);
    }

    ClientModel client() {
        return client;
    }

    /** A Keycloak event of the client, about nobody yet. */
    EventBuilder event(EventType type) {
        return new EventBuilder(
                        session.getContext().getRealm(),
                        session,
                        session.getContext().getConnection())
                .event(type)
                .client(client);
    }
}
