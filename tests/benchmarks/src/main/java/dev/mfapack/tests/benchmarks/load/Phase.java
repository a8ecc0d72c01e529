package dev.mfapack.tests.benchmarks.load;

import dev.mfapack.tests.bench.server.KeycloakNode;
import dev.mfapack.tests.benchmarks.sidebyside.Usage;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * One request of each of many people, one after the other.
 *
 * @param times how long each waited for the answer
 * @param usage of the processors, until all that the requests have caused is done
 */
public record Phase(Times times, Usage usage) {

    /** Nobody has asked for anything. */
    public static final Phase NONE = new Phase(Times.NONE, Usage.NONE);

    /** The columns of {@link #csv}, for a phase of that name. */
    public static String columns(String name) {
        return "%1$s_us,%1$s_server_cpu_ms,%1$s_database_cpu_ms,%1$s_bench_cpu_ms,%1$s_others_cpu_ms".formatted(name);
    }

    /**
     * Makes the requests.
     *
     * @param request of that person
     * @param rest waits for what goes on behind the answers
     */
    public static Phase of(KeycloakNode node, int people, IntConsumer request, Runnable rest) {
        AtomicReference<Times> times = new AtomicReference<>(Times.NONE);
        Usage usage = Usage.during(node, () -> {
            times.set(Times.ofNanos(LongStream.of(
                    IntStream.range(0, people).mapToLong(i -> nanos(request, i)).toArray())));
            rest.run();
        });
        return new Phase(times.get(), usage);
    }

    private static long nanos(IntConsumer request, int person) {
        long begin = System.nanoTime();
        request.accept(person);
        return System.nanoTime() - begin;
    }

    /** The values of {@link #columns}. */
    public String csv() {
        return String.format(
                Locale.ROOT,
                "%d,%d,%d,%d,%d",
                times.mean().toNanos() / 1000,
                usage.serverCpu().toMillis(),
                usage.databaseCpu().toMillis(),
                usage.benchCpu().toMillis(),
                usage.othersCpu().toMillis());
    }
}
