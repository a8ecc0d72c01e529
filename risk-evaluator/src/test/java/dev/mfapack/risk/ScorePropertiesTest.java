package dev.mfapack.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class ScorePropertiesTest {

    private static final Instant NOW = Bench.afterTwoWeeks();

    @Property
    @Label("more log-odds never give a lower score, and none leaves 0 to 100")
    void monotone(
            @ForAll @DoubleRange(min = -60, max = 60) double one,
            @ForAll @DoubleRange(min = -60, max = 60) double other) {
        assertThat(Score.of(Math.max(one, other))).isGreaterThanOrEqualTo(Score.of(Math.min(one, other)));
        assertThat(Score.of(one)).isBetween(0.0, 100.0);
        if (Math.abs(one - other) > 1e-3) {
            assertThat(Score.of(one)).isNotEqualTo(Score.of(other));
        }
    }

    @Property(tries = 20)
    @Label("the more often a place was seen, the lower its score; the more failures, the higher")
    void monotoneInHabitAndFailures(
            @ForAll @IntRange(min = 1, max = 20) int days, @ForAll @IntRange(min = 1, max = 20) int failures) {
        Bench bench = new Bench().known();
        double before =
                bench.assess(Bench.stranger(NOW.plus(Duration.ofDays(days)))).score();
        for (int day = 0; day < days; day++) {
            bench.succeed(Bench.stranger(NOW.plus(Duration.ofDays(day))));
        }
        Instant then = NOW.plus(Duration.ofDays(days));
        double known = bench.assess(Bench.stranger(then)).score();
        assertThat(known).isLessThan(before);

        double last = known;
        for (int failure = 0; failure < failures; failure++) {
            bench.fail(Bench.stranger(then.minusSeconds(1)));
            double next = bench.assess(Bench.stranger(then)).score();
            assertThat(next).isGreaterThan(last);
            last = next;
        }
    }

    @Property(tries = 5)
    @Label("logins that differ in anything that counts score differently")
    void noTies(@ForAll @IntRange(max = 1000) int salt) {
        Bench bench = new Bench().known();
        Set<Double> scores = new HashSet<>();
        for (int minute = 0; minute < 200; minute++) {
            scores.add(bench.assess(Bench.anna(NOW.plusSeconds(60L * minute + salt % 60)))
                    .score());
        }
        assertThat(scores).hasSize(200);
    }
}
