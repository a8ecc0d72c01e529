package dev.mfapack.authenticators.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfapack.core.level.Level;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keycloak.models.AuthenticatorConfigModel;

class RiskLevelConfigTest {

    @Test
    void whatIsNotSaidOrNotUnderstoodIsTwo() {
        assertThat(RiskLevelConfig.of(null)).isEqualTo(new RiskLevelConfig(Level.MFA, false));
        for (String level : new String[] {"", "2", " 2 ", "0", "1", "4", "two", "3.0"}) {
            assertThat(RiskLevelConfig.of(config(Map.of("risk-level", level))).level())
                    .as(level)
                    .isEqualTo(Level.MFA);
        }
    }

    @Test
    void threeIsThreeAndNegationIsRead() {
        assertThat(RiskLevelConfig.of(config(Map.of("risk-level", "3", "negate", "true"))))
                .isEqualTo(new RiskLevelConfig(Level.PHISHING_RESISTANT, true));
        assertThat(RiskLevelConfig.of(config(Map.of("risk-level", " 3 ", "negate", "yes"))))
                .isEqualTo(new RiskLevelConfig(Level.PHISHING_RESISTANT, false));
    }

    private static AuthenticatorConfigModel config(Map<String, String> values) {
        AuthenticatorConfigModel config = new AuthenticatorConfigModel();
        config.setAlias("risky");
        config.setConfig(values);
        return config;
    }
}
