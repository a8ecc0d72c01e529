package dev.mfapack.auditlog;

import dev.mfapack.core.audit.AuditRecord;
import dev.mfapack.core.audit.AuditRecord.Outcome;
import dev.mfapack.core.audit.AuditType;
import dev.mfapack.core.audit.PolicyFingerprint;
import dev.mfapack.core.level.Level;
import dev.mfapack.persistence.AuditEvents;
import dev.mfapack.persistence.AuditTrailProvider;
import dev.mfapack.persistence.FlowStep;
import dev.mfapack.persistence.LevelBefore;
import dev.mfapack.persistence.RequestOrigin;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.authenticators.util.AcrStore;
import org.keycloak.events.Details;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventType;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.AuthDetails;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Records what Keycloak's own steps do: logins, wrong answers to its own factors, changes of factors by people and
 * administrators, locks of its brute-force detection.
 */
final class MfaAuditListener implements EventListenerProvider {

    /** What an administrator's call on one credential of one person looks like. */
    private static final Pattern CREDENTIAL = Pattern.compile("(?:.*/)?users/([^/]+)/credentials/([^/]+)");

    private final KeycloakSession session;

    MfaAuditListener(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public void onEvent(Event event) {
        orFail(() -> record(event));
    }

    /** The policy stands in the realm's attributes, which can be changed in many ways; whatever the way, the change is seen here. */
    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {
        if (event.getError() != null) {
            return;
        }
        if (event.getResourceType() == ResourceType.REALM) {
            orFail(() -> recordPolicyIfChanged(event));
        } else if (event.getResourceType() == ResourceType.USER) {
            orFail(() -> recordCredential(event));
        }
    }

    @Override
    public void close() {}

    /** Keycloak swallows what a listener throws. A step without its record must not succeed, so its commit is made to fail. */
    private void orFail(Runnable recording) {
        try {
            recording.run();
        } catch (RuntimeException e) {
            session.getTransactionManager().enlistPrepare(new AbstractKeycloakTransaction() {
                @Override
                protected void commitImpl() {
                    throw new IllegalStateException("the step could not be recorded", e);
                }

                @Override
                protected void rollbackImpl() {}
            });
            throw e;
        }
    }

    private void record(Event event) {
        EventType type = event.getType();
        switch (type) {
            case LOGIN -> recordLogin(event);
            case LOGIN_ERROR -> recordRefusal(event);
            case UPDATE_CREDENTIAL -> recordFactor(event, AuditType.FACTOR_ENROLLED);
            case REMOVE_CREDENTIAL -> recordFactor(event, AuditType.FACTOR_REMOVED);
            case USER_DISABLED_BY_TEMPORARY_LOCKOUT ->
                record(event, AuditType.LOCKED, Outcome.FAILURE, null, null, null, List.of("temporary-lockout"));
            case USER_DISABLED_BY_PERMANENT_LOCKOUT ->
                record(event, AuditType.LOCKED, Outcome.FAILURE, null, null, null, List.of("permanent-lockout"));
            default -> {
                // Nothing that concerns a second factor.
            }
        }
    }

    private void recordLogin(Event event) {
        Level before = levelBefore();
        Level reached = level(event);
        record(event, AuditType.LOGIN, Outcome.SUCCESS, null, before, reached, List.of());
        if (before != null && reached != null && reached.compareTo(before) > 0) {
            record(event, AuditType.LEVEL_RAISED, Outcome.SUCCESS, null, before, reached, List.of());
        }
    }

    private void recordFactor(Event event, AuditType type) {
        String factor = detail(event, Details.CREDENTIAL_TYPE);
        if (factor != null && !factor.equals(PasswordCredentialModel.TYPE)) {
            record(event, type, Outcome.SUCCESS, factor, null, null, List.of());
        }
    }

    /** The pack's own steps record their refusals themselves; and where nobody is known, strangers would fill the log. */
    private void recordRefusal(Event event) {
        if (event.getUserId() == null) {
            return;
        }
        FlowStep step = FlowStep.of(session, event);
        if (step.isThePacks()) {
            return;
        }
        AuditType type = step.factor().isPresent() ? AuditType.CHALLENGE_FAILED : AuditType.LOGIN_FAILED;
        List<String> reasons = event.getError() == null ? List.of() : List.of(event.getError());
        record(event, type, Outcome.FAILURE, step.factor().orElse(null), null, null, reasons);
    }

    private void record(
            Event event,
            AuditType type,
            Outcome outcome,
            @Nullable String factor,
            @Nullable Level before,
            @Nullable Level reached,
            List<String> reasons) {
        trail().record(new AuditRecord(
                UUID.randomUUID(),
                Instant.ofEpochMilli(event.getTime()),
                event.getRealmId(),
                type,
                outcome,
                event.getUserId(),
                null,
                factor,
                detail(event, Details.CREDENTIAL_ID),
                before,
                reached,
                reasons,
                RequestOrigin.of(
                        session,
                        event.getClientId(),
                        event.getSessionId() == null ? detail(event, Details.CODE_ID) : event.getSessionId(),
                        event.getIpAddress())));
    }

    private void recordPolicyIfChanged(AdminEvent event) {
        RealmModel realm = session.realms().getRealm(event.getRealmId());
        if (realm == null) {
            return;
        }
        String policy = PolicyFingerprint.of(realm.getAttributes());
        if (!new AuditEvents(session)
                .latestReasons(realm.getId(), AuditType.POLICY_CHANGED)
                .contains(policy)) {
            AuthDetails by = event.getAuthDetails();
            record(event, AuditType.POLICY_CHANGED, by.getUserId(), null, null, null, List.of(policy));
        }
    }

    /** Removing somebody's factor; changes of its name or place take nothing away. */
    private void recordCredential(AdminEvent event) {
        Matcher path = CREDENTIAL.matcher(String.valueOf(event.getResourcePath()));
        Map<String, String> details = event.getDetails();
        if (event.getOperationType() != OperationType.ACTION || !path.matches() || details == null) {
            return;
        }
        String factor = details.get(Details.CREDENTIAL_TYPE);
        if (factor != null && !factor.equals(PasswordCredentialModel.TYPE)) {
            record(
                    event,
                    AuditType.FACTOR_REMOVED,
                    path.group(1),
                    event.getAuthDetails().getUserId(),
                    factor,
                    path.group(2),
                    List.of("by-administrator"));
        }
    }

    private void record(
            AdminEvent event,
            AuditType type,
            @Nullable String person,
            @Nullable String actor,
            @Nullable String factor,
            @Nullable String credentialId,
            List<String> reasons) {
        AuthDetails by = event.getAuthDetails();
        trail().record(new AuditRecord(
                UUID.randomUUID(),
                Instant.ofEpochMilli(event.getTime()),
                event.getRealmId(),
                type,
                Outcome.SUCCESS,
                person,
                actor,
                factor,
                credentialId,
                null,
                null,
                reasons,
                RequestOrigin.of(session, by.getClientId(), null, by.getIpAddress())));
    }

    private AuditTrailProvider trail() {
        return session.getProvider(AuditTrailProvider.class);
    }

    private static @Nullable String detail(Event event, String name) {
        return event.getDetails() == null ? null : event.getDetails().get(name);
    }

    private @Nullable Level level(Event event) {
        AuthenticationSessionModel authSession = session.getContext().getAuthenticationSession();
        return Optional.ofNullable(authSession)
                .map(current -> new AcrStore(session, current).getLevelOfAuthenticationFromCurrentAuthentication())
                .or(() -> clientSession(event).map(AcrStore::getCurrentLevelOfAuthentication))
                .flatMap(Level::ofNumber)
                .orElse(null);
    }

    /** A login in one request, without pages, leaves nothing but the session that it began. */
    private Optional<AuthenticatedClientSessionModel> clientSession(Event event) {
        RealmModel realm = session.realms().getRealm(event.getRealmId());
        ClientModel client =
                realm == null || event.getClientId() == null ? null : realm.getClientByClientId(event.getClientId());
        return client == null || event.getSessionId() == null
                ? Optional.empty()
                : Optional.ofNullable(session.sessions().getUserSession(realm, event.getSessionId()))
                        .map(begun -> begun.getAuthenticatedClientSessionByClient(client.getId()));
    }

    private @Nullable Level levelBefore() {
        return Optional.ofNullable(session.getContext().getAuthenticationSession())
                .flatMap(LevelBefore::of)
                .orElse(null);
    }
}
