package dev.mfapack.smsgateways;

import dev.mfapack.core.sms.SmsGateway;
import org.keycloak.provider.Provider;

/** A gateway as Keycloak provides it. It may be used after the session that gave it is closed. */
public interface SmsGatewayProvider extends SmsGateway, Provider {

    @Override
    default void close() {}
}
