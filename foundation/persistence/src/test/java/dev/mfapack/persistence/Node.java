package dev.mfapack.persistence;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
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

/** What a node of the cluster does with the pack's tables, without Keycloak around it; four transactions at once, as there. */
final class Node implements ShortTransactions, AutoCloseable {

    private static final int AT_ONCE = 4;

    private final SessionFactory entities;
    private final BlockingQueue<Connection> connections = new ArrayBlockingQueue<>(AT_ONCE);

    Node(DataSource database) throws SQLException {
        Properties settings = new Properties();
        settings.put("hibernate.connection.datasource", database);
        Configuration tables = new Configuration().addProperties(settings);
        new MfaEntityProviderFactory().create(null).getEntities().forEach(tables::addAnnotatedClass);
        this.entities = tables.buildSessionFactory();
        for (int connection = 0; connection < AT_ONCE; connection++) {
            connections.add(database.getConnection());
        }
    }

    /** Makes the pack's tables, as Keycloak does. */
    static void makeTables(DataSource database) throws SQLException, LiquibaseException {
        try (Connection connection = database.getConnection()) {
            new Liquibase(
                            "META-INF/mfa-pack-changelog.xml",
                            new ClassLoaderResourceAccessor(),
                            DatabaseFactory.getInstance()
                                    .findCorrectDatabaseImplementation(new JdbcConnection(connection)))
                    .update(new Contexts(), new LabelExpression());
        }
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
    public void close() throws SQLException {
        entities.close();
        for (Connection connection : connections) {
            connection.close();
        }
    }
}
