package dev.mfapack.demo.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves routes on one port of this machine only: the demo's people have well-known passwords, so nothing of it is offered to the network.
 */
public final class WebServer implements AutoCloseable {

    /** The sample app calls its own API while it answers a page, so one thread would wait for itself. */
    private static final int THREADS = 8;

    private final HttpServer server;
    private final ExecutorService threads;

    private WebServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Starts at once.
     *
     * @param port 1 to 65535, or 0 for any free one
     * @param mayRedirectFormsTo another origin that a form's answer may lead to; browsers hold redirects after a form against the
     *     page's {@code form-action}
     * @throws IOException when the port is taken
     */
    public static WebServer start(int port, Routes routes, URI mayRedirectFormsTo) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        var threads = Executors.newFixedThreadPool(THREADS, work -> {
            var thread = new Thread(work, "demo-web-" + port);
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                send(exchange, answer(exchange, routes), mayRedirectFormsTo);
            }
        });
        server.start();
        return new WebServer(server, threads);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static Reply answer(HttpExchange exchange, Routes routes) throws IOException {
        try {
            return routes.answer(Request.of(exchange));
        } catch (Request.BodyTooLargeException e) {
            return Reply.text(413, "That is too much.\n");
        } catch (UncheckedIOException e) {
            System.err.println(exchange.getRequestURI().getPath() + ": " + e.getMessage());
            return Reply.text(502, "Keycloak did not answer. Is it still starting?\n");
        } catch (RuntimeException e) {
            System.err.println(exchange.getRequestURI().getPath() + " failed:");
            e.printStackTrace();
            return Reply.text(500, "That did not work. The terminal in which the demo runs says why.\n");
        }
    }

    private static void send(HttpExchange exchange, Reply reply, URI mayRedirectFormsTo) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; base-uri 'none';"
                        + " frame-ancestors 'none'; form-action 'self' " + mayRedirectFormsTo);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cache-Control", "no-store");
        reply.headers().forEach(headers::set);
        byte[] body = reply.bytes();
        if (body.length == 0 || exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(reply.status(), -1);
        } else {
            exchange.sendResponseHeaders(reply.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
