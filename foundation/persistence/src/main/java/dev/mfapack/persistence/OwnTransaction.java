package dev.mfapack.persistence;

import jakarta.persistence.EntityManager;
import java.util.function.Consumer;
import java.util.function.Function;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Work that is committed whatever becomes of the request around it.
 *
 * <p>It takes a second pooled connection if the request holds one already. A caller on a hot path therefore comes here
 * before it touches the database in its request, so that a burst of requests does not hold every connection and wait for
 * one more.
 */
final class OwnTransaction {

    private final KeycloakSessionFactory factory;

    OwnTransaction(KeycloakSessionFactory factory) {
        this.factory = factory;
    }

    <T> T call(Function<EntityManager, T> work) {
        return KeycloakModelUtils.runJobInTransactionWithResult(
                factory,
                session -> work.apply(
                        session.getProvider(JpaConnectionProvider.class).getEntityManager()));
    }

    void run(Consumer<EntityManager> work) {
        KeycloakModelUtils.runJobInTransaction(
                factory,
                session -> work.accept(
                        session.getProvider(JpaConnectionProvider.class).getEntityManager()));
    }
}
