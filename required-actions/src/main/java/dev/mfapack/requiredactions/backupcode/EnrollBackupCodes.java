package dev.mfapack.requiredactions.backupcode;

import dev.mfapack.core.backupcode.BackupCodes;
import dev.mfapack.core.lookup.LookupSecret;
import dev.mfapack.factors.backupcode.PersonsBackupCodes;
import dev.mfapack.factors.backupcode.RunningLow;
import dev.mfapack.factors.level.FreshProof;
import dev.mfapack.factors.level.StepUpType;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.authentication.CredentialRegistrator;
import org.keycloak.authentication.InitiatedActionSupport;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.events.Details;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Shows new backup codes, once; those before work until the person has said that they kept the new ones. After a login by one
 * of the last codes it first tells how many are left, and lets the person choose.
 */
final class EnrollBackupCodes implements RequiredActionProvider, CredentialRegistrator {

    private static final String ACTION = "mfa-action";

    @Override
    public InitiatedActionSupport initiatedActionSupport() {
        return InitiatedActionSupport.SUPPORTED;
    }

    /** Who has used up all codes is asked to make new ones, in a login that may change factors. */
    @Override
    public void evaluateTriggers(RequiredActionContext context) {
        OptionalInt left = codes(context).left();
        AuthenticationSessionModel authSession = context.getAuthenticationSession();
        if (left.isPresent()
                && left.getAsInt() == 0
                && FreshProof.isHighest(context.getSession(), authSession, context.getUser())) {
            authSession.addRequiredAction(RunningLow.ACTION);
        }
    }

    @Override
    public void requiredActionChallenge(RequiredActionContext context) {
        OptionalInt toTell = toTell(context);
        context.challenge(
                toTell.isPresent()
                        ? new BackupCodesPage(context).low(toTell.getAsInt())
                        : new BackupCodesPage(context).show(new PendingBackupCodes(context).shownOrNew()));
    }

    @Override
    public void processAction(RequiredActionContext context) {
        MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
        String wish = Optional.ofNullable(form.getFirst(ACTION)).orElse("");
        Optional<List<LookupSecret>> shown = new PendingBackupCodes(context).shown();
        if (toTell(context).isPresent()) {
            answerWhetherToMakeNewOnes(context, wish);
        } else if (shown.isEmpty()) {
            requiredActionChallenge(context);
        } else if (wish.equals("download")) {
            context.challenge(new BackupCodesPage(context).download(shown.get()));
        } else if (wish.equals("print")) {
            context.challenge(new BackupCodesPage(context).print(shown.get()));
        } else if (form.containsKey(BackupCodesPage.KEPT)) {
            bind(context, shown.get(), form.containsKey("logout-sessions"));
        } else {
            context.challenge(new BackupCodesPage(context).notKept(shown.get()));
        }
    }

    private void answerWhetherToMakeNewOnes(RequiredActionContext context, String wish) {
        if (wish.equals("later")) {
            RunningLow.forget(context.getAuthenticationSession());
            context.success();
            return;
        }
        if (wish.equals("new")) {
            RunningLow.forget(context.getAuthenticationSession());
        }
        requiredActionChallenge(context);
    }

    /** Nothing to choose for who has none left, or must make new ones in any case. */
    private static OptionalInt toTell(RequiredActionContext context) {
        OptionalInt left = RunningLow.left(context.getAuthenticationSession());
        boolean must = context.getUser().getRequiredActionsStream().anyMatch(RunningLow.ACTION::equals);
        return must || left.orElse(0) == 0 ? OptionalInt.empty() : left;
    }

    private static void bind(RequiredActionContext context, List<LookupSecret> shown, boolean endOtherSessions) {
        String credentialId = codes(context).replaceBy(shown);
        PendingBackupCodes.forget(context.getAuthenticationSession());
        RunningLow.forget(context.getAuthenticationSession());
        context.getEvent()
                .event(EventType.UPDATE_CREDENTIAL)
                .detail(Details.CREDENTIAL_TYPE, BackupCodes.TYPE)
                .detail(Details.CREDENTIAL_ID, credentialId);
        if (endOtherSessions) {
            AuthenticatorUtil.logoutOtherSessions(context);
        }
        context.success();
    }

    @Override
    public void initiatedActionCanceled(KeycloakSession session, AuthenticationSessionModel authSession) {
        PendingBackupCodes.forget(authSession);
    }

    private static PersonsBackupCodes codes(RequiredActionContext context) {
        return PersonsBackupCodes.of(context.getSession(), context.getRealm(), context.getUser());
    }

    @Override
    public @Nullable String getCredentialType(KeycloakSession session, AuthenticationSessionModel authSession) {
        return StepUpType.of(authSession, BackupCodes.TYPE);
    }

    @Override
    public void close() {}
}
