package dev.mfapack.demo;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Finds out whether another program of this machine listens on a port. */
final class TakenPorts {

    private static final int ANSWER_WITHIN_MILLIS = 500;

    private TakenPorts() {}

    static boolean isTaken(int port) {
        return !canListen(port) || answersOnIpv6(port);
    }

    private static boolean canListen(int port) {
        try (var probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Browsers try "localhost" as ::1 first: a stranger there would be seen instead of the demo. */
    private static boolean answersOnIpv6(int port) {
        try (var probe = new Socket()) {
            var loopback = Inet6Address.getByAddress(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1});
            probe.connect(new InetSocketAddress(loopback, port), ANSWER_WITHIN_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
