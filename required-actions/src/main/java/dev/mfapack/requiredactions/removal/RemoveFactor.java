package dev.mfapack.requiredactions.removal;

import dev.mfapack.core.audit.AuditType;
import dev.mfapack.factors.audit.Audit;
import dev.mfapack.factors.level.LastFactor;
import dev.mfapack.factors.level.StepUpType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.requiredactions.DeleteCredentialAction;
import org.keycloak.credential.CredentialModel;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventType;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Required action {@code delete_credential}: Keycloak's own, in its place, which offers to end the other sessions in the same step
 * (ASVS 5.0 V7.4.3), does not take the last factor of somebody who must have one, and removes what counts for nothing without asking
 * for a proof that nobody can give. How fresh and strong the login must be, the decision says as before.
 */
public final class RemoveFactor extends DeleteCredentialAction {

    private static final String TEMPLATE = "mfa-delete-credential.ftl";
    private static final String LAST = "last-factor";
    private static final String THE_PACKS = "mfa-";

    /** Before Keycloak's, whose order is 0. */
    @Override
    public int order() {
        return 1;
    }

    @Override
    public @Nullable String getCredentialType(KeycloakSession session, AuthenticationSessionModel authSession) {
        String type = super.getCredentialType(session, authSession);
        return type != null && countsForNothing(authSession, type) ? null : type;
    }

    @Override
    public void requiredActionChallenge(RequiredActionContext context) {
        Optional<CredentialModel> credential = credential(context);
        if (credential.isPresent()) {
            context.challenge(page(context, credential.get(), isLast(context, credential.get())));
        } else {
            super.requiredActionChallenge(context);
        }
    }

    @Override
    public void processAction(RequiredActionContext context) {
        Optional<CredentialModel> credential = credential(context);
        if (credential.isPresent() && isLast(context, credential.get())) {
            refuse(context, credential.get());
            return;
        }
        if (credential.isPresent()
                && countsForNothing(
                        context.getAuthenticationSession(), credential.get().getType())) {
            removeWhatCountsForNothing(context, credential.get());
        } else {
            super.processAction(context);
        }
        if (context.getStatus() == RequiredActionContext.Status.SUCCESS
                && context.getHttpRequest().getDecodedFormParameters().containsKey("logout-sessions")) {
            AuthenticatorUtil.logoutOtherSessions(context);
        }
    }

    /** Whether neither this one of the pack's own, nor anything else that the person has, counts. */
    private static boolean countsForNothing(AuthenticationSessionModel authSession, String type) {
        return type.startsWith(THE_PACKS) && StepUpType.of(authSession, type) == null;
    }

    private static Optional<CredentialModel> credential(RequiredActionContext context) {
        return Optional.ofNullable(context.getAuthenticationSession().getClientNote(Constants.KC_ACTION_PARAMETER))
                .map(context.getUser().credentialManager()::getStoredCredentialById);
    }

    private static boolean isLast(RequiredActionContext context, CredentialModel credential) {
        return LastFactor.is(
                context.getSession(), context.getAuthenticationSession(), context.getUser(), credential.getId());
    }

    private static void refuse(RequiredActionContext context, CredentialModel credential) {
        Audit.of(context.getSession())
                .failure(AuditType.FACTOR_REMOVED, context.getUser(), credential.getType(), List.of(LAST));
        context.getEvent()
                .event(EventType.REMOVE_CREDENTIAL)
                .detail(Details.CREDENTIAL_TYPE, credential.getType())
                .detail(Details.CREDENTIAL_ID, credential.getId())
                .detail(Details.REASON, LAST)
                .error(Errors.DELETE_CREDENTIAL_FAILED);
        context.challenge(page(context, credential, true));
    }

    /** Keycloak would ask for the level of its type, which nobody reaches who has nothing else. */
    private static void removeWhatCountsForNothing(RequiredActionContext context, CredentialModel credential) {
        context.getUser().credentialManager().removeStoredCredentialById(credential.getId());
        context.getEvent()
                .event(EventType.REMOVE_CREDENTIAL)
                .detail(Details.CREDENTIAL_TYPE, credential.getType())
                .detail(Details.CREDENTIAL_ID, credential.getId())
                .detail(Details.CREDENTIAL_USER_LABEL, credential.getUserLabel());
        context.success();
    }

    private static Response page(RequiredActionContext context, CredentialModel credential, boolean isLast) {
        String label = Optional.ofNullable(credential.getUserLabel()).orElse("");
        return context.form()
                .setAttribute("mfa", Map.of("label", label, "type", credential.getType(), "last", isLast))
                .createForm(TEMPLATE);
    }
}
