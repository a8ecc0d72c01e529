package dev.mfapack.smsgateways.http;

import dev.mfapack.core.phone.PhoneNumber;
import dev.mfapack.core.sms.TextMessage;
import dev.mfapack.smsgateways.GatewaySecret;
import dev.mfapack.smsgateways.transport.Address;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.keycloak.Config;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/**
 * Options of the gateway {@code http}. Headers and the secret are never printed.
 *
 * @param url where messages are sent; empty when no gateway is configured
 * @param method HTTP method: {@code POST} (default) or {@code PUT}
 * @param headers request headers
 * @param contentType media type of the body, which decides how values are escaped: {@code application/json} (default) or
 *     {@code application/x-www-form-urlencoded}
 * @param body template of the body
 * @param from the sender that the body names; empty where it names none
 * @param credentials how a request proves whose it is
 * @param answers how an answer is read
 */
record HttpGatewayConfig(
        Optional<URI> url,
        String method,
        List<Header> headers,
        String contentType,
        BodyTemplate body,
        String from,
        Credentials credentials,
        Answers answers) {

    static final List<ProviderConfigProperty> PROPERTIES = ProviderConfigurationBuilder.create()
            .property()
            .name("preset")
            .type(ProviderConfigProperty.STRING_TYPE)
            .helpText("Options of a known provider: vonage or infobip.")
            .add()
            .property()
            .name("url")
            .type(ProviderConfigProperty.STRING_TYPE)
            .helpText("Address that takes a message.")
            .add()
            .property()
            .name("method")
            .type(ProviderConfigProperty.STRING_TYPE)
            .helpText("POST or PUT.")
            .defaultValue("POST")
            .add()
            .property()
            .name("headers")
            .type(ProviderConfigProperty.STRING_TYPE)
            .secret(true)
            .helpText("Request headers, 'Name: value', separated by '|'.")
            .add()
            .property()
            .name("content-type")
            .type(ProviderConfigProperty.STRING_TYPE)
            .helpText("application/json or application/x-www-form-urlencoded.")
            .defaultValue(BodyTemplate.JSON)
            .add()
            .property()
            .name("body")
            .type(ProviderConfigProperty.STRING_TYPE)
            .helpText(
                    "Body with the placeholders {to} or {digits}, {text}, {id}, {from}, {alphabet}, {username}, {secret}.")
            .defaultValue(BodyTemplate.DEFAULT)
            .add()
            .property()
            .name("from")
            .type(ProviderConfigProperty.STRING_TYPE)
            .helpText("Sender, for the placeholder {from}.")
            .add()
            .property()
            .name("auth")
            .type(ProviderConfigProperty.STRING_TYPE)
            .helpText("none, basic, bearer, header or body.")
            .defaultValue("none")
            .add()
            .property()
            .name("username")
            .type(ProviderConfigProperty.STRING_TYPE)
            .helpText("Name that goes with the secret.")
            .add()
            .property()
            .name("secret")
            .type(ProviderConfigProperty.STRING_TYPE)
            .secret(true)
            .helpText("Password, token or key.")
            .add()
            .property()
            .name("secret-vault-entry")
            .type(ProviderConfigProperty.STRING_TYPE)
            .helpText("Name of the vault's entry that holds the secret, in place of the option secret.")
            .add()
            .property()
            .name("auth-header")
            .type(ProviderConfigProperty.STRING_TYPE)
            .helpText("With auth header: 'Name: value' with the placeholder {secret}.")
            .add()
            .property()
            .name("success-status")
            .type(ProviderConfigProperty.STRING_TYPE)
            .helpText("HTTP statuses of a message that was taken.")
            .defaultValue("200-299")
            .add()
            .property()
            .name("success-pointer")
            .type(ProviderConfigProperty.STRING_TYPE)
            .helpText("JSON pointer to what tells, with such a status, whether the message was taken.")
            .add()
            .property()
            .name("success-values")
            .type(ProviderConfigProperty.STRING_TYPE)
            .helpText("Values there that mean taken, separated by commas.")
            .add()
            .property()
            .name("id-pointer")
            .type(ProviderConfigProperty.STRING_TYPE)
            .helpText("JSON pointer to the provider's id of the message.")
            .add()
            .property()
            .name("error-pointer")
            .type(ProviderConfigProperty.STRING_TYPE)
            .helpText("JSON pointer to the code that tells why a message was not taken.")
            .add()
            .property()
            .name("errors-refused")
            .type(ProviderConfigProperty.STRING_TYPE)
            .helpText("Codes about this message or number: no other gateway gets it.")
            .add()
            .property()
            .name("errors-trouble")
            .type(ProviderConfigProperty.STRING_TYPE)
            .helpText("Codes about trouble at the provider: they count for the circuit breaker.")
            .add()
            .build();

    record Header(String name, String value) {

        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * Reads the options.
     *
     * @throws IllegalArgumentException for a bad one; the message names it and repeats no value
     */
    static HttpGatewayConfig from(Config.Scope given) {
        HttpOptions options = new HttpOptions(given);
        if (options.hasPreset() && options.get("url").isEmpty()) {
            throw new IllegalArgumentException("this preset needs url, the address of your account at the provider");
        }
        String contentType = options.get("content-type", BodyTemplate.JSON);
        BodyTemplate body = BodyTemplate.of(contentType, options.get("body", BodyTemplate.DEFAULT));
        HttpGatewayConfig config = new HttpGatewayConfig(
                options.get("url").map(Address::of),
                method(options.get("method", "POST")),
                headers(options.get("headers", "")),
                contentType,
                body,
                options.get("from", ""),
                Credentials.from(options, body),
                Answers.from(options));
        config.check();
        return config;
    }

    HttpRequest.Builder request(URI to, TextMessage message, String secret) {
        HttpRequest.Builder request = HttpRequest.newBuilder(to)
                .header("Content-Type", contentType)
                .method(method, BodyPublishers.ofString(body.fill(message, from, credentials.username(), secret)));
        headers.forEach(header -> request.setHeader(header.name(), header.value()));
        credentials.addTo(request, secret);
        return request;
    }

    private void check() {
        if (body.asksFor("from") && from.isEmpty()) {
            throw new IllegalArgumentException("body asks for {from}: give the sender by the option from");
        }
        checkHeaders();
    }

    /** Whatever the HTTP client would refuse is refused now, and not with the first login. */
    private void checkHeaders() {
        try {
            request(
                    URI.create("http://localhost/"),
                    new TextMessage("id", new PhoneNumber("+12015550123"), "text"),
                    credentials.secret().flatMap(GatewaySecret::givenPlainly).orElse("secret"));
        } catch (IllegalArgumentException e) {
            // The cause repeats the value, which may be a secret.
            throw new IllegalArgumentException("content-type, one of the headers or the secret cannot be sent");
        }
    }

    private static String method(String given) {
        String method = given.toUpperCase(Locale.ROOT);
        if (!List.of("POST", "PUT").contains(method)) {
            throw new IllegalArgumentException("method must be POST or PUT");
        }
        return method;
    }

    private static List<Header> headers(String given) {
        List<Header> headers = new ArrayList<>();
        for (String line : given.split("[|\\n]", -1)) {
            if (line.isBlank()) {
                continue;
            }
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new IllegalArgumentException("a header must look like 'Name: value'");
            }
            if (line.substring(0, colon).strip().equalsIgnoreCase("Content-Type")) {
                throw new IllegalArgumentException("headers must not hold Content-Type; use the option content-type");
            }
            headers.add(new Header(
                    line.substring(0, colon).strip(), line.substring(colon + 1).strip()));
        }
        return List.copyOf(headers);
    }
}
