package dev.mfapack.smsgateways.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.mfapack.smsgateways.Options;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LogGatewayTest {

    @Test
    @DisplayName("C4: a server in production mode does not start with it")
    void itIsRefusedInProduction() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LogGatewayFactory.refuseInProduction(true, false))
                .withMessageContaining("production mode");
    }

    @Test
    void itIsThereForDevelopmentAndForNobodyWhoDidNotNameIt() {
        assertThatNoException().isThrownBy(() -> LogGatewayFactory.refuseInProduction(true, true));
        assertThatNoException().isThrownBy(() -> LogGatewayFactory.refuseInProduction(false, false));
    }

    @Test
    void itIsUsedOnlyWhenItIsNamed() {
        LogGatewayFactory factory = new LogGatewayFactory();
        factory.init(new Options());

        assertThat(factory.isConfigured()).isFalse();
    }
}
