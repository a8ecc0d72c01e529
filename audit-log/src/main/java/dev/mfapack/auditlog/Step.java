package dev.mfapack.auditlog;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.events.Details;
import org.keycloak.events.Event;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.credential.RecoveryAuthnCodesCredentialModel;
import org.keycloak.models.credential.WebAuthnCredentialModel;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.sessions.RootAuthenticationSessionModel;

/**
 * The step of the flow that an event comes from.
 *
 * @param authenticator id of its authenticator; empty when it is not known
 */
record Step(String authenticator) {

    private static final Map<String, String> FACTORS = Map.of(
            "auth-otp-form", OTPCredentialModel.TYPE,
            "direct-grant-validate-otp", OTPCredentialModel.TYPE,
            "webauthn-authenticator", WebAuthnCredentialModel.TYPE_TWOFACTOR,
            "webauthn-authenticator-passwordless", WebAuthnCredentialModel.TYPE_PASSWORDLESS,
            "auth-recovery-authn-code-form", RecoveryAuthnCodesCredentialModel.TYPE);

    static Step of(KeycloakSession session, Event event) {
        RealmModel realm = session.realms().getRealm(event.getRealmId());
        if (realm == null) {
            return new Step("");
        }
        return new Step(Optional.ofNullable(authSession(session, realm, event))
                .map(current -> current.getAuthNote(AuthenticationProcessor.CURRENT_AUTHENTICATION_EXECUTION))
                .map(realm::getAuthenticationExecutionById)
                .map(AuthenticationExecutionModel::getAuthenticator)
                .orElse(""));
    }

    /** An error is told in a session of Keycloak's that does not know the login; the event names it. */
    private static @Nullable AuthenticationSessionModel authSession(
            KeycloakSession session, RealmModel realm, Event event) {
        AuthenticationSessionModel current = session.getContext().getAuthenticationSession();
        String id = event.getDetails() == null ? null : event.getDetails().get(Details.CODE_ID);
        if (current != null || id == null) {
            return current;
        }
        RootAuthenticationSessionModel root = session.authenticationSessions().getRootAuthenticationSession(realm, id);
        return root == null
                ? null
                : root.getAuthenticationSessions().values().stream()
                        .filter(tab -> tab.getClient().getClientId().equals(event.getClientId()))
                        .findFirst()
                        .orElse(null);
    }

    boolean isThePacks() {
        return authenticator.startsWith("mfa-");
    }

    /** The factor that was asked for, where it is one of Keycloak's own. */
    Optional<String> factor() {
        return Optional.ofNullable(FACTORS.get(authenticator));
    }
}
