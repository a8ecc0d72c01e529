package dev.mfapack.tests.benchmarks.database;

import dev.mfapack.persistence.AuditCheckpointEntity;
import dev.mfapack.persistence.AuditEventEntity;
import dev.mfapack.persistence.RiskCountEntity;
import dev.mfapack.persistence.RiskDecisionEntity;
import dev.mfapack.persistence.RiskProfileEntity;
import dev.mfapack.persistence.RiskRateEntity;
import dev.mfapack.persistence.ShortTransactions;
import dev.mfapack.persistence.SmsTrafficEntity;
import dev.mfapack.persistence.ThrottleEntity;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Function;
import javax.sql.DataSource;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.Transaction;
import org.hibernate.cfg.Configuration;

/** A PostgreSQL with the pack's tables, and as many connections as a node has for the pack's short transactions. */
public final class PackDatabase implements ShortTransactions, AutoCloseable {

    private static final int CONNECTIONS = 4;

    private final EmbeddedPostgres server;
    private final DataSource database;
    private final SessionFactory entities;
    private final BlockingQueue<Connection> connections = new ArrayBlockingQueue<>(CONNECTIONS);

    private PackDatabase(EmbeddedPostgres server) throws SQLException, LiquibaseException {
        this.server = server;
        this.database = server.getPostgresDatabase();
        makeTables(database);
        Properties settings = new Properties();
        settings.put("hibernate.connection.datasource", database);
        this.entities = new Configuration()
                .addProperties(settings)
                .addAnnotatedClass(ThrottleEntity.class)
                .addAnnotatedClass(SmsTrafficEntity.class)
                .addAnnotatedClass(AuditEventEntity.class)
                .addAnnotatedClass(AuditCheckpointEntity.class)
                .addAnnotatedClass(RiskProfileEntity.class)
                .addAnnotatedClass(RiskCountEntity.class)
                .addAnnotatedClass(RiskRateEntity.class)
                .addAnnotatedClass(RiskDecisionEntity.class)
                .buildSessionFactory();
        for (int connection = 0; connection < CONNECTIONS; connection++) {
            connections.add(database.getConnection());
        }
    }

    /**
     * Starts one.
     *
     * @param durable whether a commit waits for the disk, as in production
     */
    public static PackDatabase start(boolean durable) throws IOException, SQLException, LiquibaseException {
        String wait = durable ? "on" : "off";
        return new PackDatabase(EmbeddedPostgres.builder()
                .setServerConfig("fsync", wait)
                .setServerConfig("synchronous_commit", wait)
                .setServerConfig("full_page_writes", wait)
                .setServerConfig("shared_buffers", "512MB")
                .start());
    }

    private static void makeTables(DataSource database) throws SQLException, LiquibaseException {
        try (Connection connection = database.getConnection()) {
            new Liquibase(
                            "META-INF/mfa-pack-changelog.xml",
                            new ClassLoaderResourceAccessor(),
                            DatabaseFactory.getInstance()
                                    .findCorrectDatabaseImplementation(new JdbcConnection(connection)))
                    .update(new Contexts(), new LabelExpression());
        }
    }

    /** Runs one statement. */
    public void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The one number that a query yields. */
    public long number(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** What a table and its indexes take on the disk, in bytes. */
    public long bytes(String table) throws SQLException {
        return number("select pg_total_relation_size('" + table + "')");
    }

    @Override
    public <T> T call(Function<EntityManager, T> work) {
        Connection connection = take();
        try (Session session = entities.withOptions().connection(connection).openSession()) {
            Transaction transaction = session.beginTransaction();
            try {
                T result = work.apply(session);
                transaction.commit();
                return result;
            } catch (RuntimeException e) {
                transaction.rollback();
                throw e;
            }
        } finally {
            connections.add(connection);
        }
    }

    private Connection take() {
        try {
            return connections.take();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws SQLException, IOException {
        entities.close();
        for (Connection connection : connections) {
            connection.close();
        }
        server.close();
    }
}
