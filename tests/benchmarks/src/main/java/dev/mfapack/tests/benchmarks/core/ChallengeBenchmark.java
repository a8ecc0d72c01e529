package dev.mfapack.tests.benchmarks.core;

import dev.mfapack.core.challenge.Answer;
import dev.mfapack.core.challenge.Binding;
import dev.mfapack.core.challenge.Challenges;
import dev.mfapack.core.challenge.CodeGenerator;
import dev.mfapack.core.challenge.CodePolicy;
import dev.mfapack.core.challenge.Factor;
import dev.mfapack.core.challenge.IssuedCode;
import dev.mfapack.core.challenge.Purpose;
import dev.mfapack.core.key.HashKey;
import dev.mfapack.core.key.KeyPurpose;
import java.security.SecureRandom;
import java.time.Clock;
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

/**
 * A code's life without database and message: drawn, hashed under a key, answered. What it cannot do without is the random source and the hash alone, which
 * are measured beside it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ChallengeBenchmark {

    private static final int DIGITS = CodePolicy.DEFAULT.digits();

    private final SecureRandom random = new SecureRandom();
    private final CodeGenerator codes = new CodeGenerator(random);
    private final OneKey keys = new OneKey(random);
    private final Challenges challenges = new Challenges(new OneChallenge(), keys, codes, Clock.systemUTC());
    private final HashKey key = keys.current("realm", KeyPurpose.CODE_HASH);

    // As long as what a server binds a code to: ids of 36 characters.
    private final Binding binding = new Binding(
            "4f6856c7-07fb-4fe6-8222-e494c096a784",
            "37701523-e3f8-4871-b0b1-58e9babd8905",
            "cf27d1a0-3b68-4dd0-9a54-8d0b7a1f4f0e.Zk9pQw2xT1s",
            "1183db3d-6749-4ea9-bb88-0e090a942f96",
            Factor.SMS,
            Purpose.LOGIN,
            "23c248a0-1dd3-4716-a7a3-990742d31930");

    // What goes into the hash for that binding: nine parts and their lengths.
    private final byte[] message = new byte[278];

    /** A code of six digits. */
    @Benchmark
    public String code() {
        return codes.next(DIGITS);
    }

    /** The reference for {@link #code}: six draws of the random source. */
    @Benchmark
    public int codeReference() {
        int sum = 0;
        for (int i = 0; i < DIGITS; i++) {
            sum += random.nextInt(10);
        }
        return sum;
    }

    /** A challenge is begun and answered right: one code, two hashes, three changes of the store. */
    @Benchmark
    public Answer beginAndAnswerRight() {
        IssuedCode issued = challenges.begin(binding, CodePolicy.DEFAULT);
        return challenges.answer(issued.challenge().id(), binding, DIGITS, issued.code());
    }

    /** A challenge is begun and answered wrong: one code, two hashes, two changes of the store. */
    @Benchmark
    public Answer beginAndAnswerWrong() {
        IssuedCode issued = challenges.begin(binding, CodePolicy.DEFAULT);
        String wrong = issued.code().equals("000000") ? "111111" : "000000";
        return challenges.answer(issued.challenge().id(), binding, DIGITS, wrong);
    }

    /** The reference for both: the two hashes alone, over as many bytes. */
    @Benchmark
    public int answerReference() {
        return key.hmac(message)[0] + key.hmac(message)[1];
    }
}
