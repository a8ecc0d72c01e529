package dev.mfapack.tests.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TimesTest {

    @Test
    void shareOfThemIsDoneWithinTheShortestTimeThatSufficesForIt() {
        Times hundred = Times.ofAll(
                List.of(Times.ofNanos(LongStream.rangeClosed(51, 100)), Times.ofNanos(LongStream.rangeClosed(1, 50))));

        assertThat(hundred.count()).isEqualTo(100);
        assertThat(hundred.within(0.50)).isEqualTo(Duration.ofNanos(50));
        assertThat(hundred.within(0.95)).isEqualTo(Duration.ofNanos(95));
        assertThat(hundred.within(0.951)).isEqualTo(Duration.ofNanos(96));
        assertThat(hundred.within(1)).isEqualTo(Duration.ofNanos(100));
    }
}
