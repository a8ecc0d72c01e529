package dev.mfapack.smsgateways.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.mfapack.smsgateways.Options;
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
        "body, '{\"key\":\"s3cret\"}', body",
        "preset, s3cret, preset",
        "preset, infobip, url",
        "secret, s3cret, auth",
        "auth, s3cret, auth",
        "auth, bearer, secret",
        "success-status, 200-s3cret, success-status",
        "success-status, 299-200, success-status",
        "success-status, 99, success-status",
        "success-pointer, /s3cret, success-values",
        "success-values, s3cret, success-pointer",
        "id-pointer, s3cret, id-pointer",
        "error-pointer, s3cret, error-pointer",
        "errors-refused, s3cret, error-pointer",
        "body, '{\"to\":\"{to}\",\"text\":\"{text}\",\"s3cret\":\"{from}\"}', from",
        "body, '{\"to\":\"{to}\",\"text\":\"{text}\",\"k\":\"{secret}\"}', auth"
    })
    @DisplayName("C4: a bad option is refused at start, by name and without repeating its value")
    void aBadOptionIsRefusedAtStart(String option, String value, String named) {
        Options options =
                (option.equals("preset") ? new Options() : new Options().with("url", URL)).with(option, value);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HttpGatewayFactory().init(options))
                .withMessageStartingWith("mfa-sms-gateway http: ")
                .withMessageContaining(named)
                .withMessageNotContaining("s3cret")
                .withNoCause();
    }

    @ParameterizedTest
    @CsvSource({
        "basic, '', '', s3cret, username",
        "basic, us:er, '', s3cret, username",
        "header, '', '', s3cret, auth-header",
        "header, '', 'X-Key: s3cret', s3cret, auth-header",
        "header, '', 'X Key: {secret}', s3cret, secret",
        "bearer, '', '', 's3cret\u0007', secret",
        "body, '', '', s3cret, '{secret}'"
    })
    @DisplayName("C4: a way to authenticate that cannot work is refused at start, without repeating the secret")
    void credentialsThatCannotWorkAreRefused(String auth, String username, String header, String secret, String named) {
        Options options = new Options()
                .with("url", URL)
                .with("auth", auth)
                .with("username", username)
                .with("auth-header", header)
                .with("secret", secret);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HttpGatewayFactory().init(options))
                .withMessageContaining(named)
                .withMessageNotContaining("s3cret")
                .withNoCause();
    }

    @Test
    @DisplayName("C4: a secret stands in one place: the option or the vault")
    void aSecretStandsInOnePlace() {
        Options both = new Options()
                .with("url", URL)
                .with("auth", "bearer")
                .with("secret", "s3cret")
                .with("secret-vault-entry", "sms");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HttpGatewayFactory().init(both))
                .withMessage("mfa-sms-gateway http: give either secret or secret-vault-entry, not both");
    }

    @Test
    void itIsConfiguredWhenItKnowsAnAddress() {
        assertThat(initialized(new Options()).isConfigured()).isFalse();
        assertThat(initialized(new Options().with("url", " ")).isConfigured()).isFalse();
        assertThat(initialized(new Options().with("url", URL)).isConfigured()).isTrue();
        assertThat(initialized(new Options()
                                .with("preset", "vonage")
                                .with("username", "key")
                                .with("secret", "s3cret")
                                .with("from", "Bank"))
                        .isConfigured())
                .isTrue();
    }

    private static HttpGatewayFactory initialized(Options options) {
        HttpGatewayFactory factory = new HttpGatewayFactory();
        factory.init(options);
        return factory;
    }

    @Test
    @DisplayName("C4: a printed configuration shows no header's value")
    void aPrintedConfigurationShowsNoHeadersValue() {
        HttpGatewayConfig config = HttpGatewayConfig.from(new Options()
                .with("url", URL)
                .with("headers", "Authorization: Bearer s3cret")
                .with("auth", "bearer")
                .with("secret", "s3cret"));

        assertThat(config.headers()).containsExactly(new HttpGatewayConfig.Header("Authorization", "Bearer s3cret"));
        assertThat(config.toString()).doesNotContain("s3cret").contains("Authorization");
    }

    @Test
    @DisplayName("C4: headers are declared as secret, so that the server masks them")
    void headersAreDeclaredAsSecret() {
        assertThat(new HttpGatewayFactory().getConfigMetadata())
                .filteredOn(ProviderConfigProperty::isSecret)
                .extracting(ProviderConfigProperty::getName)
                .containsExactly("headers", "secret");
    }

    @Test
    void noOptionIsNamedSoThatTheServerFixesItAtBuildTime() {
        assertThat(new HttpGatewayFactory().getConfigMetadata())
                .extracting(ProviderConfigProperty::getName)
                .contains("preset", "url", "secret-vault-entry")
                .noneMatch(name -> name.endsWith("-enabled") || name.endsWith("-provider"));
    }
}
