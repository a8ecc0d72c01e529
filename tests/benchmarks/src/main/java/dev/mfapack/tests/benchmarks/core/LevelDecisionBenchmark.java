package dev.mfapack.tests.benchmarks.core;

import dev.mfapack.core.level.Asked;
import dev.mfapack.core.level.Decision;
import dev.mfapack.core.level.Level;
import dev.mfapack.core.level.LevelDecision;
import dev.mfapack.core.level.LevelInputs;
import dev.mfapack.core.level.Proven;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The decision how strong a login must be; it has no counterpart to be compared with, and is to be read beside the other benchmarks. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LevelDecisionBenchmark {

    private final Instant now = Instant.parse("2026-01-01T12:00:00Z");
    private final LevelInputs ordinary = LevelInputs.of(
                    Set.of(Level.BASIC, Level.MFA), Proven.nothing().and(Level.BASIC, now))
            .withHabit(true);
    private final LevelInputs stepUp = LevelInputs.of(
                    Set.of(Level.BASIC, Level.MFA, Level.PHISHING_RESISTANT),
                    Proven.nothing().and(Level.BASIC, now.minusSeconds(1200)).and(Level.MFA, now.minusSeconds(1200)))
            .asking(new Asked(Optional.of(Level.PHISHING_RESISTANT), LevelInputs.FRESH, false))
            .withHabit(true);

    /** A password has been given, and the person has a phone. */
    @Benchmark
    public Decision ordinaryLogin() {
        return LevelDecision.decide(ordinary, now);
    }

    /** An app asks for more than the session has proven. */
    @Benchmark
    public Decision stepUp() {
        return LevelDecision.decide(stepUp, now);
    }
}
