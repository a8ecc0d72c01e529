package dev.mfapack.tests.benchmarks.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfapack.core.challenge.Answer;
import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** That the benchmarks run and measure what they say; the numbers of so short a run mean nothing. */
class CoreBenchmarksTest {

    @Test
    void everyBenchmarkRuns() throws RunnerException {
        Options once = new OptionsBuilder()
                .include("dev\\.mfapack\\.tests\\.benchmarks\\.core\\.")
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(20))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();

        Collection<RunResult> results = new Runner(once).run();

        assertThat(results)
                .hasSize(29)
                .allSatisfy(result ->
                        assertThat(result.getPrimaryResult().getScore()).isPositive());
    }

    @Test
    void answersAreWhatTheBenchmarksAreNamedFor() {
        ChallengeBenchmark benchmark = new ChallengeBenchmark();

        assertThat(benchmark.beginAndAnswerRight()).isInstanceOf(Answer.Accepted.class);
        assertThat(benchmark.beginAndAnswerWrong()).isInstanceOf(Answer.Wrong.class);
    }
}
