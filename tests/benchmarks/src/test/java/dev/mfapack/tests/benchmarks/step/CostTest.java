package dev.mfapack.tests.benchmarks.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CostTest {

    private static final Cost PASSWORD = new Cost(9, 0);
    private static final Cost TOTP = new Cost(6, 8);
    private static final Cost SMS = new Cost(8, 9);

    @Test
    void keycloaksOwnStepIsItsRequestWithTheCode() {
        assertThat(TOTP.stepBeside(TOTP)).isCloseTo(8, within(1e-9));
    }

    @Test
    void stepOfMessageHasWhatThePasswordsRequestTakesLonger() {
        assertThat(SMS.stepBeside(TOTP)).isCloseTo(11, within(1e-9));
    }

    @Test
    void wholeLoginsAreComparedWithOneByPasswordAlone() {
        assertThat(SMS.beyond(PASSWORD)).isCloseTo(8, within(1e-9));
        assertThat(TOTP.beyond(PASSWORD)).isCloseTo(5, within(1e-9));
    }
}
