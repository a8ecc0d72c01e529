package dev.mfapack.tests.benchmarks.sidebyside;

import dev.mfapack.tests.bench.server.BenchSettings;
import dev.mfapack.tests.bench.server.KeycloakNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The processors of this machine and who uses them, as Linux accounts for it; counted from the beginning, of all processors together. */
public final class Machine {

    private static final Path ACCOUNT = Path.of("/proc/stat");
    private static final Duration TICK = Duration.ofMillis(10);

    // user, nice, system, idle, iowait, irq, softirq, steal; what follows is contained in the first two.
    private static final List<Integer> BUSY = List.of(1, 2, 3, 6, 7, 8);

    private Machine() {}

    /** How long all processors together have worked since the machine began. */
    public static Duration busy() {
        try {
            String[] columns = Files.readAllLines(ACCOUNT).get(0).split("\\s+", -1);
            return TICK.multipliedBy(
                    BUSY.stream().mapToLong(at -> Long.parseLong(columns[at])).sum());
        } catch (IOException e) {
            throw new UncheckedIOException("Only Linux says how busy the machine is", e);
        }
    }

    /** The share of this very process. */
    public static Duration ownWork() {
        return work(ProcessHandle.current());
    }

    /** The share of that server, which must be running. */
    public static Duration work(KeycloakNode node) {
        return workOfTree(node.pid());
    }

    /** The share of the run's PostgreSQL, which must be running; of connections that are closed no more is known. */
    public static Duration databaseWork() {
        Path pid = BenchSettings.workDirectory()
                .resolve("runs/" + ProcessHandle.current().pid() + "/postgres/data/postmaster.pid");
        try {
            return workOfTree(Long.parseLong(Files.readAllLines(pid).get(0)));
        } catch (IOException e) {
            throw new UncheckedIOException("The run has no PostgreSQL", e);
        }
    }

    /** What somebody must know to judge the numbers. */
    public static String description() {
        return "%d processors, Java %s, %s %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        Runtime.version(),
                        System.getProperty("os.name"),
                        System.getProperty("os.version"));
    }

    private static Duration workOfTree(long pid) {
        return ProcessHandle.of(pid).stream()
                .flatMap(root -> Stream.concat(Stream.of(root), root.descendants()))
                .map(Machine::work)
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static Duration work(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
