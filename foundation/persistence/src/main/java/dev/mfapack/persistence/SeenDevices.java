package dev.mfapack.persistence;

import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;

/**
 * The table {@code MFA_SEEN_DEVICE}: which browsers a person has logged in with, each known by a keyed hash alone. A row is no
 * proof of anything; it spares the person a notice.
 *
 * <p>Not thread-safe.
 */
public final class SeenDevices {

    /** As long as a browser keeps a cookie. */
    public static final Duration REMEMBERED = Duration.ofDays(400);

    /** More than a person uses; who comes with a new one each time pushes out those that were not used for longest. */
    private static final int MOST = 50;

    /** The time of the last use need not be more exact than this, so that few logins write. */
    private static final Duration FINE_ENOUGH = Duration.ofDays(1);

    private final KeycloakSession session;
    private final String realmId;
    private final String userId;

    /** Of one person. */
    public SeenDevices(KeycloakSession session, String realmId, String userId) {
        this.session = session;
        this.realmId = realmId;
        this.userId = userId;
    }

    /** Whether the person has logged in with this browser; if so, its use is noted. */
    public boolean isKnown(String hash, Instant now) {
        String id = rowId(hash);
        List<Long> lastSeen = entities()
                .createQuery("select lastSeenAt from SeenDeviceEntity where id = :id", Long.class)
                .setParameter("id", id)
                // Nothing of these is ever written with the request: no need to look through all that waits in it.
                .setFlushMode(FlushModeType.COMMIT)
                .getResultList();
        if (lastSeen.isEmpty()) {
            return false;
        }
        if (Instant.ofEpochMilli(lastSeen.get(0)).plus(FINE_ENOUGH).isBefore(now)) {
            inOwnTransaction(em -> em.createQuery("update SeenDeviceEntity set lastSeenAt = :now where id = :id")
                    .setParameter("now", now.toEpochMilli())
                    .setParameter("id", id)
                    .executeUpdate());
        }
        return true;
    }

    /** Whether any browser of the person is known. */
    public boolean isAnyKnown() {
        return !entities()
                .createQuery("select id from SeenDeviceEntity where realmId = :realm and userId = :user", String.class)
                .setParameter("realm", realmId)
                .setParameter("user", userId)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    /** Remembers one, in a transaction of its own: a login does not fail because of it. Gives its id. */
    public String remember(String hash, Instant now) {
        inOwnTransaction(em -> {
            em.createQuery("""
                            insert into SeenDeviceEntity (id, realmId, userId, firstSeenAt, lastSeenAt)
                            values (:id, :realm, :user, :now, :now)
                            on conflict (id) do nothing
                            """)
                    .setParameter("id", rowId(hash))
                    .setParameter("realm", realmId)
                    .setParameter("user", userId)
                    .setParameter("now", now.toEpochMilli())
                    .executeUpdate();
            List<String> beyond = em.createQuery(
                            "select id from SeenDeviceEntity where realmId = :realm and userId = :user order by lastSeenAt desc, id",
                            String.class)
                    .setParameter("realm", realmId)
                    .setParameter("user", userId)
                    .setFirstResult(MOST)
                    .getResultList();
            if (!beyond.isEmpty()) {
                em.createQuery("delete from SeenDeviceEntity where id in (:beyond)")
                        .setParameter("beyond", beyond)
                        .executeUpdate();
            }
        });
        return rowId(hash);
    }

    /** Forgets one, within the caller's transaction. */
    public void forget(String id) {
        entities()
                .createQuery("delete from SeenDeviceEntity where id = :id and realmId = :realm and userId = :user")
                .setParameter("id", id)
                .setParameter("realm", realmId)
                .setParameter("user", userId)
                .executeUpdate();
    }

    static void deleteForgotten(EntityManager em, long now) {
        em.createQuery("delete from SeenDeviceEntity where lastSeenAt < :oldest")
                .setParameter("oldest", now - REMEMBERED.toMillis())
                .executeUpdate();
    }

    private void inOwnTransaction(Consumer<EntityManager> work) {
        new OwnTransaction(session.getKeycloakSessionFactory()).run(work);
    }

    private EntityManager entities() {
        return session.getProvider(JpaConnectionProvider.class).getEntityManager();
    }

    private String rowId(String hash) {
        return RowId.of(realmId, userId, hash);
    }
}
