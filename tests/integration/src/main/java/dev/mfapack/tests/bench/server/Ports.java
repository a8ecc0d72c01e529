package dev.mfapack.tests.bench.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Free TCP ports, none given twice in one run: a node that is down must find its port free again. So they lie below those that Linux gives to outgoing
 * connections (32768 and up), and each of the JVMs that run suites side by side has a range of its own.
 */
public final class Ports {

    private static final int FIRST = 20_000;

    /** A run takes some hundreds, and other programs, and other runs on the same machine, have theirs among them. */
    private static final int OF_EACH_JVM = 6_000;

    private static final int RANGE = FIRST + OF_EACH_JVM * ((BenchSettings.fork() - 1) % 2);

    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /** A port on which nobody listens now. */
    public static int free() {
        while (true) {
            int port = RANGE + ThreadLocalRandom.current().nextInt(OF_EACH_JVM);
            if (isFree(port) && GIVEN.add(port)) {
                return port;
            }
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
