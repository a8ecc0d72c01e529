package dev.mfapack.persistence;

import dev.mfapack.core.notice.Receivers;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;

/**
 * The table {@code MFA_FORMER_ADDRESS}, for as long as the address in its place counts as recent. Within the caller's transaction;
 * not thread-safe.
 */
public final class FormerAddresses {

    private final KeycloakSession session;
    private final String realmId;
    private final String userId;

    /** Of one person. */
    public FormerAddresses(KeycloakSession session, String realmId, String userId) {
        this.session = session;
        this.realmId = realmId;
        this.userId = userId;
    }

    public void add(FormerAddress address) {
        entities().persist(new FormerAddressEntity(realmId, userId, address));
    }

    /** Those given up after {@code since}, the latest last. */
    public List<FormerAddress> since(Instant since) {
        return entities()
                .createQuery(
                        "from FormerAddressEntity where realmId = :realm and userId = :user and givenUpAt > :since"
                                + " order by givenUpAt",
                        FormerAddressEntity.class)
                .setParameter("realm", realmId)
                .setParameter("user", userId)
                .setParameter("since", since.toEpochMilli())
                .getResultStream()
                .map(row -> new FormerAddress(
                        UUID.fromString(row.id), row.keyVersion, row.address, Instant.ofEpochMilli(row.givenUpAt)))
                .toList();
    }

    static void deleteOld(EntityManager em, long now) {
        em.createQuery("delete from FormerAddressEntity where givenUpAt < :oldest")
                .setParameter("oldest", now - Receivers.RECENT.toMillis())
                .executeUpdate();
    }

    private EntityManager entities() {
        return session.getProvider(JpaConnectionProvider.class).getEntityManager();
    }
}
