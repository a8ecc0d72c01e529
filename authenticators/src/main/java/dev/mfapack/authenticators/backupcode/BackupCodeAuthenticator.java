package dev.mfapack.authenticators.backupcode;

import dev.mfapack.authenticators.ways.Ways;
import dev.mfapack.core.audit.AuditType;
import dev.mfapack.core.backupcode.BackupCodes;
import dev.mfapack.factors.audit.Audit;
import dev.mfapack.factors.audit.KeycloakEvents;
import dev.mfapack.factors.backupcode.BackupCodeAnswer;
import dev.mfapack.factors.backupcode.BackupCodesCredentialProvider;
import dev.mfapack.factors.backupcode.PersonsBackupCodes;
import dev.mfapack.factors.backupcode.RunningLow;
import dev.mfapack.factors.bruteforce.BruteForce;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationFlowError;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.CredentialValidator;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.credential.CredentialProvider;
import org.keycloak.events.Details;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Asks for one of the person's backup codes, whichever they like, and spends it. */
final class BackupCodeAuthenticator implements Authenticator, CredentialValidator<BackupCodesCredentialProvider> {

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        context.challenge(new BackupCodePage(context).show());
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        String typed = context.getHttpRequest().getDecodedFormParameters().getFirst(BackupCodePage.CODE);
        if (typed == null) {
            authenticate(context);
        } else if (BackupCodes.read(typed).isEmpty()) {
            context.challenge(new BackupCodePage(context).showError("mfaBackupMalformed"));
        } else {
            Optional<String> lock = BruteForce.of(context.getSession()).lock(context.getUser());
            if (lock.isPresent()) {
                refuseLocked(context, lock.get());
            } else {
                answer(context, typed);
            }
        }
    }

    private static void answer(AuthenticationFlowContext context, String typed) {
        BackupCodeAnswer answer = PersonsBackupCodes.of(context.getSession(), context.getRealm(), context.getUser())
                .answer(typed);
        if (answer instanceof BackupCodeAnswer.Accepted accepted) {
            AuthenticationSessionModel authSession = context.getAuthenticationSession();
            BruteForce.of(context.getSession()).succeeded(authSession);
            RunningLow.tell(authSession, accepted.left());
            context.getEvent().detail(Details.SELECTED_CREDENTIAL_ID, accepted.credentialId());
            context.success(BackupCodes.TYPE);
        } else {
            KeycloakEvents.wrongCode(context.getEvent(), context.getUser());
            context.failureChallenge(AuthenticationFlowError.INVALID_CREDENTIALS, wrong(context));
        }
    }

    /** Who is locked reads what anybody reads after a wrong code. */
    private static void refuseLocked(AuthenticationFlowContext context, String error) {
        Audit.of(context.getSession()).failure(AuditType.LOCKED, context.getUser(), BackupCodes.TYPE, List.of(error));
        context.getEvent().user(context.getUser()).error(error);
        context.forceChallenge(wrong(context));
    }

    private static Response wrong(AuthenticationFlowContext context) {
        return new BackupCodePage(context).showError("mfaBackupWrong");
    }

    @Override
    public boolean requiresUser() {
        return true;
    }

    @Override
    public boolean configuredFor(KeycloakSession session, RealmModel realm, UserModel user) {
        return getCredentialProvider(session).isConfiguredFor(realm, user, BackupCodes.TYPE);
    }

    @Override
    public String getType(KeycloakSession session) {
        return Ways.typeIfUsable(session, BackupCodes.TYPE);
    }

    @Override
    public void setRequiredActions(KeycloakSession session, RealmModel realm, UserModel user) {
        AuthenticationSessionModel authSession = session.getContext().getAuthenticationSession();
        if (!authSession.getRequiredActions().contains(RunningLow.ACTION)) {
            authSession.addRequiredAction(RunningLow.ACTION);
        }
    }

    @Override
    public List<RequiredActionFactory> getRequiredActions(KeycloakSession session) {
        return List.of((RequiredActionFactory) session.getKeycloakSessionFactory()
                .getProviderFactory(RequiredActionProvider.class, RunningLow.ACTION));
    }

    @Override
    public BackupCodesCredentialProvider getCredentialProvider(KeycloakSession session) {
        return (BackupCodesCredentialProvider) session.getProvider(CredentialProvider.class, BackupCodes.TYPE);
    }

    @Override
    public void close() {}
}
