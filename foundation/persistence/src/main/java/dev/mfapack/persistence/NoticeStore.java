package dev.mfapack.persistence;

import dev.mfapack.core.notice.NoticeKind;
import dev.mfapack.core.notice.NoticeSubject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;

/** The table {@code MFA_NOTICE}, within the caller's transaction. Not thread-safe. */
public final class NoticeStore {

    private final KeycloakSession session;

    public NoticeStore(KeycloakSession session) {
        this.session = session;
    }

    public void insert(StoredNotice notice) {
        entities().persist(new NoticeEntity(notice));
    }

    public Optional<StoredNotice> find(UUID id) {
        return Optional.ofNullable(entities().find(NoticeEntity.class, id.toString()))
                .map(NoticeStore::notice);
    }

    /** Uses its link. Of several callers, on whatever node, one succeeds, and no one whose transaction is rolled back. */
    public boolean use(UUID id, Instant now) {
        return entities()
                        .createQuery("update NoticeEntity set usedAt = :now"
                                + " where id = :id and usedAt is null and expiresAt > :now")
                        .setParameter("now", now.toEpochMilli())
                        .setParameter("id", id.toString())
                        .executeUpdate()
                == 1;
    }

    private EntityManager entities() {
        return session.getProvider(JpaConnectionProvider.class).getEntityManager();
    }

    private static StoredNotice notice(NoticeEntity row) {
        return new StoredNotice(
                UUID.fromString(row.id),
                new NoticeSubject(row.realmId, row.userId, NoticeKind.ofId(row.kind), row.factor, row.credentialId),
                row.linkHash,
                row.keyVersion,
                Instant.ofEpochMilli(row.createdAt),
                Instant.ofEpochMilli(row.expiresAt),
                row.usedAt != null,
                row.decisionId);
    }
}
