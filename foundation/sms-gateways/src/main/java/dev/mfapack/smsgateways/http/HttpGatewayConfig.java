package dev.mfapack.smsgateways.http;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/**
 * Options of the gateway {@code http}. Headers may hold secrets and are never printed.
 *
 * @param url where messages are sent; empty when no gateway is configured
 * @param method HTTP method: {@code POST} (default) or {@code PUT}
 * @param headers request headers
 * @param contentType media type of the body, which decides how values are escaped: {@code application/json} (default) or
 *     {@code application/x-www-form-urlencoded}
 * @param body template of the body with the placeholders {@code {to}}, {@code {text}} and {@code {id}}
 */
record HttpGatewayConfig(
        Optional<URI> url, String method, List<Header> headers, String contentType, BodyTemplate body) {

    /** A login waits for nobody: a gateway that does not even accept a connection in this time counts as down. */
    static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    /** Large providers answer in well under a second; past this another way is better for the person. */
    static final Duration READ_TIMEOUT = Duration.ofSeconds(5);

    static final List<ProviderConfigProperty> PROPERTIES = ProviderConfigurationBuilder.create()
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
            .helpText("Body with the placeholders {to}, {text} and {id}.")
            .defaultValue(BodyTemplate.DEFAULT)
            .add()
            .build();

    record Header(String name, String value) {

        @Override
        public String toString() {
            return name;
        }
    }

    static HttpGatewayConfig from(Config.Scope options) {
        String contentType = options.get("content-type", BodyTemplate.JSON);
        return new HttpGatewayConfig(
                url(options.get("url")),
                method(options.get("method", "POST")),
                headers(options.get("headers")),
                contentType,
                BodyTemplate.of(contentType, options.get("body", BodyTemplate.DEFAULT)));
    }

    private static Optional<URI> url(@Nullable String given) {
        if (given == null || given.isBlank()) {
            return Optional.empty();
        }
        URI url = URI.create(given.strip());
        if (!("http".equals(url.getScheme()) || "https".equals(url.getScheme())) || url.getHost() == null) {
            throw new IllegalArgumentException("mfa-sms-gateway http: url must be an http or https address");
        }
        return Optional.of(url);
    }

    private static String method(String given) {
        String method = given.toUpperCase(Locale.ROOT);
        if (!List.of("POST", "PUT").contains(method)) {
            throw new IllegalArgumentException("mfa-sms-gateway http: method must be POST or PUT");
        }
        return method;
    }

    private static List<Header> headers(@Nullable String given) {
        List<Header> headers = new ArrayList<>();
        for (String line : given == null ? new String[0] : given.split("[|\\n]")) {
            if (line.isBlank()) {
                continue;
            }
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new IllegalArgumentException("mfa-sms-gateway http: a header must look like 'Name: value'");
            }
            headers.add(new Header(
                    line.substring(0, colon).strip(), line.substring(colon + 1).strip()));
        }
        return List.copyOf(headers);
    }
}
