package dev.mfapack.persistence;

import jakarta.persistence.EntityManager;
import java.util.function.Consumer;
import java.util.function.Function;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/** Work that is committed whatever becomes of the request around it, on one of the {@link OwnConnections}. */
final class OwnTransaction implements ShortTransactions {

    private final KeycloakSessionFactory factory;

    OwnTransaction(KeycloakSessionFactory factory) {
        this.factory = factory;
    }

    /** The job's transaction suspends the request's, so that nothing done here can join that one. */
    @Override
    public <T> T call(Function<EntityManager, T> work) {
        return KeycloakModelUtils.runJobInTransactionWithResult(
                factory,
                session -> MfaEntityProviderFactory.ownConnections(session).commit(session, work));
    }

    void run(Consumer<EntityManager> work) {
        call(em -> {
            work.accept(em);
            return true;
        });
    }
}
