package dev.mfapack.demo.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrengthTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource({"mfa, 0, true", "mfa, 900, true", "mfa, 901, false", "phr, 900, true", "basic, 0, false", "2, 0, false"
    })
    void a_second_factor_counts_for_15_minutes(String acr, long secondsAgo, boolean enough) {
        assertThat(Strength.MFA_WITHIN_15_MINUTES.isShownBy(acr, NOW.minusSeconds(secondsAgo), CLOCK))
                .isEqualTo(enough);
    }

    @Test
    void a_token_that_tells_nothing_shows_nothing() {
        assertThat(Strength.MFA_WITHIN_15_MINUTES.isShownBy(null, NOW, CLOCK)).isFalse();
        assertThat(Strength.MFA_WITHIN_15_MINUTES.isShownBy("mfa", null, CLOCK)).isFalse();
    }
}
