package dev.mfapack.factors.recovery;

import dev.mfapack.core.audit.AuditRecord.Outcome;
import dev.mfapack.core.audit.AuditType;
import dev.mfapack.core.level.Level;
import dev.mfapack.factors.KeycloakClock;
import dev.mfapack.factors.audit.Audit;
import dev.mfapack.persistence.Recoveries;
import dev.mfapack.persistence.Recovery;
import dev.mfapack.persistence.Recovery.State;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.credential.CredentialModel;
import org.keycloak.events.Details;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * A login that began with a recovery's link. What the person had when they used it counts for nothing in this login, and goes on to
 * work in every other one until a new factor is bound; then it ends.
 */
public final class RecoveryLogin {

    private static final String ID = "mfa-recovery";
    private static final String LOST = "mfa-recovery-lost";
    private static final String BETWEEN = " ";

    private final AuthenticationSessionModel authSession;
    private final Recoveries recoveries;
    private final Optional<Recovery> recovery;

    private RecoveryLogin(AuthenticationSessionModel authSession, Recoveries recoveries, Optional<Recovery> recovery) {
        this.authSession = authSession;
        this.recoveries = recoveries;
        this.recovery = recovery;
    }

    public static RecoveryLogin of(KeycloakSession session, AuthenticationSessionModel authSession) {
        Recoveries recoveries = new Recoveries(session, authSession.getRealm().getId());
        // A note of the client's, as only these outlive a restart of the login.
        Optional<Recovery> recovery =
                Optional.ofNullable(authSession.getClientNote(ID)).flatMap(recoveries::find);
        return new RecoveryLogin(authSession, recoveries, recovery);
    }

    /** This login begins with the link of that recovery. */
    public static void begin(AuthenticationSessionModel authSession, Recovery recovery, UserModel person) {
        authSession.setClientNote(ID, recovery.id());
        authSession.setClientNote(
                LOST,
                beside(person, Set.of()).stream().map(CredentialModel::getId).collect(Collectors.joining(BETWEEN)));
    }

    /** Whether it is under way, or was finished in this login, for that person. */
    public boolean isOf(UserModel user) {
        return recovery.filter(it -> it.userId().equals(user.getId()))
                .filter(it -> it.state() == State.DONE || isUnderWay(it))
                .isPresent();
    }

    /** Whether it was stopped, or its time is over, since this login began. */
    public boolean wasStopped() {
        return authSession.getClientNote(LOST) != null
                && recovery.filter(it -> it.state() == State.DONE || isUnderWay(it))
                        .isEmpty();
    }

    /** Ids of the credentials that do not count in this login. */
    public Set<String> lost() {
        String note = authSession.getClientNote(LOST);
        return note == null || note.isEmpty() ? Set.of() : Set.of(note.split(BETWEEN, -1));
    }

    /** A new factor is bound: what the person had before ends, and so do their other sessions. Where nothing is to be recovered, nothing. */
    public void finish(RequiredActionContext context) {
        UserModel user = context.getUser();
        if (recovery.filter(it -> it.userId().equals(user.getId()) && it.state() == State.USED)
                .isEmpty()) {
            return;
        }
        if (!recoveries.finish(recovery.get().id(), KeycloakClock.INSTANCE.instant())) {
            undo(context);
            return;
        }
        Set<String> lost = lost();
        beside(user, Set.of()).stream()
                .filter(credential -> lost.contains(credential.getId()))
                .forEach(credential -> remove(context, credential));
        authSession.removeClientNote(LOST);
        AuthenticatorUtil.logoutOtherSessions(context);
        Audit.of(context.getSession())
                .level(
                        AuditType.RECOVERY_COMPLETED,
                        Outcome.SUCCESS,
                        user,
                        Level.MFA,
                        List.of("recovery-" + recovery.get().id(), "ended-" + lost.size()));
    }

    /** It was stopped: what was bound meanwhile goes again, and what the person had counts as before. */
    public void undo(RequiredActionContext context) {
        beside(context.getUser(), lost()).forEach(credential -> remove(context, credential));
        authSession.removeClientNote(LOST);
        authSession.removeClientNote(ID);
    }

    private static void remove(RequiredActionContext context, CredentialModel credential) {
        context.getUser().credentialManager().removeStoredCredentialById(credential.getId());
        context.getEvent()
                .clone()
                .event(EventType.REMOVE_CREDENTIAL)
                .user(context.getUser())
                .detail(Details.CREDENTIAL_TYPE, credential.getType())
                .detail(Details.CREDENTIAL_ID, credential.getId())
                .detail(Details.REASON, ID)
                .success();
    }

    /** Everything but the password, and but for these. */
    private static List<CredentialModel> beside(UserModel user, Set<String> kept) {
        return user.credentialManager()
                .getStoredCredentialsStream()
                .filter(credential -> !credential.getType().equals(PasswordCredentialModel.TYPE))
                .filter(credential -> !kept.contains(credential.getId()))
                .toList();
    }

    private static boolean isUnderWay(Recovery recovery) {
        return recovery.state() == State.USED && !recovery.isOver(KeycloakClock.INSTANCE.instant());
    }
}
