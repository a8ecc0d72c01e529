package dev.mfapack.smsgateways;

import dev.mfapack.core.PublicApi;
import dev.mfapack.core.sms.SmsGateway;
import org.keycloak.provider.Provider;

/** A gateway as Keycloak provides it. It may be used after the session that gave it is closed, and by several threads. */
@PublicApi
@FunctionalInterface
public interface SmsGatewayProvider extends SmsGateway, Provider {

    @Override
    default void close() {}
}
