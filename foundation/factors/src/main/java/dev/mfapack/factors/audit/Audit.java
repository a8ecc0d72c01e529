package dev.mfapack.factors.audit;

import dev.mfapack.core.audit.AuditRecord;
import dev.mfapack.core.audit.AuditRecord.Outcome;
import dev.mfapack.core.audit.AuditType;
import dev.mfapack.core.level.Level;
import dev.mfapack.factors.KeycloakClock;
import dev.mfapack.persistence.AuditTrailProvider;
import dev.mfapack.persistence.LevelBefore;
import dev.mfapack.persistence.RequestOrigin;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Records a step of the current request; realm, client, session and address come from Keycloak's context. */
public final class Audit {

    private final KeycloakSession session;

    private Audit(KeycloakSession session) {
        this.session = session;
    }

    public static Audit of(KeycloakSession session) {
        return new Audit(session);
    }

    public void success(AuditType type, UserModel user, String factor, @Nullable String credentialId) {
        record(type, Outcome.SUCCESS, user, factor, credentialId, null, List.of());
    }

    /** With words about it. */
    public void success(
            AuditType type,
            UserModel user,
            @Nullable String factor,
            @Nullable String credentialId,
            List<String> reasons) {
        record(type, Outcome.SUCCESS, user, factor, credentialId, null, reasons);
    }

    public void failure(AuditType type, UserModel user, @Nullable String factor, List<String> reasons) {
        record(type, Outcome.FAILURE, user, factor, null, null, reasons);
    }

    /** Returns the record's id, by which a help desk finds it. */
    public UUID level(AuditType type, Outcome outcome, UserModel user, @Nullable Level level, List<String> reasons) {
        return record(type, outcome, user, null, null, level, reasons);
    }

    /** What the session that a login goes on from has proven so far; the record of the login will say so. */
    public static void goesOnFrom(AuthenticationSessionModel authSession, Level level) {
        LevelBefore.note(authSession, level);
    }

    /** What an administrator did to the realm; {@code reasons} name what changed, never a secret. */
    public void admin(AuditType type, UserModel administrator, List<String> reasons) {
        record(type, Outcome.SUCCESS, administrator, null, null, null, reasons);
    }

    /** What an administrator did to a person's factor. */
    public void adminFor(
            UserModel person, AuditType type, UserModel administrator, String factor, @Nullable String credentialId) {
        record(type, Outcome.SUCCESS, person, administrator, factor, credentialId, null, List.of());
    }

    /** A step by which an administrator changes what a person may do; {@code reasons} hold no secret. */
    public void adminStep(
            UserModel person, AuditType type, Outcome outcome, UserModel administrator, List<String> reasons) {
        record(type, outcome, person, administrator, null, null, null, reasons);
    }

    /** What happened to the server, by nobody's doing that it knows of. */
    public void system(AuditType type) {
        record(type, Outcome.SUCCESS, null, null, null, null, List.of());
    }

    private UUID record(
            AuditType type,
            Outcome outcome,
            @Nullable UserModel user,
            @Nullable String factor,
            @Nullable String credentialId,
            @Nullable Level level,
            List<String> reasons) {
        return record(type, outcome, user, null, factor, credentialId, level, reasons);
    }

    private UUID record(
            AuditType type,
            Outcome outcome,
            @Nullable UserModel user,
            @Nullable UserModel actor,
            @Nullable String factor,
            @Nullable String credentialId,
            @Nullable Level level,
            List<String> reasons) {
        KeycloakContext context = session.getContext();
        ClientModel client = context.getClient();
        UUID id = UUID.randomUUID();
        session.getProvider(AuditTrailProvider.class)
                .record(new AuditRecord(
                        id,
                        KeycloakClock.INSTANCE.instant(),
                        context.getRealm().getId(),
                        type,
                        outcome,
                        user == null ? null : user.getId(),
                        actor == null ? null : actor.getId(),
                        factor,
                        credentialId,
                        null,
                        level,
                        reasons,
                        RequestOrigin.of(session, client == null ? null : client.getClientId(), sessionOf(user))));
        return id;
    }

    /** That of the login, or of the token by which the person calls; an administrator's says nothing about the person. */
    private @Nullable String sessionOf(@Nullable UserModel user) {
        AuthenticationSessionModel authSession = session.getContext().getAuthenticationSession();
        UserSessionModel userSession = session.getContext().getUserSession();
        if (authSession != null) {
            return authSession.getParentSession().getId();
        }
        boolean isTheirs = userSession != null
                && user != null
                && userSession.getUser() != null
                && userSession.getUser().getId().equals(user.getId());
        return isTheirs ? userSession.getId() : null;
    }
}
