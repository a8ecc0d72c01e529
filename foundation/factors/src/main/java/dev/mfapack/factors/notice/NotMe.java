package dev.mfapack.factors.notice;

import dev.mfapack.core.audit.AuditType;
import dev.mfapack.factors.KeycloakClock;
import dev.mfapack.factors.audit.Audit;
import dev.mfapack.persistence.StoredNotice;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * The link of a notice. To open it does nothing, as mail servers open links to look for malware; the button on its page does, once.
 *
 * <p>One per Keycloak session; not thread-safe.
 */
public final class NotMe {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final NoticeLinks links;

    private NotMe(KeycloakSession session) {
        this.session = session;
        this.realm = session.getContext().getRealm();
        this.links = new NoticeLinks(session, realm);
    }

    /** For the realm of the current request. */
    public static NotMe of(KeycloakSession session) {
        return new NotMe(session);
    }

    /** The page that says what the button does. */
    public Response ask(String token) {
        Optional<StoredNotice> notice = links.find(token).filter(NotMe::isOpen);
        Optional<UserModel> user = notice.flatMap(this::person);
        return user.isEmpty()
                ? page().gone()
                : page().of(user.get()).ask(notice.get().subject(), notice.get().createdAt(), token);
    }

    /** What the button does. */
    public Response act(String token) {
        Optional<StoredNotice> known = links.find(token);
        Optional<UserModel> user = known.flatMap(this::person);
        if (user.isEmpty()) {
            return page().gone();
        }
        StoredNotice notice = known.get();
        if (!links.use(notice)) {
            Audit.of(session)
                    .failure(
                            AuditType.REPUDIATED,
                            user.get(),
                            notice.subject().factor(),
                            List.of(notice.subject().kind().id(), isExpired(notice) ? "expired" : "used-before"));
            return page().of(user.get()).gone();
        }
        boolean isPasswordAsked = new Repudiation(session, realm, user.get()).of(notice);
        return page().of(user.get()).done(notice.subject(), isPasswordAsked);
    }

    private static boolean isOpen(StoredNotice notice) {
        return !notice.isUsed() && !isExpired(notice);
    }

    private static boolean isExpired(StoredNotice notice) {
        return !KeycloakClock.INSTANCE.instant().isBefore(notice.expiresAt());
    }

    private Optional<UserModel> person(StoredNotice notice) {
        return Optional.ofNullable(
                session.users().getUserById(realm, notice.subject().userId()));
    }

    private NotMePage page() {
        return new NotMePage(session, links.page().build());
    }
}
