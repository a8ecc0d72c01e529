package dev.mfapack.factors.notice;

import dev.mfapack.core.key.HashKey;
import dev.mfapack.core.key.KeyPurpose;
import dev.mfapack.core.notice.LinkToken;
import dev.mfapack.core.notice.NoticeSubject;
import dev.mfapack.core.risk.LoginNotes;
import dev.mfapack.factors.KeycloakClock;
import dev.mfapack.persistence.KeyRingProvider;
import dev.mfapack.persistence.NoticeStore;
import dev.mfapack.persistence.StoredNotice;
import jakarta.ws.rs.core.UriBuilder;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.Urls;

/** The "this wasn't me" links of a realm's notices. */
final class NoticeLinks {

    /** Path of the page below that of the realm. */
    static final String PATH = "mfa/v1/not-me";

    /** Query parameter and form field that carry the token. */
    static final String TOKEN = "token";

    /** Somebody comes back from a week's holiday, and what was told is still fresh enough to take back. */
    static final Duration LIFE = Duration.ofDays(7);

    private static final SecureRandom RANDOM = new SecureRandom();

    private final KeycloakSession session;
    private final RealmModel realm;
    private final NoticeStore store;

    NoticeLinks(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
        this.store = new NoticeStore(session);
    }

    /** Makes a link, which works from the commit of the current transaction on. */
    String make(NoticeSubject subject) {
        Instant now = KeycloakClock.INSTANCE.instant();
        HashKey key = keys().current(realm.getId(), KeyPurpose.NOTICE_LINK);
        LinkToken token = LinkToken.draw(RANDOM);
        store.insert(new StoredNotice(
                token.noticeId(),
                subject,
                token.hash(key, subject),
                key.version(),
                now,
                now.plus(LIFE),
                false,
                decisionId().orElse(null)));
        return page().queryParam(TOKEN, token.text()).build().toString();
    }

    /** Of the login that is under way, or of the session that it goes on from. */
    private Optional<String> decisionId() {
        return Optional.ofNullable(session.getContext().getAuthenticationSession())
                .flatMap(login -> Optional.ofNullable(
                                login.getUserSessionNotes().get(LoginNotes.DECISION))
                        .or(() -> Optional.ofNullable(session.sessions()
                                        .getUserSession(
                                                realm, login.getParentSession().getId()))
                                .map(known -> known.getNote(LoginNotes.DECISION))));
    }

    /** The notice that a link came in, whether it still works or not; empty when nobody has made that link. */
    Optional<StoredNotice> find(String token) {
        return LinkToken.read(token)
                .flatMap(read -> store.find(read.noticeId())
                        .filter(notice -> notice.subject().realmId().equals(realm.getId()))
                        .filter(notice -> keys().version(realm.getId(), KeyPurpose.NOTICE_LINK, notice.keyVersion())
                                .filter(key -> read.matches(key, notice.subject(), notice.linkHash()))
                                .isPresent()));
    }

    /** Uses the link. Of several that do at once, one succeeds. */
    boolean use(StoredNotice notice) {
        return store.use(notice.id(), KeycloakClock.INSTANCE.instant());
    }

    /** Address of the page without a token. */
    UriBuilder page() {
        return Urls.realmBase(session.getContext().getUri().getBaseUri())
                .path(realm.getName())
                .path(PATH);
    }

    private KeyRingProvider keys() {
        return session.getProvider(KeyRingProvider.class);
    }
}
