package dev.mfapack.smsgateways;

import org.keycloak.provider.ProviderFactory;

/** Makes gateways. Bad options are refused in {@code init}, so that the server does not start with them. */
public interface SmsGatewayProviderFactory extends ProviderFactory<SmsGatewayProvider> {}
