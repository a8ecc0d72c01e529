package dev.mfapack.persistence;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.stream.Stream;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;

/** Who has a credential of a type. Keycloak can be asked that of one person at a time only. */
public final class CredentialHolders {

    private final KeycloakSession session;

    public CredentialHolders(KeycloakSession session) {
        this.session = session;
    }

    /**
     * Ids of people, in their order, local ones and those of federated stores.
     *
     * @param after the id after which to go on; empty: from the first
     * @param most how many at most
     */
    public List<String> of(String realmId, String credentialType, String after, int most) {
        EntityManager em = session.getProvider(JpaConnectionProvider.class).getEntityManager();
        Stream<String> local = holders(
                em,
                "select distinct c.user.id from CredentialEntity c where c.user.realmId = :realm and c.type = :type"
                        + " and c.user.id > :after order by c.user.id",
                realmId,
                credentialType,
                after,
                most);
        Stream<String> federated = holders(
                em,
                "select distinct c.userId from FederatedUserCredentialEntity c where c.realmId = :realm and c.type = :type"
                        + " and c.userId > :after order by c.userId",
                realmId,
                credentialType,
                after,
                most);
        return Stream.concat(local, federated).distinct().sorted().limit(most).toList();
    }

    private static Stream<String> holders(
            EntityManager em, String query, String realmId, String credentialType, String after, int most) {
        return em
                .createQuery(query, String.class)
                .setParameter("realm", realmId)
                .setParameter("type", credentialType)
                .setParameter("after", after)
                .setMaxResults(most)
                .getResultList()
                .stream();
    }
}
