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
import dev.mfapack.risk.Together;
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
 * One evaluation with its stores in memory: texts and hashes of all values, the profile from its bytes with its checksum, what is common
 * in the realm, rates, all signals, their words, and the lesson. Nothing is read from a database, no address is looked up and no user
 * agent parsed. The hashes of {@code habitual} and {@code strange} are remembered from the call before, as those of countries, providers
 * and browsers are; of {@code unseen} address, network, user agent and cookie are others each time.
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

    private static final Place NORWAY = new Place("NO", Optional.of("03"), Optional.of(new Place.Point(59.9, 10.7)));
    private static final Place BRAZIL = new Place("BR", Optional.of("SP"), Optional.of(new Place.Point(-23.5, -46.6)));

    private RiskEvaluator evaluator;
    private LoginAttempt habitual;
    private LoginAttempt strange;
    private final LoginAttempt[] unseen = new LoginAttempt[UNSEEN];
    private int next;

    /** Twice as many as hashes are remembered. */
    private static final int UNSEEN = 1 << 13;

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
        evaluator = new RiskEvaluator(
                new MemoryProfiles(), new MemoryCounts(), new MemoryVelocity(), Together.NOT, hashes, List.of());
        Instant time = BEGIN;
        for (int login = 0; login < history; login++) {
            time = time.plus(Duration.ofHours(3));
            LoginAttempt attempt = attempt(time, login % 40, login % 12, NORWAY);
            evaluator.learn(
                    "realm",
                    "person",
                    evaluator.evaluate(attempt, RiskPolicy.DEFAULT).lesson(),
                    new Completion(true, false));
        }
        habitual = attempt(time.plus(Duration.ofHours(3)), 1, 1, NORWAY);
        strange = attempt(time.plus(Duration.ofHours(3)), 200, 99, BRAZIL);
        for (int at = 0; at < UNSEEN; at++) {
            unseen[at] = attempt(time.plus(Duration.ofHours(3)), 1_000 + 20 * at, 1_000 + at, BRAZIL);
        }
    }

    private static LoginAttempt attempt(Instant time, int host, int build, Place place) throws UnknownHostException {
        return new LoginAttempt(
                "realm",
                "person",
                time,
                Observed.of(InetAddress.getByAddress(
                        new byte[] {10, (byte) (host >> 10), (byte) (host >> 2), (byte) host})),
                Observed.of(place),
                Observed.of(new Provider(2119 + Math.min(host / 20, 10), "")),
                Observed.of(Set.of()),
                Observed.of(new UserAgent(
                        "browser " + build,
                        "Firefox",
                        "Firefox/" + Math.min(build / 4, 30),
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

    @Benchmark
    public Assessment unseen() {
        next = (next + 1) % UNSEEN;
        return evaluator.evaluate(unseen[next], RiskPolicy.DEFAULT);
    }
}
