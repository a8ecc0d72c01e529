package dev.mfapack.smsgateways.http;

import dev.mfapack.core.phone.PhoneNumber;
import dev.mfapack.core.sms.TextMessage;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
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
        HttpGatewayConfig config = new HttpGatewayConfig(
                url(options.get("url")),
                method(options.get("method", "POST")),
                headers(options.get("headers")),
                contentType,
                BodyTemplate.of(contentType, options.get("body", BodyTemplate.DEFAULT)));
        config.check();
        return config;
    }

    HttpRequest request(URI to, TextMessage message) {
        HttpRequest.Builder request = HttpRequest.newBuilder(to)
                .timeout(READ_TIMEOUT)
                .header("Content-Type", contentType)
                .method(method, BodyPublishers.ofString(body.fill(message)));
        headers.forEach(header -> request.setHeader(header.name(), header.value()));
        return request.build();
    }

    /** Whatever the HTTP client would refuse is refused now, and not with the first login. */
    private void check() {
        try {
            request(URI.create("http://localhost/"), new TextMessage("id", new PhoneNumber("+12015550123"), "text"));
        } catch (IllegalArgumentException e) {
            // The cause repeats the value, which may be a secret.
            throw new IllegalArgumentException(
                    "mfa-sms-gateway http: content-type or one of the headers cannot be sent");
        }
    }

    private static Optional<URI> url(@Nullable String given) {
        if (given == null || given.isBlank()) {
            return Optional.empty();
        }
        try {
            URI url = new URI(given.strip());
            if (("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                    && url.getHost() != null
                    && url.getUserInfo() == null
                    && url.getPort() <= 65_535) {
                return Optional.of(url);
            }
        } catch (URISyntaxException e) {
            // Its message repeats the address, which may hold a key.
        }
        throw new IllegalArgumentException(
                "mfa-sms-gateway http: url must be an http or https address without name and password");
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
            if (line.substring(0, colon).strip().equalsIgnoreCase("Content-Type")) {
                throw new IllegalArgumentException(
                        "mfa-sms-gateway http: headers must not hold Content-Type; use the option content-type");
            }
            headers.add(new Header(
                    line.substring(0, colon).strip(), line.substring(colon + 1).strip()));
        }
        return List.copyOf(headers);
    }
}
