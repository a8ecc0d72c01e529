package dev.mfapack.smsgateways.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.mfapack.core.sms.Handover;
import dev.mfapack.smsgateways.Options;
import dev.mfapack.smsgateways.SmsGatewayProvider;
import dev.mfapack.smsgateways.SmsGatewayProviderFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.models.KeycloakSession;

class OrderTest {

    @Test
    void theOneThatIsConfiguredNeedsNoName() {
        assertThat(Order.of(List.of(), there(Map.of("http", true, "twilio", false, "log", false))))
                .containsExactly("http");
    }

    @Test
    void noneIsNone() {
        assertThat(Order.of(List.of(), there(Map.of("http", false)))).isEmpty();
    }

    @Test
    void namedOnesComeInTheirOrder() {
        assertThat(Order.of(List.of("twilio", "http"), there(Map.of("http", true, "twilio", true, "own", true))))
                .containsExactly("twilio", "http");
    }

    @Test
    void severalThatNobodyNamedAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Order.of(List.of(), there(Map.of("http", true, "twilio", true))))
                .withMessage("mfa-sms-gateway chain: http, twilio are configured: name those to use, in their order,"
                        + " by the option gateways");
    }

    @Test
    void oneThatIsNotThereIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Order.of(List.of("twilio"), there(Map.of("http", true, "log", false))))
                .withMessage("mfa-sms-gateway chain: gateways names twilio, but there are only http, log");
    }

    @Test
    void oneWithoutItsOptionsIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Order.of(List.of("twilio"), there(Map.of("twilio", false))))
                .withMessage("mfa-sms-gateway chain: gateways names twilio, but its options are missing");
    }

    @ParameterizedTest
    @CsvSource({
        "breaker-window, 1",
        "breaker-window, 1001",
        "breaker-window, many",
        "breaker-failure-rate, 0",
        "breaker-failure-rate, 101",
        "breaker-slow-seconds, 0",
        "breaker-slow-seconds, 61",
        "breaker-open-seconds, 0",
        "breaker-open-seconds, 3601",
        "gateways, 'http,twilio,http'"
    })
    void optionsOutOfRangeAreRefusedAtStart(String option, String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChainFactory().init(new Options().with(option, value)))
                .withMessageStartingWith("mfa-sms-gateway chain: " + option);
    }

    @Test
    void leavingThemOutIsFine() {
        ChainConfig config = ChainConfig.from(
                new Options().with("gateways", " twilio, ,http ").with("breaker-window", ""));

        assertThat(config.gateways()).containsExactly("twilio", "http");
        assertThat(config.window()).isEqualTo(10);
        assertThat(config.failureRate()).isEqualTo(50);
        assertThat(config.slow()).hasSeconds(4);
        assertThat(config.open()).hasSeconds(30);
    }

    private static Map<String, SmsGatewayProviderFactory> there(Map<String, Boolean> configured) {
        Map<String, SmsGatewayProviderFactory> there = new HashMap<>();
        configured.forEach((id, yes) -> there.put(id, new Factory(id, yes)));
        return there;
    }

    private record Factory(String getId, boolean isConfigured) implements SmsGatewayProviderFactory {

        @Override
        public SmsGatewayProvider create(KeycloakSession session) {
            return message -> new Handover.Taken();
        }
    }
}
