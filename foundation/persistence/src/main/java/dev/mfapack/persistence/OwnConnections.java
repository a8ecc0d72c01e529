package dev.mfapack.persistence;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionFactoryConfiguration;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration;
import io.agroal.api.configuration.supplier.AgroalConnectionFactoryConfigurationSupplier;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Function;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;

/**
 * A few connections beside Keycloak's pool, to the same database, for short transactions within a request. If they came from
 * Keycloak's pool, requests that hold all of its connections would each wait for one more, and the node would stand still.
 */
final class OwnConnections implements AutoCloseable {

    /** A transaction here takes about a millisecond, so that four serve thousands of answers a second; an idle node holds none. */
    private static final int MOST = 4;

    private static final Duration IDLE = Duration.ofMinutes(2);

    /** Who uses a connection that was left alone for longer is better off with a look whether the database still knows it. */
    private static final Duration UNUSED = Duration.ofSeconds(5);

    private @Nullable AgroalDataSource connections;

    /** Commits what {@code work} does, or nothing of it when it throws. */
    <T> T commit(KeycloakSession session, Function<EntityManager, T> work) {
        SessionFactoryImplementor entities = entities(session);
        try (Connection connection = connections(entities).getConnection()) {
            return commit(connection, entities, work);
        } catch (SQLException e) {
            throw new PersistenceException("a transaction of the pack's own failed", e);
        }
    }

    private static <T> T commit(
            Connection connection, SessionFactoryImplementor entities, Function<EntityManager, T> work)
            throws SQLException {
        try (Session session = entities.withOptions().connection(connection).openSession()) {
            T result = work.apply(session);
            session.flush();
            connection.commit();
            // The transaction around this has nothing left to write.
            session.setHibernateFlushMode(FlushMode.MANUAL);
            session.clear();
            return result;
        } catch (SQLException | RuntimeException e) {
            rollBack(connection, e);
            throw e;
        }
    }

    /** A connection that is gone cannot be rolled back; that hides no first failure. */
    private static void rollBack(Connection connection, Exception failure) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    private static SessionFactoryImplementor entities(KeycloakSession session) {
        return session.getProvider(JpaConnectionProvider.class)
                .getEntityManager()
                .getEntityManagerFactory()
                .unwrap(SessionFactoryImplementor.class);
    }

    private synchronized AgroalDataSource connections(SessionFactoryImplementor entities) throws SQLException {
        if (connections == null) {
            AgroalDataSource keycloaks = entities.getServiceRegistry()
                    .requireService(ConnectionProvider.class)
                    .unwrap(AgroalDataSource.class);
            connections = besides(keycloaks.getConfiguration().connectionPoolConfiguration());
        }
        return connections;
    }

    private static AgroalDataSource besides(AgroalConnectionPoolConfiguration keycloaks) throws SQLException {
        AgroalConnectionFactoryConfiguration toTheSameDatabase = new AgroalConnectionFactoryConfigurationSupplier(
                        keycloaks.connectionFactoryConfiguration())
                .autoCommit(false)
                .get();
        return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.connectionFactoryConfiguration(() -> toTheSameDatabase)
                        .maxSize(MOST)
                        .acquisitionTimeout(keycloaks.acquisitionTimeout())
                        .connectionValidator(keycloaks.connectionValidator())
                        // Of connections that the database has closed, those in use go at their first error, idle ones
                        // before it.
                        .exceptionSorter(keycloaks.exceptionSorter())
                        .idleValidationTimeout(UNUSED)
                        .maxLifetime(keycloaks.maxLifetime())
                        .reapTimeout(IDLE)));
    }

    @Override
    public synchronized void close() {
        if (connections != null) {
            connections.close();
            connections = null;
        }
    }
}
