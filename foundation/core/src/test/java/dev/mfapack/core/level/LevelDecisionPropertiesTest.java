package dev.mfapack.core.level;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What must hold whatever rules the decision will get. */
class LevelDecisionPropertiesTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Property
    @Label("asking more never lowers what is outstanding")
    void askingMoreNeverLowersWhatIsOutstanding(
            @ForAll("inputs") LevelInputs inputs, @ForAll Level level, @ForAll Level more) {
        Level least = more.covers(level) ? level : more;
        Level most = more.covers(level) ? more : level;
        LevelInputs askingMore = asking(inputs, Optional.of(most));
        assertThat(outstanding(askingMore))
                .isGreaterThanOrEqualTo(outstanding(asking(inputs, Optional.of(least))))
                .isGreaterThanOrEqualTo(outstanding(asking(inputs, Optional.empty())));
    }

    @Property
    @Label("asking never lowers what habit wants, not even when it asks for what is beyond reach")
    void askingNeverLowersWhatHabitWants(@ForAll("inputs") LevelInputs inputs) {
        assertThat(outstanding(inputs)).isGreaterThanOrEqualTo(outstanding(asking(inputs, Optional.empty())));
    }

    @Property
    void proofNeverRaisesWhatIsOutstanding(
            @ForAll("inputs") LevelInputs inputs,
            @ForAll Level level,
            @ForAll @IntRange(min = 0, max = 100_000) int secondsAgo) {
        LevelInputs more = new LevelInputs(
                inputs.asked(),
                inputs.clientMaxAge(),
                inputs.habit(),
                inputs.factors(),
                inputs.proven().and(level, NOW.minusSeconds(secondsAgo)));

        assertThat(outstanding(more)).isLessThanOrEqualTo(outstanding(inputs));
    }

    @Property
    void provingWhatIsOutstandingSettlesIt(@ForAll("inputs") LevelInputs inputs) {
        Decision first = LevelDecision.decide(inputs, NOW);
        first.outstanding().ifPresent(level -> {
            Decision second = LevelDecision.decide(
                    new LevelInputs(
                            inputs.asked(),
                            inputs.clientMaxAge(),
                            inputs.habit(),
                            inputs.factors(),
                            inputs.proven().and(level, NOW)),
                    NOW);
            assertThat(second.outstanding()).isEmpty();
        });
    }

    @Property
    void whatIsOutstandingIsAlwaysALevelThePersonHasAFactorFor(@ForAll("inputs") LevelInputs inputs) {
        LevelDecision.decide(inputs, NOW)
                .outstanding()
                .ifPresent(level -> assertThat(inputs.factors()).contains(level));
    }

    @Property
    @Label("S3: whatever is asked is proven, outstanding or said to be beyond reach")
    void nothingAskedIsSilentlyDropped(@ForAll("inputs") LevelInputs inputs) {
        Decision decision = LevelDecision.decide(inputs, NOW);

        assertThat(decision.reasons()).allSatisfy(reason -> {
            boolean proven = inputs.proven().satisfies(reason.level(), reason.maxAge(), NOW);
            boolean outstanding = decision.outstanding()
                    .map(level -> level.covers(reason.level()))
                    .orElse(false);
            boolean said = decision.beyondReach().contains(reason);
            assertThat(proven || outstanding || said).isTrue();
            assertThat(proven && said).isFalse();
        });
        assertThat(decision.reasons()).containsAll(decision.beyondReach());
        inputs.asked()
                .ifPresent(level -> assertThat(decision.reasons())
                        .anyMatch(reason -> reason.kind() == Reason.Kind.CLIENT && reason.level() == level));
    }

    @Property
    @Label("S2: what an app asks is fresh for 15 minutes, habit for the session's life")
    void onlyWhatAnAppAsksGoesStale(@ForAll("inputs") LevelInputs inputs, @ForAll @IntRange(max = 30) int days) {
        LevelInputs unasked = asking(inputs, Optional.empty());

        assertThat(LevelDecision.decide(unasked, NOW.plus(Duration.ofDays(days))))
                .isEqualTo(LevelDecision.decide(unasked, NOW));
        assertThat(LevelInputs.DEFAULT_CLIENT_MAX_AGE).hasMinutes(15);
    }

    @Property
    void sameInputsGiveTheSameDecision(@ForAll("inputs") LevelInputs inputs) {
        assertThat(LevelDecision.decide(inputs, NOW)).isEqualTo(LevelDecision.decide(inputs, NOW));
    }

    @Property
    void theLatestProofOfALevelCounts(
            @ForAll @IntRange(min = 0, max = 5_000) int first, @ForAll @IntRange(min = 0, max = 5_000) int second) {
        Proven proven =
                Proven.nothing().and(Level.MFA, NOW.minusSeconds(first)).and(Level.MFA, NOW.minusSeconds(second));

        assertThat(proven.at()).isEqualTo(Map.of(Level.MFA, NOW.minusSeconds(Math.min(first, second))));
    }

    @Provide
    Arbitrary<LevelInputs> inputs() {
        Arbitrary<Optional<Level>> asked = Arbitraries.of(Level.class).optional();
        Arbitrary<Set<Level>> factors = Arbitraries.of(Level.class).set();
        Arbitrary<Proven> proven = Arbitraries.maps(
                        Arbitraries.of(Level.class),
                        Arbitraries.longs().between(0, 2_000).map(NOW::minusSeconds))
                .map(Proven::new);
        return Combinators.combine(asked, Arbitraries.of(true, false), factors, proven)
                .as((wanted, habit, has, did) ->
                        new LevelInputs(wanted, LevelInputs.DEFAULT_CLIENT_MAX_AGE, habit, has, did));
    }

    private static int outstanding(LevelInputs inputs) {
        return LevelDecision.decide(inputs, NOW)
                .outstanding()
                .map(Level::number)
                .orElse(0);
    }

    private static LevelInputs asking(LevelInputs inputs, Optional<Level> asked) {
        return new LevelInputs(asked, inputs.clientMaxAge(), inputs.habit(), inputs.factors(), inputs.proven());
    }
}
