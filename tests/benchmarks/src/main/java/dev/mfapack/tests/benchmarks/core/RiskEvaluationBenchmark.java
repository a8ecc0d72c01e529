package dev.mfapack.tests.benchmarks.core;

import dev.mfapack.core.key.HashKey;
import dev.mfapack.core.risk.RiskPolicy;
import dev.mfapack.risk.AccountEvents;
import dev.mfapack.risk.Assessment;
import dev.mfapack.risk.Completion;
import dev.mfapack.risk.LoginAttempt;
import dev.mfapack.risk.Observed;
import dev.mfapack.risk.Place;
import dev.mfapack.risk.Provider;
import dev.mfapack.risk.RiskEvaluator;
import dev.mfapack.risk.UserAgent;
import dev.mfapack.risk.ValueHash;
import dev.mfapack.risk.ValueHashes;
import dev.mfapack.risk.Why;
import dev.mfapack.risk.replay.MemoryCounts;
import dev.mfapack.risk.replay.MemoryProfiles;
import dev.mfapack.risk.replay.MemoryVelocity;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One evaluation with its stores in memory: hashing of all values, the profile from its bytes, all signals and their words. Nothing is
 * read from a database, no address is looked up and no user agent parsed.
 */
@State(Scope.Thread)
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class RiskEvaluationBenchmark {

    /** How often the person has logged in before. */
    @Param({"10", "300", "5000"})
    public int history = 10;

    private static final Instant BEGIN = Instant.parse("2026-01-01T08:00:00Z");

    private RiskEvaluator evaluator;
    private LoginAttempt habitual;
    private LoginAttempt strange;

    @Setup
    public void learn() throws UnknownHostException {
        ValueHash hash = new ValueHash(new HashKey(1, new SecretKeySpec(new byte[32], "HmacSHA256")));
        ValueHashes hashes = new ValueHashes() {
            @Override
            public ValueHash current(String realmId) {
                return hash;
            }

            @Override
            public Optional<ValueHash> previous(String realmId) {
                return Optional.empty();
            }
        };
        evaluator =
                new RiskEvaluator(new MemoryProfiles(), new MemoryCounts(), new MemoryVelocity(), hashes, List.of());
        Instant time = BEGIN;
        for (int login = 0; login < history; login++) {
            time = time.plus(Duration.ofHours(3));
            LoginAttempt attempt = attempt(time, login % 40, login % 12);
            evaluator.learn(
                    "realm",
                    "person",
                    evaluator.evaluate(attempt, RiskPolicy.DEFAULT).lesson(),
                    new Completion(true, false));
        }
        habitual = attempt(time.plus(Duration.ofHours(3)), 1, 1);
        strange = attempt(time.plus(Duration.ofHours(3)), 200, 99);
    }

    private static LoginAttempt attempt(Instant time, int host, int build) throws UnknownHostException {
        return new LoginAttempt(
                "realm",
                "person",
                time,
                Observed.of(InetAddress.getByAddress(new byte[] {10, 0, (byte) (host / 4), (byte) host})),
                Observed.of(new Place("NO", Optional.of("03"), Optional.of(new Place.Point(59.9, 10.7)))),
                Observed.of(new Provider(2119 + host / 20, "")),
                Observed.of(Set.of()),
                Observed.of(new UserAgent(
                        "browser " + build,
                        "Firefox",
                        "Firefox/" + build / 4,
                        "Linux",
                        "Linux/6",
                        UserAgent.Kind.DESKTOP)),
                Observed.unknown(Why.NOT_SENT),
                Observed.of("browser " + host / 20),
                ZoneOffset.UTC,
                Observed.of(AccountEvents.NONE));
    }

    @Benchmark
    public Assessment habitual() {
        return evaluator.evaluate(habitual, RiskPolicy.DEFAULT);
    }

    @Benchmark
    public Assessment strange() {
        return evaluator.evaluate(strange, RiskPolicy.DEFAULT);
    }
}
