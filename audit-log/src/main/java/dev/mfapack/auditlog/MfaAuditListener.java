package dev.mfapack.auditlog;

import dev.mfapack.core.audit.AuditRecord;
import dev.mfapack.core.audit.AuditRecord.Outcome;
import dev.mfapack.core.audit.AuditType;
import dev.mfapack.core.audit.PolicyFingerprint;
import dev.mfapack.core.level.Level;
import dev.mfapack.persistence.AuditEvents;
import dev.mfapack.persistence.AuditTrailProvider;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.authenticators.util.AcrStore;
import org.keycloak.events.Details;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventType;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.AuthDetails;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Event listener {@code mfa-audit}: records logins and changes of factors, Keycloak's own factors included. */
final class MfaAuditListener implements EventListenerProvider {

    private final KeycloakSession session;

    MfaAuditListener(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public void onEvent(Event event) {
        EventType type = event.getType();
        if (type == EventType.LOGIN) {
            record(event, AuditType.LOGIN, null, level());
        } else if (type == EventType.UPDATE_CREDENTIAL && isFactor(event)) {
            record(event, AuditType.FACTOR_ENROLLED, event.getDetails().get(Details.CREDENTIAL_TYPE), null);
        } else if (type == EventType.REMOVE_CREDENTIAL && isFactor(event)) {
            record(event, AuditType.FACTOR_REMOVED, event.getDetails().get(Details.CREDENTIAL_TYPE), null);
        }
    }

    /** The policy stands in the realm's attributes, which can be changed in many ways; whatever the way, the change is seen here. */
    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {
        if (event.getResourceType() != ResourceType.REALM || event.getError() != null) {
            return;
        }
        RealmModel realm = session.realms().getRealm(event.getRealmId());
        if (realm == null) {
            return;
        }
        String policy = PolicyFingerprint.of(realm.getAttributes());
        if (!new AuditEvents(session)
                .latestReasons(realm.getId(), AuditType.POLICY_CHANGED)
                .contains(policy)) {
            recordPolicy(event, policy);
        }
    }

    private void recordPolicy(AdminEvent event, String policy) {
        AuthDetails by = event.getAuthDetails();
        session.getProvider(AuditTrailProvider.class)
                .record(new AuditRecord(
                        UUID.randomUUID(),
                        Instant.ofEpochMilli(event.getTime()),
                        event.getRealmId(),
                        AuditType.POLICY_CHANGED,
                        Outcome.SUCCESS,
                        by.getUserId(),
                        by.getClientId(),
                        null,
                        null,
                        null,
                        null,
                        List.of(policy),
                        by.getIpAddress()));
    }

    @Override
    public void close() {}

    private void record(Event event, AuditType type, @Nullable String factor, @Nullable Level level) {
        session.getProvider(AuditTrailProvider.class)
                .record(new AuditRecord(
                        UUID.randomUUID(),
                        Instant.ofEpochMilli(event.getTime()),
                        event.getRealmId(),
                        type,
                        Outcome.SUCCESS,
                        event.getUserId(),
                        event.getClientId(),
                        event.getSessionId(),
                        factor,
                        event.getDetails() == null ? null : event.getDetails().get(Details.CREDENTIAL_ID),
                        level,
                        List.of(),
                        event.getIpAddress()));
    }

    private static boolean isFactor(Event event) {
        String credentialType =
                event.getDetails() == null ? null : event.getDetails().get(Details.CREDENTIAL_TYPE);
        return credentialType != null && !credentialType.equals(PasswordCredentialModel.TYPE);
    }

    private @Nullable Level level() {
        AuthenticationSessionModel authSession = session.getContext().getAuthenticationSession();
        return Optional.ofNullable(authSession)
                .map(current -> new AcrStore(session, current).getLevelOfAuthenticationFromCurrentAuthentication())
                .flatMap(Level::ofNumber)
                .orElse(null);
    }
}
