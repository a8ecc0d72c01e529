package dev.mfapack.factors.notice;

import dev.mfapack.core.audit.AuditType;
import dev.mfapack.core.notice.NoticeKind;
import dev.mfapack.core.notice.NoticeSubject;
import dev.mfapack.factors.KeycloakClock;
import dev.mfapack.factors.audit.Audit;
import dev.mfapack.factors.code.CodeCredentialModel;
import dev.mfapack.factors.code.CodeFactor;
import dev.mfapack.factors.code.CodeFactors;
import dev.mfapack.persistence.RiskDecision;
import dev.mfapack.persistence.RiskStores;
import dev.mfapack.persistence.SeenDevices;
import dev.mfapack.persistence.StoredNotice;
import io.micrometer.core.instrument.Metrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.component.ComponentModel;
import org.keycloak.credential.CredentialModel;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserModel.RequiredAction;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.services.managers.AuthenticationManager;

/**
 * That a person has said "this wasn't me": all sessions end, what was just added counts no more, and a new password is asked for.
 * It lowers no level that is required and touches no older factor: whoever holds the mailbox alone gets nowhere by it.
 */
final class Repudiation {

    private static final String REASON = "repudiated";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final UserModel user;
    private final Audit audit;
    private final List<String> done = new ArrayList<>();

    Repudiation(KeycloakSession session, RealmModel realm, UserModel user) {
        this.session = session;
        this.realm = realm;
        this.user = user;
        this.audit = Audit.of(session);
    }

    /** Does all of it, and gives whether a new password will be asked for. */
    boolean of(StoredNotice notice) {
        NoticeSubject subject = notice.subject();
        done.add(subject.kind().id());
        endAllSessions();
        if (subject.credentialId() != null) {
            takeBack(subject, subject.credentialId());
        }
        boolean isPasswordAsked = askForANewPassword();
        if (notice.decisionId() != null) {
            callAnAttack(notice.decisionId());
        }
        boolean isDevice = subject.kind() == NoticeKind.NEW_DEVICE;
        audit.success(AuditType.REPUDIATED, user, subject.factor(), isDevice ? null : subject.credentialId(), done);
        Metrics.counter("mfa.repudiations", "notice", subject.kind().id()).increment();
        return isPasswordAsked;
    }

    /** So that who chooses thresholds sees what they would have caught. */
    private void callAnAttack(String decisionId) {
        boolean isKnown = RiskStores.of(session)
                .decisions()
                .label(session, realm.getId(), decisionId, RiskDecision.Label.ATTACK, user.getId());
        if (isKnown) {
            String decision = "decision-" + decisionId;
            audit.success(AuditType.RISK_LABELLED, user, null, null, List.of("attack", decision));
            done.add(decision);
        }
    }

    /** Tokens that are out already are worth nothing either, wherever an app looks. */
    private void endAllSessions() {
        session.users().setNotBeforeForUser(realm, user, (int)
                KeycloakClock.INSTANCE.instant().getEpochSecond());
        List<UserSessionModel> all = Stream.concat(
                        session.sessions().getUserSessionsStream(realm, user),
                        session.sessions().getOfflineUserSessionsStream(realm, user))
                .toList();
        for (UserSessionModel ended : all) {
            AuthenticationManager.backchannelLogout(session, ended, true);
            event(EventType.LOGOUT).session(ended).success();
        }
        done.add("sessions-ended-" + all.size());
    }

    private void takeBack(NoticeSubject subject, String id) {
        switch (subject.kind()) {
            case FACTOR_ADDED -> suspend(id);
            case NEW_DEVICE -> new SeenDevices(session, realm.getId(), user.getId()).forget(id);
            default -> {
                // What it happened to is older, and stays.
            }
        }
    }

    private void suspend(String credentialId) {
        CredentialModel added = user.credentialManager().getStoredCredentialById(credentialId);
        if (added == null) {
            done.add("factor-gone");
            return;
        }
        Optional<CodeFactor> ofCodes = CodeFactors.ALL.stream()
                .filter(factor -> factor.factor().id().equals(added.getType()))
                .findFirst();
        if (ofCodes.isPresent()) {
            putOutOfForce(ofCodes.get(), added);
        } else {
            remove(added);
        }
    }

    /** A number or address stays to be seen, by the person and by who helps them, and counts when it is proven anew. */
    private void putOutOfForce(CodeFactor factor, CredentialModel added) {
        user.credentialManager()
                .updateStoredCredential(CodeCredentialModel.of(factor, added).unconfirmed());
        audit.success(AuditType.FACTOR_DISABLED, user, added.getType(), added.getId(), List.of(REASON));
        done.add("factor-suspended");
    }

    /** Keycloak's own steps know no factor that is there and does not count; nor is there anything to see of it. */
    private void remove(CredentialModel added) {
        user.credentialManager().removeStoredCredentialById(added.getId());
        event(EventType.REMOVE_CREDENTIAL)
                .detail(Details.CREDENTIAL_TYPE, added.getType())
                .detail(Details.CREDENTIAL_ID, added.getId())
                .detail(Details.REASON, REASON)
                .success();
        done.add("factor-removed");
    }

    private boolean askForANewPassword() {
        RequiredActionProviderModel action =
                realm.getRequiredActionProviderByAlias(RequiredAction.UPDATE_PASSWORD.name());
        boolean canBeAsked = action != null
                && action.isEnabled()
                && user.credentialManager().isConfiguredFor(PasswordCredentialModel.TYPE)
                && !isPasswordKeptElsewhere();
        if (canBeAsked) {
            user.addRequiredAction(RequiredAction.UPDATE_PASSWORD);
        }
        done.add(canBeAsked ? "password-asked" : "password-not-asked");
        return canBeAsked;
    }

    /** Somebody whose directory takes no new password from here would never get past the question for one. */
    private boolean isPasswordKeptElsewhere() {
        ComponentModel store = user.getFederationLink() == null ? null : realm.getComponent(user.getFederationLink());
        return store != null && "READ_ONLY".equals(store.get("editMode"));
    }

    private EventBuilder event(EventType type) {
        return new EventBuilder(realm, session, session.getContext().getConnection())
                .event(type)
                .user(user);
    }
}
