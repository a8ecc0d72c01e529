package dev.mfapack.core.level;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Builders;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What must hold whatever rules the decision will get. */
class LevelDecisionPropertiesTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Property
    @Label("asking more never lowers the output")
    void askingMoreNeverLowersTheOutput(
            @ForAll("inputs") LevelInputs inputs, @ForAll Level level, @ForAll Level more, @ForAll boolean essential) {
        Function<Optional<Level>, LevelInputs> asking =
                asked -> inputs.asking(new Asked(asked, LevelInputs.FRESH, essential));

        assertRises(
                asking.apply(Optional.empty()),
                asking.apply(Optional.of(lower(level, more))),
                asking.apply(Optional.of(higher(level, more))));
    }

    @Property
    @Label("an app that takes nothing less never gets less")
    void essentialNeverLowersTheOutput(@ForAll("inputs") LevelInputs inputs) {
        Asked asked = inputs.asked();
        assertRises(
                inputs.asking(new Asked(asked.level(), asked.maxAge(), false)),
                inputs.asking(new Asked(asked.level(), asked.maxAge(), true)));
    }

    @Property
    @Label("a stricter policy for a role or a client never lowers the output")
    void aStricterPolicyNeverLowersTheOutput(
            @ForAll("inputs") LevelInputs inputs, @ForAll("demands") Demand policy, @ForAll("demands") Demand more) {
        assertRises(inputs.byRole(policy), inputs.byRole(policy.and(more)));
        assertRises(inputs.byClient(policy), inputs.byClient(policy.and(more)));
    }

    @Property
    @Label("a higher risk never lowers the output")
    void aHigherRiskNeverLowersTheOutput(
            @ForAll("inputs") LevelInputs inputs, @ForAll Level level, @ForAll Level more) {
        assertRises(
                inputs.at(new Risk.Unknown()),
                inputs.at(new Risk.Assessed(lower(level, more), Optional.empty())),
                inputs.at(new Risk.Assessed(higher(level, more), Optional.empty())),
                inputs.at(new Risk.Assessed(higher(level, more), Optional.of(NOW))),
                inputs.at(new Risk.Refused()));
    }

    @Property
    @Label("an approval, a change of factors, a wish and habit never lower the output")
    void whateverElseAsksNeverLowersTheOutput(
            @ForAll("inputs") LevelInputs inputs, @ForAll Level level, @ForAll Level more) {
        assertRises(
                inputs.approving(Optional.empty()),
                inputs.approving(Optional.of(lower(level, more))),
                inputs.approving(Optional.of(higher(level, more))));
        assertRises(
                inputs.wishing(Optional.empty()),
                inputs.wishing(Optional.of(lower(level, more))),
                inputs.wishing(Optional.of(higher(level, more))));
        assertRises(inputs.bindingAFactor(false), inputs.bindingAFactor(true));
        assertRises(inputs.withHabit(false), inputs.withHabit(true));
        assertRises(inputs.recovering(false), inputs.recovering(true));
        assertRises(inputs.havingLostFactors(false), inputs.havingLostFactors(true));
    }

    @Property
    @Label("what is enforced is never less than what the app alone asks")
    void aPolicyNeverLowersWhatTheAppAsks(@ForAll("inputs") LevelInputs inputs) {
        LevelInputs enforced = inputs.refusingWhoCannot();
        assertRises(enforced.onlyAsked(), enforced);
    }

    @Property
    void proofNeverRaisesTheOutput(
            @ForAll("inputs") LevelInputs inputs,
            @ForAll Level level,
            @ForAll @IntRange(min = 0, max = 100_000) int secondsAgo) {
        Proven more = inputs.proven().and(level, NOW.minusSeconds(secondsAgo));

        assertRises(inputs.having(inputs.factors(), more), inputs);
    }

    @Property
    void provingWhatIsOutstandingSettlesIt(@ForAll("inputs") LevelInputs inputs) {
        decide(inputs).outstanding().ifPresent(level -> {
            Decision second =
                    decide(inputs.having(inputs.factors(), inputs.proven().and(level, NOW)));
            assertThat(second.outstanding()).isEmpty();
        });
    }

    @Property
    @Label("who binds the factor that is needed, and proves it, gets in")
    void bindingWhatIsNeededLeadsIn(@ForAll("inputs") LevelInputs inputs) {
        if (decide(inputs).outcome() instanceof Outcome.Enrol enrol) {
            Set<Level> factors = EnumSet.of(enrol.needed());
            factors.addAll(inputs.factors());
            Proven proven = inputs.proven()
                    .and(
                            higher(
                                    enrol.needed(),
                                    inputs.factors().stream()
                                            .max(Level::compareTo)
                                            .orElse(Level.BASIC)),
                            NOW);

            assertThat(decide(inputs.having(factors, proven)).outcome()).isEqualTo(new Outcome.Pass());
        }
    }

    @Property
    @Label("the output is never above what the person can reach without saying so")
    void whatIsOutstandingIsAlwaysWithinReach(@ForAll("inputs") LevelInputs inputs) {
        Decision decision = decide(inputs);

        // Who has nothing at all logs in anew, however they do that.
        decision.outstanding()
                .ifPresent(level -> assertThat(inputs.factors().contains(level) || level == Level.BASIC)
                        .isTrue());
        if (decision.outcome() instanceof Outcome.Enrol enrol) {
            assertThat(inputs.factors()).noneMatch(factor -> factor.covers(enrol.needed()));
            assertThat(decision.beyondReach()).anyMatch(reason -> reason.level() == enrol.needed());
        }
    }

    @Property
    @Label("S3: whatever is asked is proven, outstanding, refused or said to be beyond reach")
    void nothingAskedIsSilentlyDropped(@ForAll("inputs") LevelInputs inputs) {
        Decision decision = decide(inputs);

        assertThat(decision.reasons().stream().filter(reason -> reason.kind() != Reason.Kind.GRACE))
                .allSatisfy(reason -> {
                    boolean proven = inputs.proven().satisfies(reason.level(), reason.maxAge(), NOW);
                    boolean outstanding = decision.outstanding()
                            .map(level -> level.covers(reason.level()))
                            .orElse(false);
                    boolean said = decision.beyondReach().contains(reason);
                    assertThat(proven || outstanding || said || decision.outcome() instanceof Outcome.Deny)
                            .isTrue();
                    assertThat(proven && said).isFalse();
                });
        assertThat(decision.reasons()).containsAll(decision.beyondReach());
        inputs.asked()
                .level()
                .ifPresent(level -> assertThat(decision.reasons())
                        .anyMatch(reason -> reason.kind() == Reason.Kind.CLIENT && reason.level() == level));
    }

    @Property
    @Label("a risky login never leads to binding a factor")
    void aRiskyLoginNeverLeadsToEnrolment(@ForAll("inputs") LevelInputs inputs, @ForAll Level level) {
        LevelInputs withoutFactors =
                inputs.having(Set.of(Level.BASIC), Proven.nothing()).at(new Risk.Assessed(level, Optional.empty()));

        if (level != Level.BASIC) {
            assertThat(decide(withoutFactors).outcome()).isInstanceOf(Outcome.Deny.class);
        }
    }

    @Property
    @Label("a score keeps nobody out who has a second factor; and where something is broken, nobody at all")
    void onlyHardEvidenceKeepsPeopleOut(@ForAll Level factor, @ForAll Level level) {
        LevelInputs nobodyAsks =
                LevelInputs.of(EnumSet.of(Level.BASIC, factor), Proven.nothing().and(Level.BASIC, NOW));

        Decision scored = decide(nobodyAsks.at(new Risk.Assessed(level, Optional.empty())));
        Decision broken = decide(nobodyAsks.at(new Risk.Impaired()));

        if (factor != Level.BASIC) {
            assertThat(scored.outcome()).isNotInstanceOf(Outcome.Deny.class);
            assertThat(scored.outstanding().isPresent()).isEqualTo(level != Level.BASIC);
        }
        assertThat(broken.outcome()).isEqualTo(factor == Level.BASIC ? new Outcome.Pass() : new Outcome.Prove(factor));
    }

    @Property
    @Label(
            "grace never lowers what an app, a change of factors, recovery, the risk or an approval asks, nor what is phishing-resistant")
    void graceLowersOnlyWhatRolesAndClientsAskAtLevelTwo(@ForAll("inputs") LevelInputs inputs, @ForAll Grace grace) {
        LevelInputs without = inputs.withGrace(Grace.NONE);
        Decision strict = decide(without);
        Decision lenient = decide(inputs.withGrace(grace));

        if (strength(inputs.withGrace(grace)) < strength(without)) {
            assertThat(grace).isEqualTo(Grace.TAKEN);
            assertThat(strict.outcome()).isInstanceOfSatisfying(Outcome.Enrol.class, enrol -> {
                assertThat(enrol.needed()).isEqualTo(Level.MFA);
                assertThat(inputs.mayEnrol()).isTrue();
            });
            assertThat(inputs.asked().level()).isNotIn(Optional.of(Level.MFA), Optional.of(Level.PHISHING_RESISTANT));
            assertThat(inputs.bindsFactor() || inputs.recovers() || inputs.lostFactors())
                    .isFalse();
            assertThat(lenient.reasons()).anyMatch(reason -> reason.kind() == Reason.Kind.GRACE);
        } else {
            assertThat(lenient.outcome().getClass()).isEqualTo(strict.outcome().getClass());
        }
        assertThat(strength(inputs.withGrace(Grace.OFFERED))).isEqualTo(strength(without));
    }

    @Property
    @Label("B5: whatever the mode, who has lost their factors binds one by a fresh password, and proves it")
    void whoHasLostTheirFactorsBindsAndProvesANewOne(@ForAll("inputs") LevelInputs inputs) {
        LevelInputs lost = inputs.asking(Asked.NOTHING)
                .byRole(Demand.NONE)
                .byClient(Demand.NONE)
                .at(new Risk.Unknown())
                .approving(Optional.empty())
                .having(Set.of(Level.BASIC), Proven.nothing().and(Level.BASIC, NOW.minusSeconds(301)))
                .havingLostFactors(true);
        for (LevelInputs each : lost.mayEnrol() ? new LevelInputs[] {lost, lost.onlyAsked()} : new LevelInputs[] {}) {
            assertThat(decide(each).outcome()).isEqualTo(new Outcome.Enrol(Level.MFA, Optional.of(Level.BASIC), false));
            assertThat(decide(each.having(Set.of(Level.BASIC, Level.MFA), each.proven()))
                            .outcome())
                    .isEqualTo(new Outcome.Prove(Level.MFA));
        }
    }

    @Property
    @Label("V6.4.3: whatever the mode, nobody who has a second factor resets a password without it")
    void recoveryNeverSkipsTheSecondFactor(@ForAll("inputs") LevelInputs inputs) {
        LevelInputs recovering =
                inputs.having(Set.of(Level.MFA), Proven.nothing()).recovering(true);

        assertThat(strength(recovering.onlyAsked())).isGreaterThanOrEqualTo(Level.MFA.number());
        assertThat(strength(recovering)).isGreaterThanOrEqualTo(Level.MFA.number());
    }

    @Property
    @Label("S2: what an app, an approval or a change of factors asks goes stale; the rest holds for the session's life")
    void onlyWhatMustBeFreshGoesStale(@ForAll("inputs") LevelInputs inputs, @ForAll @IntRange(max = 30) int days) {
        LevelInputs lasting = inputs.asking(Asked.NOTHING)
                .approving(Optional.empty())
                .bindingAFactor(false)
                .recovering(false)
                .havingLostFactors(false)
                .at(new Risk.Unknown())
                .refusingWhoCannot();

        assertThat(LevelDecision.decide(lasting, NOW.plus(Duration.ofDays(days))))
                .isEqualTo(decide(lasting));
        assertThat(LevelInputs.FRESH).hasMinutes(15);
    }

    @Property
    void sameInputsGiveTheSameDecision(@ForAll("inputs") LevelInputs inputs) {
        assertThat(decide(inputs)).isEqualTo(decide(inputs));
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
        Arbitrary<Optional<Level>> maybeLevel = Arbitraries.of(Level.class).optional();
        Arbitrary<Boolean> flag = Arbitraries.of(true, false);
        Arbitrary<Risk> risk = Arbitraries.oneOf(
                Arbitraries.just(new Risk.Unknown()),
                Arbitraries.of(Level.class).map(level -> new Risk.Assessed(level, Optional.empty())),
                Arbitraries.of(Level.class).map(level -> new Risk.Assessed(level, Optional.of(NOW.minusSeconds(600)))),
                Arbitraries.just(new Risk.Impaired()),
                Arbitraries.just(new Risk.Refused()));
        Arbitrary<Proven> proven = Arbitraries.maps(
                        Arbitraries.of(Level.class),
                        Arbitraries.longs().between(0, 2_000).map(NOW::minusSeconds))
                .map(Proven::new);
        return Builders.withBuilder(() -> LevelInputs.of(Set.of(), Proven.nothing()))
                .use(maybeLevel)
                .in((it, level) -> it.asking(new Asked(level, LevelInputs.FRESH, false)))
                .use(flag)
                .in((it, essential) -> it.asking(new Asked(it.asked().level(), LevelInputs.FRESH, essential)))
                .use(demands())
                .in(LevelInputs::byRole)
                .use(demands())
                .in(LevelInputs::byClient)
                .use(risk)
                .in(LevelInputs::at)
                .use(maybeLevel)
                .in(LevelInputs::approving)
                .use(flag)
                .in(LevelInputs::bindingAFactor)
                .use(flag)
                .in(LevelInputs::recovering)
                .use(maybeLevel)
                .in(LevelInputs::wishing)
                .use(flag)
                .in(LevelInputs::withHabit)
                .use(flag)
                .in((it, mayEnrol) -> mayEnrol ? it : it.refusingWhoCannot())
                .use(Arbitraries.of(Grace.class))
                .in(LevelInputs::withGrace)
                .use(flag)
                .in(LevelInputs::havingLostFactors)
                .use(Arbitraries.of(Level.class).set())
                .in((it, factors) -> it.having(factors, it.proven()))
                .use(proven)
                .in((it, did) -> it.having(it.factors(), did))
                .build();
    }

    @Provide
    Arbitrary<Demand> demands() {
        return Arbitraries.of(
                Demand.NONE,
                Demand.HIGHEST,
                Demand.of(Level.MFA),
                Demand.of(Level.PHISHING_RESISTANT),
                Demand.of(Level.MFA).and(Demand.HIGHEST));
    }

    private static Decision decide(LevelInputs inputs) {
        return LevelDecision.decide(inputs, NOW);
    }

    private static void assertRises(LevelInputs... inputs) {
        for (int i = 1; i < inputs.length; i++) {
            assertThat(strength(inputs[i])).isGreaterThanOrEqualTo(strength(inputs[i - 1]));
        }
    }

    /** The level that whoever gets in has proven; above all levels when nobody does. */
    private static int strength(LevelInputs inputs) {
        Outcome outcome = decide(inputs).outcome();
        if (outcome instanceof Outcome.Enrol enrol) {
            return enrol.needed().number();
        } else if (outcome instanceof Outcome.Prove prove) {
            return prove.level().number();
        }
        return outcome instanceof Outcome.Deny ? Level.values().length + 1 : 0;
    }

    private static Level lower(Level a, Level b) {
        return a.covers(b) ? b : a;
    }

    private static Level higher(Level a, Level b) {
        return a.covers(b) ? a : b;
    }
}
