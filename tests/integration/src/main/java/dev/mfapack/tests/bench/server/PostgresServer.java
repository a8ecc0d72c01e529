package dev.mfapack.tests.bench.server;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** One embedded PostgreSQL for the whole run, started when somebody first asks for a database and stopped with the JVM. */
public final class PostgresServer {

    private static final PostgresServer SHARED = new PostgresServer();

    private @Nullable EmbeddedPostgres running;

    private PostgresServer() {}

    /** The run's server. */
    public static PostgresServer shared() {
        return SHARED;
    }

    /**
     * An empty database; one of the same name is dropped.
     *
     * @param name letters, digits and underscores
     */
    public synchronized Database.Postgres create(String name) {
        if (!name.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException("Not a database name: " + name);
        }
        EmbeddedPostgres server = server();
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("drop database if exists " + name + " with (force)");
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot create the database " + name, e);
        }
        return new Database.Postgres(
                "jdbc:postgresql://localhost:" + server.getPort() + "/" + name, "postgres", "postgres");
    }

    private EmbeddedPostgres server() {
        if (running == null) {
            Path directory = RunDirectory.current().resolve("postgres");
            try {
                // Three nodes with Keycloak's default pool of 100 each, and the tests' own connections.
                running = EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "400")
                        .setOverrideWorkingDirectory(directory.toFile())
                        .setDataDirectory(directory.resolve("data"))
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return running;
    }
}
