package dev.mfapack.factors.apppassword;

import dev.mfapack.core.apppassword.AppPasswords;
import dev.mfapack.core.audit.AuditType;
import dev.mfapack.core.lookup.LookupSecret;
import dev.mfapack.factors.KeycloakClock;
import dev.mfapack.factors.audit.Audit;
import dev.mfapack.factors.hash.SecretHash;
import dev.mfapack.factors.notice.Happening;
import dev.mfapack.factors.notice.PersonsNotices;
import dev.mfapack.persistence.AppPasswordUse;
import dev.mfapack.persistence.AppPasswordUses;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.ClientConnection;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;

/**
 * The app passwords of one person, the same for every door: making, using, ending them.
 *
 * <p>One per Keycloak session; not thread-safe.
 */
public final class PersonsAppPasswords {

    /** Session note with the credential by which a session began. Such a session gets none of a person's own calls. */
    public static final String SESSION_NOTE = "mfa.app-password";

    private static final SecureRandom RANDOM = new SecureRandom();

    /** An app password that was just made; the only time that it is known. */
    public record Made(String credentialId, LookupSecret password) {}

    private final KeycloakSession session;
    private final RealmModel realm;
    private final UserModel user;
    private final AppPasswordUses uses;
    private final Audit audit;

    private PersonsAppPasswords(KeycloakSession session, RealmModel realm, UserModel user) {
        this.session = session;
        this.realm = realm;
        this.user = user;
        this.uses = new AppPasswordUses(session, realm.getId(), user.getId());
        this.audit = Audit.of(session);
    }

    public static PersonsAppPasswords of(KeycloakSession session, RealmModel realm, UserModel user) {
        return new PersonsAppPasswords(session, realm, user);
    }

    public List<AppPasswordCredentialModel> all() {
        return stored().toList();
    }

    /** What is known of the use of one of them; empty when it was never used. */
    public Optional<AppPasswordUse> useOf(String credentialId) {
        return uses.of(credentialId);
    }

    /**
     * Makes one. The caller has looked that there are fewer than {@link AppPasswords#MOST}.
     *
     * @throws ModelDuplicateException when the name is taken
     */
    public Made make(String name, String service, Optional<Instant> expiresAt) {
        Set<String> taken = stored().map(AppPasswordCredentialModel::idPart).collect(Collectors.toSet());
        LookupSecret password = AppPasswords.draw(RANDOM, taken);
        String id = user.credentialManager()
                .createStoredCredential(AppPasswordCredentialModel.create(
                        password,
                        SecretHash.of(session, realm, password),
                        name,
                        service,
                        expiresAt,
                        KeycloakClock.INSTANCE.instant()))
                .getId();
        audit.success(AuditType.APP_PASSWORD_CREATED, user, AppPasswords.TYPE, id);
        return new Made(id, password);
    }

    /** Takes what a program of {@code service} sent as the person's password. */
    public AppPasswordAnswer answer(String given, String service) {
        Optional<LookupSecret> password = AppPasswords.read(given);
        Optional<AppPasswordCredentialModel> named = password.flatMap(
                it -> stored().filter(stored -> stored.idPart().equals(it.id())).findFirst());
        if (named.isEmpty()) {
            return new AppPasswordAnswer.None();
        }
        boolean matches = named.get().hash().matches(session, password.get());
        Instant now = KeycloakClock.INSTANCE.instant();
        if (!matches) {
            return refused("wrong-password");
        } else if (named.get().isExpiredAt(now)) {
            return refused("expired");
        } else if (!named.get().service().equals(service)) {
            return refused("other-service");
        }
        uses.count(named.get().getId(), address(), now);
        audit.success(
                AuditType.APP_PASSWORD_USED,
                user,
                AppPasswords.TYPE,
                named.get().getId());
        return new AppPasswordAnswer.Accepted(named.get().getId());
    }

    /** Ends all of them, and the sessions that began by them. */
    public void endAll() {
        List<String> ids = user.credentialManager()
                .getStoredCredentialsByTypeStream(AppPasswords.TYPE)
                .map(CredentialModel::getId)
                .toList();
        for (String id : ids) {
            user.credentialManager().removeStoredCredentialById(id);
            ended(id);
        }
        if (!ids.isEmpty()) {
            PersonsNotices.of(session, realm, user)
                    .tell(Happening.factorRemoved(AppPasswords.TYPE, Happening.By.PERHAPS_A_STRANGER));
        }
    }

    /** One of them was removed: its sessions end, and it is recorded. */
    public void ended(String credentialId) {
        uses.forget(credentialId);
        Stream.concat(
                        session.sessions().getUserSessionsStream(realm, user),
                        session.sessions().getOfflineUserSessionsStream(realm, user))
                .filter(begun -> credentialId.equals(begun.getNote(SESSION_NOTE)))
                .toList()
                .forEach(this::end);
        audit.success(AuditType.APP_PASSWORD_REVOKED, user, AppPasswords.TYPE, credentialId);
    }

    private void end(UserSessionModel begun) {
        if (begun.isOffline()) {
            session.sessions().removeOfflineUserSession(realm, begun);
        } else {
            session.sessions().removeUserSession(realm, begun);
        }
    }

    private AppPasswordAnswer refused(String reason) {
        audit.failure(AuditType.APP_PASSWORD_USED, user, AppPasswords.TYPE, List.of(reason));
        return new AppPasswordAnswer.Refused();
    }

    private @Nullable String address() {
        ClientConnection connection = session.getContext().getConnection();
        return connection == null ? null : connection.getRemoteHost();
    }

    private Stream<AppPasswordCredentialModel> stored() {
        return user.credentialManager()
                .getStoredCredentialsByTypeStream(AppPasswords.TYPE)
                .map(AppPasswordCredentialModel::of);
    }
}
