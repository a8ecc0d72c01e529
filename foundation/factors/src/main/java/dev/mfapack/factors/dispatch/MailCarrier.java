package dev.mfapack.factors.dispatch;

import dev.mfapack.core.sms.Handover;
import dev.mfapack.persistence.OutboxMessage;
import java.util.Map;
import org.keycloak.email.EmailException;
import org.keycloak.email.EmailSenderProvider;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/** By the realm's mail server, as Keycloak sends its own mails; its timeouts are those of the realm's settings, 10 s each. */
final class MailCarrier implements Carrier {

    private final KeycloakSessionFactory factory;

    MailCarrier(KeycloakSessionFactory factory) {
        this.factory = factory;
    }

    @Override
    public Handover send(OutboxMessage sealed, Message message) {
        // A look-up of its own, so that the session that sends finds the realm in the cache and takes no connection for
        // it.
        boolean hasServer = KeycloakModelUtils.runJobInTransactionWithResult(
                factory,
                session -> smtp(session.realms().getRealm(sealed.realmId())).get("host") != null);
        if (!hasServer) {
            return new Handover.Failed("not-configured");
        }
        return KeycloakModelUtils.runJobInTransactionWithResult(factory, session -> {
            RealmModel realm = session.realms().getRealm(sealed.realmId());
            session.getContext().setRealm(realm);
            try {
                session.getProvider(EmailSenderProvider.class)
                        .send(smtp(realm), message.to(), message.subject(), message.text(), message.html());
                return new Handover.Taken();
            } catch (EmailException e) {
                return new Handover.Failed("mail-server");
            }
        });
    }

    private static Map<String, String> smtp(RealmModel realm) {
        return realm.getSmtpConfig();
    }
}
