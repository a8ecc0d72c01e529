package dev.mfapack.tests.bench.server;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** A PostgreSQL that one test has for itself, so that it may be restarted. */
public final class OwnPostgres implements AutoCloseable {

    private final Path directory;
    private final int port = Ports.free();
    private EmbeddedPostgres running;

    private OwnPostgres(Path directory) {
        this.directory = directory;
        this.running = started();
    }

    /** Starts one that keeps its data below the run's directory. */
    public static OwnPostgres start(String name) {
        return new OwnPostgres(RunDirectory.current().resolve(name));
    }

    /** Stops it under everybody's connections, and starts it again at the same address with the same data. */
    public void restart() {
        close();
        running = started();
    }

    /** The database. */
    public Database.Postgres database() {
        return new Database.Postgres("jdbc:postgresql://localhost:" + port + "/postgres", "postgres", "postgres");
    }

    @Override
    public void close() {
        try {
            running.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private EmbeddedPostgres started() {
        try {
            return EmbeddedPostgres.builder()
                    .setPort(port)
                    .setOverrideWorkingDirectory(directory.toFile())
                    .setDataDirectory(directory.resolve("data"))
                    .setCleanDataDirectory(false)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
