package dev.mfapack.factors.dispatch;

import dev.mfapack.core.phone.PhoneNumber;
import dev.mfapack.core.sms.Handover;
import dev.mfapack.core.sms.SmsGateway;
import dev.mfapack.core.sms.TextMessage;
import dev.mfapack.persistence.OutboxMessage;
import dev.mfapack.smsgateways.SmsGatewayProvider;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/** By the SMS gateway. */
final class SmsCarrier implements Carrier {

    private final KeycloakSessionFactory factory;

    SmsCarrier(KeycloakSessionFactory factory) {
        this.factory = factory;
    }

    @Override
    public Handover send(OutboxMessage sealed, Message message) {
        return gateway().send(new TextMessage(sealed.id().toString(), new PhoneNumber(message.to()), message.text()));
    }

    private SmsGateway gateway() {
        return KeycloakModelUtils.runJobInTransactionWithResult(
                factory, session -> session.getProvider(SmsGatewayProvider.class));
    }
}
