package dev.mfapack.tests.benchmarks.sidebyside;

import dev.mfapack.tests.bench.server.KeycloakNode;
import java.time.Duration;
import java.util.Locale;

/**
 * Who used the processors while something went on.
 *
 * @param elapsed how long it took
 * @param serverCpu processor time of the server, all processors together
 * @param databaseCpu processor time of PostgreSQL
 * @param benchCpu processor time of this process, which is the load generator
 * @param othersCpu processor time of everything else on the machine, the hypervisor's other guests included
 */
public record Usage(Duration elapsed, Duration serverCpu, Duration databaseCpu, Duration benchCpu, Duration othersCpu) {

    /** Nobody, at no time. */
    public static final Usage NONE =
            new Usage(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    /** Does that, and looks before and after. */
    public static Usage during(KeycloakNode node, Runnable work) {
        Duration machineBefore = Machine.busy();
        Duration benchBefore = Machine.ownWork();
        Duration databaseBefore = Machine.databaseWork();
        Duration serverBefore = Machine.work(node);
        long begin = System.nanoTime();
        work.run();
        Duration elapsed = Duration.ofNanos(System.nanoTime() - begin);
        Duration serverCpu = Machine.work(node).minus(serverBefore);
        Duration databaseCpu = Machine.databaseWork().minus(databaseBefore);
        Duration benchCpu = Machine.ownWork().minus(benchBefore);
        Duration machine = Machine.busy().minus(machineBefore);
        return new Usage(
                elapsed,
                serverCpu,
                databaseCpu,
                benchCpu,
                machine.minus(serverCpu).minus(databaseCpu).minus(benchCpu));
    }

    /** Processor time of server and database. */
    public Duration work() {
        return serverCpu.plus(databaseCpu);
    }

    /** Of all that the processors could have done, for people. */
    public String shares() {
        double all = elapsed.toNanos() * (double) Runtime.getRuntime().availableProcessors() / 100;
        return String.format(
                Locale.ROOT,
                "of the processors: server %.1f %%, PostgreSQL %.1f %%, load generator %.1f %%, everything else %.1f %%",
                serverCpu.toNanos() / all,
                databaseCpu.toNanos() / all,
                benchCpu.toNanos() / all,
                othersCpu.toNanos() / all);
    }

    /** This and the other one, together. */
    public Usage plus(Usage other) {
        return new Usage(
                elapsed.plus(other.elapsed),
                serverCpu.plus(other.serverCpu),
                databaseCpu.plus(other.databaseCpu),
                benchCpu.plus(other.benchCpu),
                othersCpu.plus(other.othersCpu));
    }
}
