package dev.mfapack.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mfapack.core.level.Level;
import dev.mfapack.core.risk.RiskPolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RiskEvaluatorTest {

    private static final Instant NOW = Bench.afterTwoWeeks();

    @Test
    void aStrangerScoresHigherThanThePersonAndIsAskedForMore() {
        Bench bench = new Bench().known();

        Assessment person = bench.assess(Bench.anna(NOW));
        Assessment stranger = bench.assess(Bench.stranger(NOW));

        assertThat(person.level()).isEqualTo(Level.BASIC);
        assertThat(stranger.level()).isNotEqualTo(Level.BASIC);
        assertThat(stranger.score()).isGreaterThan(person.score() + 40);
        assertThat(stranger.refusal()).isEmpty();
    }

    @Test
    void theScoreIsTheSumOfWhatTheSignalsAdd() {
        Bench bench = new Bench().known();

        Assessment stranger = bench.assess(Bench.stranger(NOW));

        double sum = Parameters.SHIPPED.intercept()
                + stranger.contributions().stream()
                        .mapToDouble(Contribution::weight)
                        .sum();
        assertThat(stranger.score()).isCloseTo(Score.of(sum), within(1e-9));
        assertThat(stranger.model()).isEqualTo(Parameters.SHIPPED.version());
    }

    @Test
    void sayWhatWasSeenWithoutAddressesOrUserAgents() {
        Bench bench = new Bench().known();

        Assessment stranger = bench.assess(Bench.stranger(NOW));

        assertThat(stranger.contributions())
                .extracting(it -> it.operator().map(Words::key).orElse(""))
                .contains("mfaRiskNew-country", "mfaRiskTravelPossible", "mfaRiskDeviceNew");
        assertThat(stranger.toString()).contains("BR").doesNotContain("192.0.2.99", "Opera 1", "another browser");
    }

    @Test
    void somebodyNewIsUnknownAndNotLow() {
        Bench bench = new Bench().known();

        Assessment first = bench.assess(Bench.login("new", NOW, "198.51.100.7", "NO", "n"));

        assertThat(first.learning().person()).isTrue();
        assertThat(first.learning().realm()).isFalse();
        assertThat(first.contributions())
                .filteredOn(it -> it.unknown().equals(Optional.of(Why.NO_HISTORY)))
                .extracting(Contribution::signal)
                .contains("device", "hour", "travel");
        assertThat(first.score())
                .isGreaterThan(bench.assess(Bench.anna(NOW)).score())
                .isLessThan(bench.assess(Bench.stranger(NOW)).score());
    }

    @Test
    void aBrokenStoreAsksForASecondFactor() {
        Bench known = new Bench().known();
        Profiles broken = new Profiles() {
            @Override
            public Observed<Stored> load(String realmId, String userId) {
                return Observed.unknown(Why.STORE_FAILED);
            }

            @Override
            public boolean save(String realmId, String userId, long before, byte[] blob) {
                return false;
            }
        };
        RiskEvaluator evaluator =
                new RiskEvaluator(broken, known.counts, known.velocity, Together.NOT, Bench.hashes(1), List.of());

        Assessment assessment = evaluator.evaluate(Bench.anna(NOW), RiskPolicy.DEFAULT);

        assertThat(assessment.isFaulty()).isTrue();
        assertThat(assessment.level()).isEqualTo(Level.MFA);
        assertThat(assessment.lesson().level()).isEqualTo(Level.MFA);
        assertThat(evaluator.learn(Bench.REALM, "anna", assessment.lesson(), new Completion(true, false)))
                .isEqualTo(Learned.STORE_FAILED);
    }

    @Test
    void aCorruptRowAsksForASecondFactorAndIsReplacedOnceItWasProven() {
        Bench bench = new Bench().known();
        Profiles.Stored row = bench.profiles.load(Bench.REALM, "anna").seen().orElseThrow();
        byte[] blob = row.blob().clone();
        blob[20] ^= 1;
        bench.profiles.save(Bench.REALM, "anna", row.version(), blob);

        Assessment assessment = bench.assess(Bench.anna(NOW));

        assertThat(assessment.level()).isEqualTo(Level.MFA);
        assertThat(assessment.contributions())
                .anyMatch(it -> it.signal().equals("profile") && it.unknown().equals(Optional.of(Why.CORRUPT)));
        assertThat(bench.succeed(Bench.anna(NOW), new Completion(false, false))).isEqualTo(Learned.NOT_PROVEN);
        assertThat(bench.succeed(Bench.anna(NOW), new Completion(true, false))).isEqualTo(Learned.LEARNED);
        assertThat(bench.assess(Bench.anna(NOW)).isFaulty()).isFalse();
    }

    @Test
    void aRowOfAnotherVersionIsLeftAlone() {
        Bench bench = new Bench();
        bench.profiles.save(Bench.REALM, "anna", 0, new byte[] {99, 1, 2, 3});

        assertThat(bench.assess(Bench.anna(NOW)).level()).isEqualTo(Level.MFA);
        assertThat(bench.succeed(Bench.anna(NOW))).isEqualTo(Learned.OTHER_VERSION);
        assertThat(bench.profiles.load(Bench.REALM, "anna").seen().orElseThrow().blob())
                .startsWith(99);
    }

    @Test
    void aLoginBeforeTheLastOneIsNoTravelButAFault() {
        Bench bench = new Bench().known();
        bench.succeed(Bench.anna(NOW));

        Assessment skewed = bench.assess(Bench.anna(NOW.minus(Duration.ofMinutes(5))));

        assertThat(skewed.contributions())
                .anyMatch(it -> it.signal().equals("travel") && it.unknown().equals(Optional.of(Why.CLOCK_SKEW)));
        assertThat(skewed.level()).isEqualTo(Level.MFA);
    }

    @Test
    void aSignalThatThrowsAsksForASecondFactor() {
        RiskSignal broken = new RiskSignal() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public Observed<Finding> look(Situation situation) {
                throw new IllegalStateException("out of order");
            }
        };
        Bench bench = new Bench(List.of(broken), Bench.hashes(1));

        Assessment assessment = bench.assess(Bench.anna(NOW));

        assertThat(assessment.level()).isEqualTo(Level.MFA);
        assertThat(assessment.contributions())
                .anyMatch(it -> it.signal().equals("broken") && it.unknown().equals(Optional.of(Why.SIGNAL_FAILED)));
    }

    @Test
    void aSignalFromOutsideMovesTheScoreOnlySoFar() {
        RiskSignal loud = new RiskSignal() {
            @Override
            public String name() {
                return "loud";
            }

            @Override
            public Observed<Finding> look(Situation situation) {
                return Observed.of(new Finding(1000, Words.of("loud"), Optional.empty()));
            }
        };

        Assessment assessment = new Bench(List.of(loud), Bench.hashes(1)).assess(Bench.anna(NOW));

        assertThat(assessment.contributions())
                .anyMatch(it -> it.signal().equals("loud") && it.weight() == RiskSignal.MOST);
        assertThatThrownBy(() -> new Bench(List.of(loud, loud), Bench.hashes(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void onlyHardEvidenceRefuses() {
        Bench bench = new Bench().known();
        RiskPolicy policy = new RiskPolicy(RiskPolicy.Mode.ENFORCE, 50, 95, OptionalInt.of(10), 3, 50, ZoneOffset.UTC);
        LoginAttempt stranger = Bench.stranger(NOW);
        for (int person = 0; person < 9; person++) {
            bench.fail(Bench.login("victim" + person, NOW.minusSeconds(60), "192.0.2.9", "BR", "x"));
        }

        assertThat(bench.evaluator.evaluate(stranger, policy).refusal()).isEmpty();

        bench.fail(Bench.login("victim10", NOW.minusSeconds(60), "192.0.2.10", "BR", "x"));

        assertThat(bench.evaluator.evaluate(stranger, policy).refusal()).contains(HardEvidence.STUFFING);
        assertThat(bench.evaluator
                        .evaluate(listed(Bench.anna(NOW), Reputation.Listing.DENY), RiskPolicy.DEFAULT)
                        .refusal())
                .contains(HardEvidence.DENIED_NETWORK);
        assertThat(bench.evaluator
                        .evaluate(listed(stranger, Reputation.Listing.ALLOW), policy)
                        .refusal())
                .isEmpty();
    }

    @Test
    void torAndFailuresRaiseTheScoreAndTheOperatorsNetworkLowersIt() {
        Bench bench = new Bench().known();
        double plain = bench.assess(Bench.stranger(NOW)).score();

        assertThat(bench.assess(listed(Bench.stranger(NOW), Reputation.Listing.TOR))
                        .score())
                .isGreaterThan(plain);
        assertThat(bench.assess(listed(Bench.stranger(NOW), Reputation.Listing.ALLOW))
                        .score())
                .isLessThan(plain);

        Bench.times(5).forEach(i -> bench.fail(Bench.stranger(NOW.minusSeconds(30))));

        assertThat(bench.assess(Bench.stranger(NOW)).score()).isGreaterThan(plain);
    }

    @Test
    void habitsOutliveARotationOfTheKey() {
        Bench bench = new Bench().known();
        RiskEvaluator rotated = new RiskEvaluator(
                bench.profiles, bench.counts, bench.velocity, Together.NOT, Bench.hashes(2), List.of());
        RiskEvaluator rotatedTwice = new RiskEvaluator(
                bench.profiles, bench.counts, bench.velocity, Together.NOT, Bench.hashes(3), List.of());
        double before = bench.assess(Bench.anna(NOW)).score();

        Assessment overlapping = rotated.evaluate(Bench.anna(NOW), RiskPolicy.DEFAULT);

        assertThat(overlapping.score()).isEqualTo(before);
        assertThat(rotatedTwice.evaluate(Bench.anna(NOW), RiskPolicy.DEFAULT).contributions())
                .anyMatch(it -> it.unknown().equals(Optional.of(Why.OTHER_KEY)));

        rotated.learn(Bench.REALM, "anna", overlapping.lesson(), new Completion(false, false));

        Assessment twice = rotatedTwice.evaluate(Bench.anna(NOW.plusSeconds(60)), RiskPolicy.DEFAULT);
        assertThat(twice.isFaulty()).isFalse();
        assertThat(twice.level()).isEqualTo(Level.BASIC);
    }

    @Test
    void twoNodesGiveTheSameScore() {
        Bench bench = new Bench().known();
        RiskEvaluator other = new RiskEvaluator(
                bench.profiles, bench.counts, bench.velocity, Together.NOT, Bench.hashes(1), List.of());

        assertThat(other.evaluate(Bench.stranger(NOW), RiskPolicy.DEFAULT))
                .isEqualTo(bench.assess(Bench.stranger(NOW)));
    }

    @Test
    void aLessonSurvivesTheAuthenticationSession() {
        Lesson lesson = new Bench().known().assess(Bench.stranger(NOW)).lesson();

        String text = lesson.write();

        assertThat(text).hasSizeLessThan(400);
        assertThat(Lesson.read(text).orElseThrow().values()).isEqualTo(lesson.values());
        assertThat(Lesson.read(text).orElseThrow().write()).isEqualTo(text);
        assertThat(Lesson.read(text.substring(4))).isEmpty();
        assertThat(Lesson.read("")).isEmpty();
    }

    private static LoginAttempt listed(LoginAttempt it, Reputation.Listing as) {
        return new LoginAttempt(
                it.realmId(),
                it.userId(),
                it.time(),
                it.address(),
                it.place(),
                it.provider(),
                Observed.of(Set.of(as)),
                it.userAgent(),
                it.clientHints(),
                it.device(),
                it.zone(),
                it.events());
    }
}
