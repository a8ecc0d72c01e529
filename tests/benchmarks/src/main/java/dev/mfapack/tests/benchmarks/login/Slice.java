package dev.mfapack.tests.benchmarks.login;

import dev.mfapack.tests.bench.server.KeycloakNode;
import dev.mfapack.tests.benchmarks.load.Crowd;
import dev.mfapack.tests.benchmarks.load.Times;
import dev.mfapack.tests.benchmarks.sidebyside.Machine;
import dev.mfapack.tests.benchmarks.sidebyside.Usage;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;

/**
 * So many logins at one server, while the other one idles.
 *
 * @param usage of the server that was logged in to, from the begin of the first until the end of the last; everything else contains the other server
 * @param times how long each took
 * @param idleCpu processor time of the other server meanwhile
 */
record Slice(Usage usage, Times times, Duration idleCpu) {

    /** The columns of {@link #csv}. */
    static final String COLUMNS =
            "logins,elapsed_ms,p50_us,p95_us,server_cpu_ms,database_cpu_ms,idle_server_cpu_ms,bench_cpu_ms,others_cpu_ms";

    static Slice of(Contestant server, KeycloakNode idle, Crowd crowd, int logins) {
        AtomicReference<Times> times = new AtomicReference<>(Times.NONE);
        Duration idleBefore = Machine.work(idle);
        Usage usage = Usage.during(server.node(), () -> times.set(crowd.logIn(server.app(), server.acr(), logins)));
        return new Slice(usage, times.get(), Machine.work(idle).minus(idleBefore));
    }

    double perSecond() {
        return times.count() / (usage.elapsed().toNanos() / 1e9);
    }

    /** Of the server and its database. */
    double workMillisPerLogin() {
        return usage.work().toNanos() / 1e6 / times.count();
    }

    Duration serverCpu() {
        return usage.serverCpu();
    }

    Duration databaseCpu() {
        return usage.databaseCpu();
    }

    Duration benchCpu() {
        return usage.benchCpu();
    }

    /** Of everything else on the machine, the hypervisor's other guests included. */
    Duration othersCpu() {
        return usage.othersCpu().minus(idleCpu);
    }

    String csv() {
        return String.format(
                Locale.ROOT,
                "%d,%d,%d,%d,%d,%d,%d,%d,%d",
                times.count(),
                usage.elapsed().toMillis(),
                times.within(0.50).toNanos() / 1000,
                times.within(0.95).toNanos() / 1000,
                serverCpu().toMillis(),
                databaseCpu().toMillis(),
                idleCpu.toMillis(),
                benchCpu().toMillis(),
                othersCpu().toMillis());
    }
}
