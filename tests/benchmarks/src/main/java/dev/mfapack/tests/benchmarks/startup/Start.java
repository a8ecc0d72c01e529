package dev.mfapack.tests.benchmarks.startup;

import dev.mfapack.tests.bench.server.KeycloakNode;
import dev.mfapack.tests.benchmarks.sidebyside.Machine;
import java.time.Duration;
import java.util.Locale;

/**
 * One start of a server.
 *
 * @param toReady from the start of the process until it says that it can serve
 * @param serverCpu processor time that it took for that, of both processors together
 * @param benchCpu processor time that waiting for it took in this process
 * @param othersCpu processor time that everything else on the machine took meanwhile, the hypervisor's other guests included: how far the start was disturbed
 */
record Start(Duration toReady, Duration serverCpu, Duration benchCpu, Duration othersCpu) {

    /** The columns of {@link #csv}. */
    static final String COLUMNS = "ready_ms,server_cpu_ms,bench_cpu_ms,others_cpu_ms";

    /** Starts the node, measures, and stops it again. */
    static Start of(KeycloakNode node) {
        Duration benchBefore = Machine.ownWork();
        Duration machineBefore = Machine.busy();
        node.start();
        try {
            Duration bench = Machine.ownWork().minus(benchBefore);
            Duration server = Machine.work(node);
            Duration machine = Machine.busy().minus(machineBefore);
            return new Start(
                    node.startTime(), server, bench, machine.minus(server).minus(bench));
        } finally {
            node.stop();
        }
    }

    String csv() {
        return String.format(
                Locale.ROOT,
                "%d,%d,%d,%d",
                toReady.toMillis(),
                serverCpu.toMillis(),
                benchCpu.toMillis(),
                othersCpu.toMillis());
    }
}
