package dev.mfapack.factors.notice;

import dev.mfapack.core.limit.Settings;
import dev.mfapack.core.notice.NoticePolicy;
import dev.mfapack.factors.level.RealmCache;
import org.jboss.logging.Logger;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.RealmModel;

/** Which notices a realm sends: all where the pack has a step in the browser flow, none where it has none, unless attributes say otherwise. */
public final class RealmNotices {

    private static final Logger LOG = Logger.getLogger(RealmNotices.class);

    private RealmNotices() {}

    /** What holds now. */
    public static NoticePolicy policy(RealmModel realm) {
        Settings settings = new Settings(
                realm::getAttribute,
                (attribute, problem) -> LOG.warnf(
                        "Realm %s: the attribute %s cannot be read, and the strictest value holds: %s",
                        realm.getName(), attribute, problem));
        return NoticePolicy.read(settings, isThePackIn(realm));
    }

    private static boolean isThePackIn(RealmModel realm) {
        return realm.getBrowserFlow() != null
                && RealmCache.get(
                        realm,
                        "pack in the browser flow",
                        () -> isThePackIn(realm, realm.getBrowserFlow().getId()));
    }

    private static boolean isThePackIn(RealmModel realm, String flowId) {
        return realm.getAuthenticationExecutionsStream(flowId)
                .filter(step -> !step.isDisabled())
                .anyMatch(step -> isThePacks(realm, step));
    }

    private static boolean isThePacks(RealmModel realm, AuthenticationExecutionModel step) {
        return step.isAuthenticatorFlow()
                ? isThePackIn(realm, step.getFlowId())
                : step.getAuthenticator().startsWith("mfa-");
    }
}
