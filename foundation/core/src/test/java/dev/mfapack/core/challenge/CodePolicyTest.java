package dev.mfapack.core.challenge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodePolicyTest {

    private static final List<Duration> WAITS = List.of(Duration.ofSeconds(30));

    @Test
    @DisplayName("C1, T1, F5: who sets nothing gets 6 digits, 5 minutes, 5 attempts, waits of 30, 60, 120 s")
    void theDefaultIsWhatTheStandardsStartFrom() {
        assertThat(CodePolicy.DEFAULT.digits()).isEqualTo(6);
        assertThat(CodePolicy.DEFAULT.lifetime()).hasSeconds(300);
        assertThat(CodePolicy.DEFAULT.attempts()).isEqualTo(5);
        assertThat(CodePolicy.DEFAULT.resendWaits())
                .containsExactly(Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofSeconds(120));
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 5, 11, Integer.MAX_VALUE})
    @DisplayName("C1: fewer than 6 or more than 10 digits are refused, with value and range")
    void digitsOutOfRangeAreRefused(int digits) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CodePolicy(digits, Duration.ofMinutes(5), 5, WAITS))
                .withMessage("digits must lie between 6 and 10, but is " + digits);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -300, 0, 59, 601, Long.MAX_VALUE})
    @DisplayName("C1: a lifetime over 10 minutes or under one is refused")
    void lifetimeOutOfRangeIsRefused(long seconds) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CodePolicy(6, Duration.ofSeconds(seconds), 5, WAITS))
                .withMessage("lifetime in seconds must lie between 60 and 600, but is " + seconds);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 6, Integer.MAX_VALUE})
    @DisplayName("T1: more than 5 attempts are refused, and none at all")
    void attemptsOutOfRangeAreRefused(int attempts) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CodePolicy(6, Duration.ofMinutes(5), attempts, WAITS))
                .withMessage("attempts must lie between 1 and 5, but is " + attempts);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 9, 3601, Long.MAX_VALUE})
    @DisplayName("F5: a resend wait under 10 s or over an hour is refused, wherever it stands")
    void resendWaitsOutOfRangeAreRefused(long seconds) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CodePolicy(
                        6, Duration.ofMinutes(5), 5, List.of(Duration.ofSeconds(30), Duration.ofSeconds(seconds))))
                .withMessage("resend wait in seconds must lie between 10 and 3600, but is " + seconds);
    }

    @Test
    @DisplayName("F5: a policy without any wait is refused")
    void noWaitAtAllIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CodePolicy(6, Duration.ofMinutes(5), 5, List.of()))
                .withMessageContaining("resend wait");
    }

    @ParameterizedTest
    @CsvSource({"6,60,1,10", "10,600,5,3600"})
    void theEndsOfTheRangesAreTaken(int digits, long lifetime, int attempts, long wait) {
        CodePolicy policy =
                new CodePolicy(digits, Duration.ofSeconds(lifetime), attempts, List.of(Duration.ofSeconds(wait)));

        assertThat(policy.waitAfter(1)).hasSeconds(wait);
    }

    @ParameterizedTest
    @CsvSource({"1,30", "2,60", "3,120", "4,120", "1000,120"})
    @DisplayName("F5: the waits climb and the last one repeats")
    void theLastWaitRepeats(int sends, long seconds) {
        assertThat(CodePolicy.DEFAULT.waitAfter(sends)).hasSeconds(seconds);
    }

    @Test
    void aListChangedAfterwardsChangesNothing() {
        List<Duration> waits = new ArrayList<>(WAITS);
        CodePolicy policy = new CodePolicy(6, Duration.ofMinutes(5), 5, waits);
        waits.set(0, Duration.ZERO);

        assertThat(policy.waitAfter(1)).hasSeconds(30);
    }

    @Property
    void tighteningNeverLoosensAnything(
            @ForAll("policies") CodePolicy realm, @ForAll("policies") CodePolicy execution) {
        CodePolicy tightened = realm.tightenedBy(execution);

        assertThat(tightened.digits()).isGreaterThanOrEqualTo(Math.max(realm.digits(), execution.digits()));
        assertThat(tightened.lifetime()).isLessThanOrEqualTo(realm.lifetime());
        assertThat(tightened.lifetime()).isLessThanOrEqualTo(execution.lifetime());
        assertThat(tightened.attempts()).isLessThanOrEqualTo(Math.min(realm.attempts(), execution.attempts()));
        for (int sends = 1; sends < 6; sends++) {
            assertThat(tightened.waitAfter(sends)).isGreaterThanOrEqualTo(realm.waitAfter(sends));
        }
    }

    @Property
    void tighteningByItselfChangesNothing(@ForAll("policies") CodePolicy realm) {
        assertThat(realm.tightenedBy(realm)).isEqualTo(realm);
    }

    @Provide
    Arbitrary<CodePolicy> policies() {
        return Combinators.combine(
                        Arbitraries.integers().between(6, 10),
                        Arbitraries.longs().between(60, 600).map(Duration::ofSeconds),
                        Arbitraries.integers().between(1, 5),
                        Arbitraries.longs()
                                .between(10, 3600)
                                .map(Duration::ofSeconds)
                                .list()
                                .ofMinSize(1)
                                .ofMaxSize(4))
                .as(CodePolicy::new);
    }
}
