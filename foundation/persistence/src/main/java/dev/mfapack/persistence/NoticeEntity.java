package dev.mfapack.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A row of {@code MFA_NOTICE}: a notice whose link can be used. Times are milliseconds since the epoch. */
@Entity
@Table(name = "MFA_NOTICE")
public class NoticeEntity {

    @Id
    @Column(name = "ID", length = 36)
    String id;

    @Column(name = "REALM_ID", length = 36)
    String realmId;

    @Column(name = "USER_ID")
    String userId;

    @Column(name = "KIND", length = 32)
    String kind;

    @Column(name = "FACTOR", length = 64)
    @Nullable
    String factor;

    @Column(name = "CREDENTIAL_ID", length = 64)
    @Nullable
    String credentialId;

    @Column(name = "LINK_HASH", length = 64)
    String linkHash;

    @Column(name = "KEY_VERSION")
    int keyVersion;

    @Column(name = "CREATED_AT")
    long createdAt;

    @Column(name = "EXPIRES_AT")
    long expiresAt;

    @Column(name = "USED_AT")
    @Nullable
    Long usedAt;

    @Column(name = "DECISION_ID", length = 36)
    @Nullable
    String decisionId;

    @SuppressWarnings("NullAway.Init")
    protected NoticeEntity() {}

    NoticeEntity(StoredNotice notice) {
        this.id = notice.id().toString();
        this.realmId = notice.subject().realmId();
        this.userId = notice.subject().userId();
        this.kind = notice.subject().kind().id();
        this.factor = notice.subject().factor();
        this.credentialId = notice.subject().credentialId();
        this.linkHash = notice.linkHash();
        this.keyVersion = notice.keyVersion();
        this.createdAt = notice.createdAt().toEpochMilli();
        this.expiresAt = notice.expiresAt().toEpochMilli();
        this.decisionId = notice.decisionId();
    }
}
