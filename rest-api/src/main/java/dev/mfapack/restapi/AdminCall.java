package dev.mfapack.restapi;

import dev.mfapack.core.audit.AuditType;
import dev.mfapack.factors.audit.Audit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.admin.OperationType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/**
 * One call of an administrator.
 *
 * @param realm that is looked at or changed; the administrator may be of another one
 * @param permissions of the administrator in that realm
 */
record AdminCall(
        KeycloakSession session, RealmModel realm, AdminPermissionEvaluator permissions, AdminEventBuilder event) {

    /** @throws ProblemException 403 when the administrator may not look at the realm */
    void requireViewRealm() {
        if (!permissions.realm().canViewRealm()) {
            throw ProblemException.forbidden("This needs the role view-realm of the realm.");
        }
    }

    /** @throws ProblemException 403 when the administrator may not change the realm */
    void requireManageRealm() {
        if (!permissions.realm().canManageRealm()) {
            throw ProblemException.forbidden("This needs the role manage-realm of the realm.");
        }
    }

    /** @throws ProblemException 403 when the administrator may not look at the realm's events */
    void requireViewEvents() {
        if (!permissions.realm().canViewEvents()) {
            throw ProblemException.forbidden("This needs the role view-events of the realm.");
        }
    }

    /** @throws ProblemException 403 when the administrator may not look at the person */
    void requireViewPerson(UserModel person) {
        if (!permissions.users().canView(person)) {
            throw ProblemException.forbidden("This needs the role view-users of the realm.");
        }
    }

    /** @throws ProblemException 403 when the administrator may not look at all of the realm's people */
    void requireViewPeople() {
        if (!permissions.users().canView()) {
            throw ProblemException.forbidden("This needs the role view-users of the realm.");
        }
    }

    /** @throws ProblemException 403 when the administrator may not change the person */
    void requireManagePerson(UserModel person) {
        if (!permissions.users().canManage(person)) {
            throw ProblemException.forbidden("This needs the role manage-users of the realm.");
        }
    }

    /** @throws ProblemException 403 when the administrator may not change all of the realm's people */
    void requireManagePeople() {
        if (!permissions.users().canManage()) {
            throw ProblemException.forbidden("This needs the role manage-users of the realm.");
        }
    }

    UserModel administrator() {
        return permissions.adminAuth().getUser();
    }

    /** Undoes what this call has written: Keycloak commits what stands when a refusal is thrown. */
    ProblemException undone(String detail) {
        session.getTransactionManager().setRollbackOnly();
        return ProblemException.conflict(detail);
    }

    /** Records what became of a person's factor; {@code told} must hold no secret. */
    void changedFor(UserModel person, AuditType type, String factor, @Nullable String credentialId, Object told) {
        Audit.of(session).adminFor(person, type, administrator(), factor, credentialId);
        tell(told);
    }

    /** Records the change in the audit log and as an admin event; {@code told} must hold no secret. */
    void changed(AuditType type, List<String> reasons, Object told) {
        Audit.of(session).admin(type, administrator(), reasons);
        tell(told);
    }

    /** Tells of a step that is recorded in the audit log already; {@code told} must hold no secret. */
    void tell(Object told) {
        // A listener that the change has switched on hears of it too.
        event.refreshRealmEventsConfig(session)
                .operation(OperationType.ACTION)
                .resourcePath(session.getContext().getUri())
                .representation(told)
                .success();
    }
}
