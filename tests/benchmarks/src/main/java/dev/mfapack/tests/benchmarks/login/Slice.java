package dev.mfapack.tests.benchmarks.login;

import dev.mfapack.tests.bench.server.KeycloakNode;
import dev.mfapack.tests.benchmarks.sidebyside.Machine;
import java.time.Duration;
import java.util.Locale;

/**
 * So many logins at one server, while the other one idles.
 *
 * @param elapsed from the begin of the first until the end of the last
 * @param times how long each took
 * @param serverCpu processor time of the server that was logged in to
 * @param databaseCpu processor time of PostgreSQL
 * @param idleCpu processor time of the other server meanwhile
 * @param benchCpu processor time of this process, which is the load generator
 * @param othersCpu processor time of everything else on the machine, the hypervisor's other guests included
 */
record Slice(
        Duration elapsed,
        Times times,
        Duration serverCpu,
        Duration databaseCpu,
        Duration idleCpu,
        Duration benchCpu,
        Duration othersCpu) {

    /** The columns of {@link #csv}. */
    static final String COLUMNS =
            "logins,elapsed_ms,p50_us,p95_us,server_cpu_ms,database_cpu_ms,idle_server_cpu_ms,bench_cpu_ms,others_cpu_ms";

    static Slice of(Contestant server, KeycloakNode idle, Crowd crowd, int logins) {
        Duration machineBefore = Machine.busy();
        Duration benchBefore = Machine.ownWork();
        Duration databaseBefore = Machine.databaseWork();
        Duration idleBefore = Machine.work(idle);
        Duration serverBefore = Machine.work(server.node());
        long begin = System.nanoTime();
        Times times = crowd.logIn(server, logins);
        Duration elapsed = Duration.ofNanos(System.nanoTime() - begin);
        Duration serverCpu = Machine.work(server.node()).minus(serverBefore);
        Duration databaseCpu = Machine.databaseWork().minus(databaseBefore);
        Duration idleCpu = Machine.work(idle).minus(idleBefore);
        Duration benchCpu = Machine.ownWork().minus(benchBefore);
        Duration machine = Machine.busy().minus(machineBefore);
        return new Slice(
                elapsed,
                times,
                serverCpu,
                databaseCpu,
                idleCpu,
                benchCpu,
                machine.minus(serverCpu).minus(databaseCpu).minus(idleCpu).minus(benchCpu));
    }

    double perSecond() {
        return times.count() / (elapsed.toNanos() / 1e9);
    }

    /** Of the server and its database. */
    double workMillisPerLogin() {
        return serverCpu.plus(databaseCpu).toNanos() / 1e6 / times.count();
    }

    String csv() {
        return String.format(
                Locale.ROOT,
                "%d,%d,%d,%d,%d,%d,%d,%d,%d",
                times.count(),
                elapsed.toMillis(),
                times.within(0.50).toNanos() / 1000,
                times.within(0.95).toNanos() / 1000,
                serverCpu.toMillis(),
                databaseCpu.toMillis(),
                idleCpu.toMillis(),
                benchCpu.toMillis(),
                othersCpu.toMillis());
    }
}
