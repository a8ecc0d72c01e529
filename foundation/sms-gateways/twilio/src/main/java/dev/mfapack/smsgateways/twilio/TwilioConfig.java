package dev.mfapack.smsgateways.twilio;

import dev.mfapack.smsgateways.GatewaySecret;
import dev.mfapack.smsgateways.transport.Address;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.keycloak.Config;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/**
 * Options of the gateway {@code twilio}. The secret is never printed.
 *
 * @param accountSid the account, {@code AC…}
 * @param username what goes with the secret: the API key, {@code SK…}, or else the account
 * @param secret the API key's secret, or the account's token
 * @param sender a number or name, or a messaging service, {@code MG…}
 * @param senderIsService whether the sender is a messaging service
 * @param url where Twilio's API is, without a path; another one for another region
 */
record TwilioConfig(
        String accountSid, String username, GatewaySecret secret, String sender, boolean senderIsService, URI url) {

    private static final String URL = "https://api.twilio.com";

    static final List<ProviderConfigProperty> PROPERTIES = ProviderConfigurationBuilder.create()
            .property()
            .name("account-sid")
            .type(ProviderConfigProperty.STRING_TYPE)
            .helpText("The account, AC….")
            .add()
            .property()
            .name("api-key")
            .type(ProviderConfigProperty.STRING_TYPE)
            .helpText("The API key, SK…. Without it the secret is the account's token.")
            .add()
            .property()
            .name("secret")
            .type(ProviderConfigProperty.STRING_TYPE)
            .secret(true)
            .helpText("The API key's secret, or the account's token.")
            .add()
            .property()
            .name("secret-vault-entry")
            .type(ProviderConfigProperty.STRING_TYPE)
            .helpText("Name of the vault's entry that holds the secret, in place of the option secret.")
            .add()
            .property()
            .name("from")
            .type(ProviderConfigProperty.STRING_TYPE)
            .helpText("The sender: a number in E.164 form, a short code or a name.")
            .add()
            .property()
            .name("messaging-service")
            .type(ProviderConfigProperty.STRING_TYPE)
            .helpText("A messaging service, MG…, in place of from.")
            .add()
            .property()
            .name("url")
            .type(ProviderConfigProperty.STRING_TYPE)
            .helpText("Where Twilio's API is, for another region.")
            .defaultValue(URL)
            .add()
            .build();

    /**
     * Reads the options.
     *
     * @return empty when none is given
     * @throws IllegalArgumentException for a bad one; the message names it and repeats no value
     */
    static Optional<TwilioConfig> from(Config.Scope options) {
        Optional<GatewaySecret> secret = GatewaySecret.from(options, "secret");
        Optional<String> account = get(options, "account-sid");
        Optional<String> from = get(options, "from");
        Optional<String> service = get(options, "messaging-service");
        Optional<String> key = get(options, "api-key");
        if (secret.isEmpty() && account.isEmpty() && from.isEmpty() && service.isEmpty() && key.isEmpty()) {
            return Optional.empty();
        }
        if (from.isPresent() == service.isPresent()) {
            throw new IllegalArgumentException("give either from or messaging-service");
        }
        String sid = sid(account, "account-sid", "AC");
        return Optional.of(new TwilioConfig(
                sid,
                key.isEmpty() ? sid : sid(key, "api-key", "SK"),
                secret.orElseThrow(() -> new IllegalArgumentException("secret or secret-vault-entry is missing")),
                from.orElseGet(() -> sid(service, "messaging-service", "MG")),
                service.isPresent(),
                url(get(options, "url").orElse(URL))));
    }

    /** Twilio's ids go into the path: anything else than an id is a slip, and perhaps a secret in the wrong option. */
    private static String sid(Optional<String> given, String option, String prefix) {
        return given.filter(sid -> sid.matches(prefix + "[0-9A-Za-z]{32}"))
                .orElseThrow(() -> new IllegalArgumentException(
                        option + " must be an id of Twilio: " + prefix + " and 32 letters and digits"));
    }

    private static URI url(String given) {
        URI url = Address.of(given);
        if (!url.getRawPath().matches("/?") || url.getRawQuery() != null) {
            throw new IllegalArgumentException("url must have no path, for it is Twilio's library that knows the path");
        }
        return url;
    }

    private static Optional<String> get(Config.Scope options, String name) {
        return Optional.ofNullable(options.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }
}
