package dev.mfapack.tests.benchmarks.core;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import dev.mfapack.core.phone.PhoneNumber;
import java.util.Optional;
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

/** Reading and masking numbers, beside libphonenumber's own reading. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PhoneNumberBenchmark {

    private final PhoneNumberUtil library = PhoneNumberUtil.getInstance();
    private final String typed = "01522 8817386";
    private final PhoneNumber number = new PhoneNumber("+4915228817386");

    /** What a person typed in national form becomes a number. */
    @Benchmark
    public Optional<PhoneNumber> parse() {
        return PhoneNumber.parse(typed, "DE");
    }

    /** The reference for {@link #parse}: the library parses and judges. */
    @Benchmark
    public boolean parseReference() throws NumberParseException {
        return library.isValidNumber(library.parse(typed, "DE"));
    }

    /** The form that pages and logs show. */
    @Benchmark
    public String masked() {
        return number.masked();
    }

    /** The reference for {@link #masked}: the library parses the international form. */
    @Benchmark
    public int maskedReference() throws NumberParseException {
        return library.parse(number.e164(), null).getCountryCode();
    }
}
