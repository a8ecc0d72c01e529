package dev.mfapack.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LocationSignalTest {

    private static final Instant LAST = Bench.afterTwoWeeks();

    @Test
    void aNewAddressWeighsTheMoreTheSoonerItComes() {
        Bench bench = lastSeen();

        double atOnce = weight(bench, Bench.stranger(LAST.plusSeconds(60)));
        double nextHour = weight(bench, Bench.stranger(LAST.plus(Duration.ofHours(1))));
        double nextDay = weight(bench, Bench.stranger(LAST.plus(Duration.ofHours(12))));

        assertThat(atOnce).isGreaterThan(nextHour + 1);
        assertThat(nextHour).isGreaterThan(nextDay + 0.5);
    }

    @Test
    void withinAMinuteAndWithAClockThatIsSlowItWeighsTheSame() {
        Bench bench = lastSeen();

        double atOnce = weight(bench, Bench.stranger(LAST.plusSeconds(60)));

        assertThat(weight(bench, Bench.stranger(LAST.plusSeconds(1)))).isCloseTo(atOnce, within(1e-9));
        assertThat(weight(bench, Bench.stranger(LAST.minusSeconds(30)))).isCloseTo(atOnce, within(1e-9));
    }

    @Test
    void aKnownAddressWeighsTheSameHoweverSoon() {
        Bench bench = lastSeen();

        assertThat(weight(bench, Bench.anna(LAST.plusSeconds(1))))
                .isCloseTo(weight(bench, Bench.anna(LAST.plus(Duration.ofHours(12)))), within(1e-9))
                .isNegative();
    }

    @Test
    void somebodyNewIsNotHeldToBeHasty() {
        Bench bench = new Bench().known();

        assertThat(weight(bench, Bench.login("new", LAST, "192.0.2.99", "BR", "n")))
                .isZero();
    }

    private static Bench lastSeen() {
        Bench bench = new Bench().known();
        bench.succeed(Bench.anna(LAST));
        return bench;
    }

    private static double weight(Bench bench, LoginAttempt attempt) {
        return bench.assess(attempt).contributions().stream()
                .filter(it -> it.signal().equals("location"))
                .findFirst()
                .orElseThrow()
                .weight();
    }
}
