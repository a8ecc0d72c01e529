package dev.mfapack.persistence;

import dev.mfapack.core.audit.AuditRecord.Origin;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.ClientConnection;
import org.keycloak.device.DeviceRepresentationProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.account.DeviceRepresentation;

/** Where the current request came from. */
public final class RequestOrigin {

    private static final String REQUEST_ID = "mfa.audit.request";

    private RequestOrigin() {}

    /** The origin of a record: address and browser are those of the request, and all records of one request have one id. */
    public static Origin of(KeycloakSession session, @Nullable String clientId, @Nullable String sessionId) {
        ClientConnection connection = session.getContext().getConnection();
        return of(session, clientId, sessionId, connection == null ? null : connection.getRemoteHost());
    }

    /** The same with an address that is known better than from the request. */
    public static Origin of(
            KeycloakSession session, @Nullable String clientId, @Nullable String sessionId, @Nullable String address) {
        return new Origin(clientId, sessionId, address, userAgent(session), requestId(session));
    }

    /** Keycloak keeps what it has parsed, so that asking for each record costs little. */
    private static @Nullable String userAgent(KeycloakSession session) {
        if (session.getContext().getConnection() == null) {
            return null;
        }
        try {
            return Optional.ofNullable(session.getProvider(DeviceRepresentationProvider.class))
                    .map(DeviceRepresentationProvider::deviceRepresentation)
                    .map(DeviceRepresentation::getBrowser)
                    .map(browser -> browser.split("/", 2)[0])
                    .orElse(null);
        } catch (RuntimeException e) {
            // Outside of a request there is no browser; and its name is worth no failed step.
            return null;
        }
    }

    private static String requestId(KeycloakSession session) {
        String known = session.getAttribute(REQUEST_ID, String.class);
        if (known != null) {
            return known;
        }
        String made = UUID.randomUUID().toString();
        session.setAttribute(REQUEST_ID, made);
        return made;
    }
}
