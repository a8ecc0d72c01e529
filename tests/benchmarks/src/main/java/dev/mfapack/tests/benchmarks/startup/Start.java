package dev.mfapack.tests.benchmarks.startup;

import dev.mfapack.tests.bench.server.KeycloakNode;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One start of a server.
 *
 * @param toReady from the start of the process until it says that it can serve
 * @param serverCpu processor time that it took for that, of both processors together
 * @param benchCpu processor time that waiting for it took in this process
 * @param load the machine's load average of the last minute, when the start began
 */
record Start(Duration toReady, Duration serverCpu, Duration benchCpu, double load) {

    /** The columns of {@link #csv}. */
    static final String COLUMNS = "ready_ms,server_cpu_ms,bench_cpu_ms,load_1min";

    /** Starts the node, measures, and stops it again. */
    static Start of(KeycloakNode node) {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        Duration before = cpu(ProcessHandle.current());
        node.start();
        try {
            Duration bench = cpu(ProcessHandle.current()).minus(before);
            Duration server = ProcessHandle.of(node.pid()).stream()
                    .flatMap(script -> Stream.concat(Stream.of(script), script.descendants()))
                    .map(Start::cpu)
                    .reduce(Duration.ZERO, Duration::plus);
            return new Start(node.startTime(), server, bench, load);
        } finally {
            node.stop();
        }
    }

    String csv() {
        return String.format(
                Locale.ROOT, "%d,%d,%d,%.2f", toReady.toMillis(), serverCpu.toMillis(), benchCpu.toMillis(), load);
    }

    private static Duration cpu(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
