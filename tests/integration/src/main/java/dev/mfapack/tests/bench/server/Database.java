package dev.mfapack.tests.bench.server;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where one node, or a whole cluster, keeps its rows; tests may look into it while the server runs. */
public sealed interface Database {

    /** What the server must have been built for. */
    Vendor vendor();

    /** The address as both the server and the tests use it. */
    String jdbcUrl();

    /** The database's user. */
    String user();

    /** The database's password. */
    String password();

    /** The server's run-time options, without leading dashes. */
    default Map<String, String> serverOptions() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("db-url", jdbcUrl());
        options.put("db-username", user());
        options.put("db-password", password());
        return options;
    }

    /** Opens a connection of the test's own. */
    default Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl(), user(), password());
    }

    /**
     * One file, shared by the server and the tests.
     *
     * @param file without H2's own file ending
     */
    record H2File(Path file) implements Database {

        @Override
        public Vendor vendor() {
            return Vendor.H2;
        }

        // NON_KEYWORDS: a Keycloak table has a column VALUE, which H2 2 reserves.
        @Override
        public String jdbcUrl() {
            return "jdbc:h2:file:" + file.toAbsolutePath() + ";AUTO_SERVER=TRUE;NON_KEYWORDS=VALUE";
        }

        @Override
        public String user() {
            return "sa";
        }

        @Override
        public String password() {
            return "password";
        }
    }

    /**
     * One database of a PostgreSQL server.
     *
     * @param jdbcUrl without user and password
     */
    record Postgres(String jdbcUrl, String user, String password) implements Database {

        @Override
        public Vendor vendor() {
            return Vendor.POSTGRES;
        }
    }
}
