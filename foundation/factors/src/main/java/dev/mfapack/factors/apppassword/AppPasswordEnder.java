package dev.mfapack.factors.apppassword;

import dev.mfapack.core.apppassword.AppPasswords;
import dev.mfapack.factors.policy.RealmPolicy;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.Details;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventType;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.sessions.CommonClientSessionModel.ExecutionStatus;

/**
 * Ends a person's app passwords when their password is reset: by an administrator, by the link that is sent to who has
 * forgotten it, or by any other way in which the old one was not proven. All of these are what is done when somebody else
 * may know it. When the person changes it themselves, the realm's policy decides. It also cleans up after each one that is
 * removed, whoever removes it.
 *
 * <p>Within the request's transaction: if this cannot be done, the password is not reset.
 */
final class AppPasswordEnder implements EventListenerProvider {

    private static final Logger LOG = Logger.getLogger(AppPasswordEnder.class);
    private static final Pattern RESET = Pattern.compile("users/([^/]+)/reset-password");
    private static final Pattern CREDENTIAL = Pattern.compile("users/([^/]+)/credentials/[^/]+");

    private final KeycloakSession session;

    AppPasswordEnder(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public void onEvent(Event event) {
        if (event.getUserId() == null || event.getDetails() == null) {
            return;
        }
        String type = event.getDetails().get(Details.CREDENTIAL_TYPE);
        if (event.getType() == EventType.UPDATE_CREDENTIAL && PasswordCredentialModel.TYPE.equals(type)) {
            orFail(() -> passwordChanged(event));
        } else if (event.getType() == EventType.REMOVE_CREDENTIAL && AppPasswords.TYPE.equals(type)) {
            orFail(() -> person(event.getRealmId(), event.getUserId())
                    .ended(event.getDetails().get(Details.CREDENTIAL_ID)));
        }
    }

    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {
        if (event.getResourceType() != ResourceType.USER
                || event.getOperationType() != OperationType.ACTION
                || event.getError() != null
                || event.getResourcePath() == null) {
            return;
        }
        Matcher reset = RESET.matcher(event.getResourcePath());
        Matcher credential = CREDENTIAL.matcher(event.getResourcePath());
        if (reset.matches()) {
            orFail(() -> person(event.getRealmId(), reset.group(1)).endAll());
        } else if (credential.matches()
                && event.getDetails() != null
                && AppPasswords.TYPE.equals(event.getDetails().get(Details.CREDENTIAL_TYPE))) {
            orFail(() -> person(event.getRealmId(), credential.group(1))
                    .ended(event.getDetails().get(Details.CREDENTIAL_ID)));
        }
    }

    private void passwordChanged(Event event) {
        RealmModel realm = session.realms().getRealm(event.getRealmId());
        if (isReset(realm) || RealmPolicy.of(realm).endAppPasswordsOnChange()) {
            person(event.getRealmId(), event.getUserId()).endAll();
        }
    }

    private boolean isReset(RealmModel realm) {
        AuthenticationSessionModel authSession = session.getContext().getAuthenticationSession();
        return authSession == null || cameByAResetFlow(realm, authSession) || provedNothing(authSession);
    }

    private static boolean cameByAResetFlow(RealmModel realm, AuthenticationSessionModel authSession) {
        return authSession.getExecutionStatus().keySet().stream()
                .map(realm::getAuthenticationExecutionById)
                .map(AppPasswordEnder::authenticator)
                .anyMatch("reset-password"::equals);
    }

    private static @Nullable String authenticator(@Nullable AuthenticationExecutionModel execution) {
        return execution == null ? null : execution.getAuthenticator();
    }

    /** No step of a login has succeeded, not even the one that knows a session: somebody has opened a link. */
    private static boolean provedNothing(AuthenticationSessionModel authSession) {
        return !authSession.getExecutionStatus().containsValue(ExecutionStatus.SUCCESS);
    }

    private PersonsAppPasswords person(String realmId, String userId) {
        RealmModel realm = session.realms().getRealm(realmId);
        UserModel user = Optional.ofNullable(session.users().getUserById(realm, userId))
                .orElseThrow(() -> new IllegalStateException("there is no such person any more"));
        return PersonsAppPasswords.of(session, realm, user);
    }

    /** Keycloak swallows what a listener throws. */
    private void orFail(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.error("App passwords could not be ended, and so nothing is changed", e);
            session.getTransactionManager().setRollbackOnly();
        }
    }

    @Override
    public void close() {}
}
