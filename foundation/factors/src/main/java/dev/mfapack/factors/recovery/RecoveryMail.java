package dev.mfapack.factors.recovery;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.keycloak.email.EmailException;
import org.keycloak.email.EmailTemplateProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** The mail with the link, by Keycloak's own templates and the realm's mail server: the administrator waits and learns whether it left. */
final class RecoveryMail {

    private static final Logger LOG = Logger.getLogger(RecoveryMail.class);
    private static final String TEMPLATE = "mfa-recovery.ftl";

    private final KeycloakSession session;
    private final RealmModel realm;

    RecoveryMail(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /** Whether there is an address to which it may go: one that was validated. */
    static boolean canReach(UserModel user) {
        return user.isEmailVerified()
                && user.getEmail() != null
                && !user.getEmail().isBlank();
    }

    /** False when the mail server did not take it. */
    boolean send(UserModel user, URI link, long hours) {
        try {
            String site =
                    realm.getDisplayName() == null || realm.getDisplayName().isBlank()
                            ? realm.getName()
                            : realm.getDisplayName();
            session.getProvider(EmailTemplateProvider.class)
                    .setRealm(realm)
                    .setUser(user)
                    .send(
                            "mfaRecoveryMailSubject",
                            List.of(site),
                            TEMPLATE,
                            new HashMap<>(Map.of("link", link.toString(), "site", site, "hours", hours)));
            return true;
        } catch (EmailException e) {
            // Only the kind of trouble: its message may repeat the link.
            Throwable cause = e.getCause() == null ? e : e.getCause();
            LOG.warnf("Realm %s: the mail of a recovery could not be sent: %s", realm.getName(), cause.getClass());
            return false;
        }
    }
}
