package dev.mfapack.authenticators.apppassword;

import dev.mfapack.core.apppassword.AppPasswords;
import dev.mfapack.core.level.Level;
import dev.mfapack.factors.apppassword.AppPasswordAnswer;
import dev.mfapack.factors.apppassword.PersonsAppPasswords;
import dev.mfapack.factors.level.PersonalFactors;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationFlowError;
import org.keycloak.authentication.authenticators.directgrant.ValidatePassword;
import org.keycloak.authentication.authenticators.util.AuthenticatorUtils;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;

/**
 * Takes an app password of the client that asks, and the normal password where it may be used. Whatever came, one hash is
 * computed, and whatever was wrong, the answer is the same JSON; Keycloak counts it like a wrong password.
 */
final class AppPasswordGrant extends ValidatePassword {

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        String given = Optional.ofNullable(retrievePassword(context)).orElse("");
        AppPasswordGrantConfig config = AppPasswordGrantConfig.of(context.getAuthenticatorConfig());
        AppPasswordAnswer answer = appPassword(context, config, given);
        if (answer instanceof AppPasswordAnswer.Accepted accepted) {
            context.getAuthenticationSession()
                    .setUserSessionNote(PersonsAppPasswords.SESSION_NOTE, accepted.credentialId());
            context.getEvent()
                    .detail(Details.CREDENTIAL_TYPE, AppPasswords.TYPE)
                    .detail(Details.SELECTED_CREDENTIAL_ID, accepted.credentialId());
            context.success(PasswordCredentialModel.TYPE);
        } else if (answer instanceof AppPasswordAnswer.Refused) {
            refuse(context);
        } else if (config.refusesPasswords() && hasSecondFactor(context)) {
            AuthenticatorUtils.dummyHash(context);
            refuse(context);
        } else {
            super.authenticate(context);
        }
    }

    private static AppPasswordAnswer appPassword(
            AuthenticationFlowContext context, AppPasswordGrantConfig config, String given) {
        String clientId = context.getAuthenticationSession().getClient().getClientId();
        return config.clients().contains(clientId)
                ? PersonsAppPasswords.of(context.getSession(), context.getRealm(), context.getUser())
                        .answer(given, clientId)
                : new AppPasswordAnswer.None();
    }

    /** What the person could prove in a browser, where the realm's login holds it. */
    private static boolean hasSecondFactor(AuthenticationFlowContext context) {
        return PersonalFactors.levels(
                        context.getSession(),
                        context.getRealm(),
                        context.getRealm().getBrowserFlow(),
                        context.getUser())
                .stream()
                .anyMatch(level -> level.covers(Level.MFA));
    }

    /** In the words in which Keycloak refuses a wrong password. */
    private void refuse(AuthenticationFlowContext context) {
        UserModel user = context.getUser();
        context.getEvent().user(user).error(Errors.INVALID_USER_CREDENTIALS);
        Response refusal =
                errorResponse(Response.Status.BAD_REQUEST.getStatusCode(), "invalid_grant", "Invalid user credentials");
        context.failure(AuthenticationFlowError.INVALID_USER, refusal);
    }
}
