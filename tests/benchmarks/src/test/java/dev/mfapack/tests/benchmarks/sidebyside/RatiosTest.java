package dev.mfapack.tests.benchmarks.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class RatiosTest {

    /** Ten values of mean 1.05 and standard deviation 0.0303; the table's t for nine degrees of freedom is 2.262. */
    @Test
    void intervalIsThatOfStudentsDistribution() {
        Ratios ratios = of(1.00, 1.02, 1.03, 1.04, 1.05, 1.05, 1.06, 1.07, 1.08, 1.10);

        assertThat(ratios.mean()).isCloseTo(1.05, within(1e-9));
        double halfWidth = 2.262 * Math.sqrt(0.0078 / 9) / Math.sqrt(10);
        assertThat(ratios.low()).isCloseTo(1.05 - halfWidth, within(1e-4));
        assertThat(ratios.high()).isCloseTo(1.05 + halfWidth, within(1e-4));
    }

    @Test
    void equalRatiosLeaveNoDoubt() {
        assertThat(of(1.1, 1.1, 1.1).high()).isCloseTo(1.1, within(1e-9));
    }

    @Test
    void oneDisturbedPairLeavesTheMedian() {
        Ratios ratios = of(1.0, 1.1, 9.0);
        assertThat(ratios.median()).isEqualTo(1.1);
        assertThat(ratios.mean()).isCloseTo(3.7, within(1e-9));
    }

    @Test
    void onePairHasNoInterval() {
        assertThatIllegalStateException().isThrownBy(of(1.1)::high);
    }

    private static Ratios of(double... values) {
        Ratios ratios = new Ratios();
        DoubleStream.of(values).forEach(ratios::add);
        return ratios;
    }
}
