package dev.mfapack.tests.bench.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** The time of a running server, which a test may set ahead instead of waiting. Whoever shifts it sets it back. */
public final class ServerClock implements AutoCloseable {

    private final KeycloakNode node;
    private final AtomicInteger shifts = new AtomicInteger();

    ServerClock(KeycloakNode node) {
        this.node = node;
    }

    /** Sets the server's time ahead of the machine's by this much, whatever it was before. */
    public void ahead(Duration time) {
        URI uri = URI.create(node.baseUri() + "/realms/master/bench-clock/shift?seconds=" + time.toSeconds());
        try {
            HttpResponse<Void> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(uri)
                                    .POST(HttpRequest.BodyPublishers.noBody())
                                    .build(),
                            HttpResponse.BodyHandlers.discarding());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException("The server's time cannot be shifted: " + answer.statusCode());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        shifts.incrementAndGet();
    }

    /** How often it was shifted: tokens of another time are not taken. */
    public int shifts() {
        return shifts.get();
    }

    /** Sets the server's time back to the machine's. */
    @Override
    public void close() {
        ahead(Duration.ZERO);
    }
}
