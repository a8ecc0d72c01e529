package dev.mfapack.persistence;

import dev.mfapack.core.apppassword.AppPasswords;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.events.Details;
import org.keycloak.events.Event;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.models.credential.RecoveryAuthnCodesCredentialModel;
import org.keycloak.models.credential.WebAuthnCredentialModel;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.sessions.CommonClientSessionModel.ExecutionStatus;
import org.keycloak.sessions.RootAuthenticationSessionModel;

/**
 * The step of the flow that an event comes from.
 *
 * @param authenticator id of its authenticator; empty when it is not known
 * @param followsPassword whether the right password, or a session that began with one, has come before it
 */
public record FlowStep(String authenticator, boolean followsPassword) {

    private static final Map<String, String> FACTORS = Map.of(
            "auth-otp-form", OTPCredentialModel.TYPE,
            "direct-grant-validate-otp", OTPCredentialModel.TYPE,
            "webauthn-authenticator", WebAuthnCredentialModel.TYPE_TWOFACTOR,
            "webauthn-authenticator-passwordless", WebAuthnCredentialModel.TYPE_PASSWORDLESS,
            "auth-recovery-authn-code-form", RecoveryAuthnCodesCredentialModel.TYPE);

    /** What stands in the place of the flow where a person answers through an app: see {@link #API}. */
    private static final String OF_THE_API = "mfa-api/";

    /** Value of the event's detail {@code auth_method} where there is no flow, but a call of the REST API. */
    public static final String API = "mfa-api";

    /** Authenticators that let a session pass in which the password was right. */
    private static final Set<String> SESSION = Set.of("auth-cookie", "mfa-cookie");

    public static FlowStep of(KeycloakSession session, Event event) {
        Map<String, String> details = event.getDetails() == null ? Map.of() : event.getDetails();
        if (API.equals(details.get(Details.AUTH_METHOD))) {
            String type = details.getOrDefault(Details.CREDENTIAL_TYPE, "");
            // Whoever has a token has logged in; an app password is what a program logs in by.
            return new FlowStep(OF_THE_API + type, !type.equals(AppPasswords.TYPE));
        }
        RealmModel realm = session.realms().getRealm(event.getRealmId());
        AuthenticationSessionModel authSession = realm == null ? null : authSession(session, realm, event);
        if (authSession == null) {
            return new FlowStep(method(event), false);
        }
        String execution = authSession.getAuthNote(AuthenticationProcessor.CURRENT_AUTHENTICATION_EXECUTION);
        return new FlowStep(
                execution == null ? "" : authenticator(realm, execution), isPasswordRight(session, realm, authSession));
    }

    /** Where there is no flow, as in the REST API, the pack's own steps name themselves. */
    private static String method(Event event) {
        return event.getDetails() == null ? "" : event.getDetails().getOrDefault(Details.AUTH_METHOD, "");
    }

    private static boolean isPasswordRight(
            KeycloakSession session, RealmModel realm, AuthenticationSessionModel authSession) {
        return authSession.getExecutionStatus().entrySet().stream()
                .filter(step -> step.getValue() == ExecutionStatus.SUCCESS)
                .map(step -> authenticator(realm, step.getKey()))
                .anyMatch(passed -> SESSION.contains(passed) || isPassword(session, passed));
    }

    private static boolean isPassword(KeycloakSession session, String authenticator) {
        return session.getKeycloakSessionFactory().getProviderFactory(Authenticator.class, authenticator)
                        instanceof AuthenticatorFactory factory
                && PasswordCredentialModel.TYPE.equals(factory.getReferenceCategory());
    }

    private static String authenticator(RealmModel realm, String executionId) {
        AuthenticationExecutionModel execution = realm.getAuthenticationExecutionById(executionId);
        return execution == null || execution.getAuthenticator() == null ? "" : execution.getAuthenticator();
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

    /** Whether it is one of the pack's own. */
    public boolean isThePacks() {
        return authenticator.startsWith("mfa-");
    }

    /** The factor that was asked for, where it is one of Keycloak's own, or was asked for by a call. */
    public Optional<String> factor() {
        return authenticator.startsWith(OF_THE_API)
                ? Optional.of(authenticator.substring(OF_THE_API.length()))
                : Optional.ofNullable(FACTORS.get(authenticator));
    }
}
