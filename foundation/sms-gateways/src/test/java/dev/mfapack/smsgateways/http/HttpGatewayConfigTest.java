package dev.mfapack.smsgateways.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.provider.ProviderConfigProperty;

class HttpGatewayConfigTest {

    private static final String URL = "https://sms.example/v1";

    @Test
    void whatTheOperatorLeavesOutHasADefault() {
        HttpGatewayConfig config = HttpGatewayConfig.from(new Options());

        assertThat(config.url()).isEmpty();
        assertThat(config.method()).isEqualTo("POST");
        assertThat(config.headers()).isEmpty();
        assertThat(config.contentType()).isEqualTo("application/json");
    }

    @ParameterizedTest
    @CsvSource({
        "url, ftp://user:s3cret@sms.example/, url",
        "url, sms.example/s3cret, url",
        "url, file:///etc/s3cret, url",
        "url, https:///s3cret, url",
        "url, https://sms.example/?key=s3cret value, url",
        "url, https://user:s3cret@sms.example/, url",
        "url, https://sms.example:99999/s3cret, url",
        "headers, 'Host: s3cret', headers",
        "headers, 'X Y: s3cret', headers",
        "headers, 'X-Y: s3\u0007cret', headers",
        "headers, 'content-type: text/s3cret', headers",
        "method, GET, method",
        "method, DELETE s3cret, method",
        "headers, s3cret, header",
        "headers, ': s3cret', header",
        "headers, 'X-Ok: yes|s3cret', header",
        "content-type, text/s3cret, content-type",
        "body, '{\"key\":\"s3cret\"}', body"
    })
    @DisplayName("C4: a bad option is refused at start, by name and without repeating its value")
    void aBadOptionIsRefusedAtStart(String option, String value, String named) {
        Options options = new Options().with("url", URL).with(option, value);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HttpGatewayFactory().init(options))
                .withMessageStartingWith("mfa-sms-gateway http: ")
                .withMessageContaining(named)
                .withMessageNotContaining("s3cret");
    }

    @Test
    @DisplayName("C4: a printed configuration shows no header's value")
    void aPrintedConfigurationShowsNoHeadersValue() {
        HttpGatewayConfig config =
                HttpGatewayConfig.from(new Options().with("url", URL).with("headers", "Authorization: Bearer s3cret"));

        assertThat(config.headers()).containsExactly(new HttpGatewayConfig.Header("Authorization", "Bearer s3cret"));
        assertThat(config.toString()).doesNotContain("s3cret").contains("Authorization");
    }

    @Test
    @DisplayName("C4: headers are declared as secret, so that the server masks them")
    void headersAreDeclaredAsSecret() {
        assertThat(new HttpGatewayFactory().getConfigMetadata())
                .filteredOn(ProviderConfigProperty::isSecret)
                .extracting(ProviderConfigProperty::getName)
                .containsExactly("headers");
    }

    @Test
    void noOptionIsNamedSoThatTheServerFixesItAtBuildTime() {
        assertThat(new HttpGatewayFactory().getConfigMetadata())
                .extracting(ProviderConfigProperty::getName)
                .containsExactly("url", "method", "headers", "content-type", "body")
                .noneMatch(name -> name.endsWith("-enabled") || name.endsWith("-provider"));
    }
}
