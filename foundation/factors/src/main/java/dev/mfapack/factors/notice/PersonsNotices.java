package dev.mfapack.factors.notice;

import dev.mfapack.core.audit.AuditType;
import dev.mfapack.core.limit.Cap;
import dev.mfapack.core.notice.NoticeKind;
import dev.mfapack.core.notice.NoticePolicy;
import dev.mfapack.core.notice.NoticeSubject;
import dev.mfapack.core.notice.Receivers;
import dev.mfapack.factors.KeycloakClock;
import dev.mfapack.factors.audit.Audit;
import dev.mfapack.factors.dispatch.DispatcherProvider;
import dev.mfapack.factors.dispatch.Message;
import dev.mfapack.persistence.JpaLimitStore;
import io.micrometer.core.instrument.Metrics;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Tells one person by mail what happened to their account (NIST SP 800-63B-4 section 4.6, ASVS 6.3.5 and 6.3.7), the same for every
 * door. The mails are queued with the step they tell of, and leave after its commit; trouble with them never hurts the step.
 *
 * <p>One per Keycloak session; not thread-safe.
 */
public final class PersonsNotices {

    private static final Logger LOG = Logger.getLogger(PersonsNotices.class);

    private final KeycloakSession session;
    private final RealmModel realm;
    private final UserModel user;
    private final Audit audit;

    private PersonsNotices(KeycloakSession session, RealmModel realm, UserModel user) {
        this.session = session;
        this.realm = realm;
        this.user = user;
        this.audit = Audit.of(session);
    }

    /** {@code realm} is that of the current request. */
    public static PersonsNotices of(KeycloakSession session, RealmModel realm, UserModel user) {
        return new PersonsNotices(session, realm, user);
    }

    /** Queues the mails, if the realm sends any of this kind and the person has not had too many. */
    public void tell(Happening happening) {
        NoticePolicy policy = RealmNotices.policy(realm);
        Optional<NoticeKind> kind =
                happening.kinds().stream().filter(policy.on()::contains).findFirst();
        if (kind.isEmpty() || user.getServiceAccountClientLink() != null) {
            return;
        }
        try {
            tell(happening, kind.get(), policy);
        } catch (RuntimeException e) {
            // Only the kind of trouble: its message may repeat what the mail was filled with.
            LOG.errorf(
                    "A notice of the kind %s could not be queued: %s",
                    kind.get().id(), e.getClass().getName());
            count(kind.get(), "failed", "internal-error");
        }
    }

    private void tell(Happening happening, NoticeKind kind, NoticePolicy policy) {
        boolean isNotTooMany = new Cap(
                        new JpaLimitStore(session.getKeycloakSessionFactory(), KeycloakClock.INSTANCE),
                        KeycloakClock.INSTANCE)
                .mayTell(realm.getId(), user.getId(), kind.id(), kind.most(), kind.window());
        if (!isNotTooMany) {
            count(kind, "capped", "none");
            return;
        }
        Receivers receivers = new ValidatedAddresses(session, realm, user).receivers(KeycloakClock.INSTANCE.instant());
        if (receivers.addresses().isEmpty()) {
            failed(happening, kind, "no-address");
        } else if (realm.getSmtpConfig().get("host") == null) {
            failed(happening, kind, "not-configured");
        } else {
            queue(happening, kind, policy, receivers);
        }
    }

    private void queue(Happening happening, NoticeKind kind, NoticePolicy policy, Receivers receivers) {
        NoticeSubject subject =
                new NoticeSubject(realm.getId(), user.getId(), kind, happening.factor(), happening.credentialId());
        String link = new NoticeLinks(session, realm).make(subject);
        NoticeMail mail = new NoticeMail(session, realm, user, policy);
        DispatcherProvider dispatcher = session.getProvider(DispatcherProvider.class);
        Message first = mail.of(happening, kind, link, receivers.addresses().get(0));
        receivers.addresses().forEach(address -> dispatcher.sendAfterCommit(subject, first.to(address)));
        if (receivers.onlyRecent()) {
            failed(happening, kind, "only-recent-address");
        }
    }

    /** Whether or not a mail leaves: it was told to nobody of whom it is known that it is the person. */
    private void failed(Happening happening, NoticeKind kind, String reason) {
        LOG.infof("A notice of the kind %s reaches nobody who counts: %s", kind.id(), reason);
        count(kind, "failed", reason);
        audit.failure(AuditType.NOTICE_FAILED, user, happening.factor(), List.of(kind.id(), reason));
    }

    private static void count(NoticeKind kind, String outcome, String reason) {
        Metrics.counter("mfa.notices", "notice", kind.id(), "outcome", outcome, "reason", reason)
                .increment();
    }
}
