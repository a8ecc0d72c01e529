package dev.mfapack.tests.bench.server;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The one address in front of a cluster, so that a person's cookies and the tokens' issuer stay the same whichever node answers. Leads everybody to one node
 * at a time; turning it to another node cuts the open connections, as a failing node would.
 */
public final class FrontDoor implements Closeable {

    private final ServerSocket entrance;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile int target;

    private FrontDoor(ServerSocket entrance) {
        this.entrance = entrance;
    }

    /** A door on a free port that leads nowhere yet. */
    public static FrontDoor open() {
        try {
            FrontDoor door = new FrontDoor(new ServerSocket(Ports.free(), 200, InetAddress.getLoopbackAddress()));
            door.background("front-door", door::receive);
            return door;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its address, to be given to the nodes as their hostname. */
    public URI uri() {
        return URI.create("http://localhost:" + entrance.getLocalPort());
    }

    /** From now on leads to that node. */
    public void leadTo(KeycloakNode node) {
        target = node.baseUri().getPort();
        open.forEach(FrontDoor::close);
    }

    @Override
    public void close() {
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        open.forEach(FrontDoor::close);
    }

    private void receive() {
        while (!entrance.isClosed()) {
            try {
                connect(entrance.accept());
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void connect(Socket visitor) {
        open.add(visitor);
        try {
            Socket node = new Socket("localhost", target);
            open.add(node);
            background("front-door-in", () -> pump(visitor, node));
            background("front-door-out", () -> pump(node, visitor));
        } catch (IOException nodeIsDown) {
            close(visitor);
            open.remove(visitor);
        }
    }

    private void pump(Socket from, Socket to) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException cut) {
            // Either side may leave at any time; both are closed below.
        } finally {
            close(from);
            close(to);
            open.remove(from);
            open.remove(to);
        }
    }

    private void background(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
