package dev.mfapack.factors.passkey;

import dev.mfapack.persistence.PasskeyUses;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.Details;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventType;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.KeycloakSession;

/** Forgets what the pack knows of a passkey when it is removed, whoever removes it, within that request's transaction. */
final class PasskeyForgetter implements EventListenerProvider {

    private static final Pattern CREDENTIAL = Pattern.compile("(?:.*/)?users/([^/]+)/credentials/([^/]+)");

    private final KeycloakSession session;

    PasskeyForgetter(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public void onEvent(Event event) {
        if (event.getType() == EventType.REMOVE_CREDENTIAL
                && event.getUserId() != null
                && isPasskey(event.getDetails())) {
            forget(event.getRealmId(), event.getUserId(), event.getDetails().get(Details.CREDENTIAL_ID));
        }
    }

    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {
        Matcher path = CREDENTIAL.matcher(String.valueOf(event.getResourcePath()));
        if (event.getResourceType() == ResourceType.USER
                && event.getOperationType() == OperationType.ACTION
                && event.getError() == null
                && path.matches()
                && isPasskey(event.getDetails())) {
            forget(event.getRealmId(), path.group(1), path.group(2));
        }
    }

    @Override
    public void close() {}

    private static boolean isPasskey(@Nullable Map<String, String> details) {
        return details != null && StoredPasskeys.TYPE.equals(details.get(Details.CREDENTIAL_TYPE));
    }

    private void forget(String realmId, String userId, @Nullable String credentialId) {
        if (credentialId != null) {
            new PasskeyUses(session, realmId, userId).forget(credentialId);
        }
    }
}
