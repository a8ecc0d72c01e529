package dev.mfapack.tests.benchmarks.startup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The processors of this machine, as Linux accounts for them. */
final class Machine {

    private static final Path ACCOUNT = Path.of("/proc/stat");
    private static final Duration TICK = Duration.ofMillis(10);

    // user, nice, system, idle, iowait, irq, softirq, steal; what follows is contained in the first two.
    private static final List<Integer> BUSY = List.of(1, 2, 3, 6, 7, 8);

    private Machine() {}

    /** How long all processors together have worked since the machine began. */
    static Duration busy() {
        try {
            String[] columns = Files.readAllLines(ACCOUNT).get(0).split("\\s+", -1);
            return TICK.multipliedBy(
                    BUSY.stream().mapToLong(at -> Long.parseLong(columns[at])).sum());
        } catch (IOException e) {
            throw new UncheckedIOException("Only Linux says how busy the machine is", e);
        }
    }
}
