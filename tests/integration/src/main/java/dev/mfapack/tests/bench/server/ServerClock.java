package dev.mfapack.tests.bench.server;

import dev.mfapack.tests.bench.clock.ClockResource;
import dev.mfapack.tests.bench.clock.ClockResourceFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.keycloak.services.resource.RealmResourceProviderFactory;

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

    /** The jar that makes a server's time shiftable; byte for byte the same each time, so that servers built with it are found again. */
    static Path jar(Path directory) {
        Path jar = directory.resolve("bench-clock.jar");
        try {
            Files.createDirectories(directory);
            try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
                put(
                        out,
                        "META-INF/services/" + RealmResourceProviderFactory.class.getName(),
                        ClockResourceFactory.class.getName().getBytes(StandardCharsets.UTF_8));
                for (Class<?> type : List.of(ClockResource.class, ClockResourceFactory.class)) {
                    String path = type.getName().replace('.', '/') + ".class";
                    try (InputStream code = ServerClock.class.getClassLoader().getResourceAsStream(path)) {
                        if (code == null) {
                            throw new IllegalStateException("Not on the class path: " + path);
                        }
                        put(out, path, code.readAllBytes());
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jar;
    }

    private static void put(JarOutputStream out, String name, byte[] content) throws IOException {
        JarEntry entry = new JarEntry(name);
        entry.setLastModifiedTime(FileTime.fromMillis(0));
        out.putNextEntry(entry);
        out.write(content);
        out.closeEntry();
    }
}
