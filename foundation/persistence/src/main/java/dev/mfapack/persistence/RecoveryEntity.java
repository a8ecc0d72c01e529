package dev.mfapack.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code MFA_RECOVERY}; times are milliseconds since the epoch. Of the link's secret only the hash is kept. */
@Entity
@Table(name = "MFA_RECOVERY")
public class RecoveryEntity {

    @Id
    @Column(name = "ID", length = 36)
    String id;

    @Column(name = "REALM_ID", length = 36)
    String realmId;

    @Column(name = "USER_ID")
    String userId;

    @Enumerated(EnumType.STRING)
    @Column(name = "STATE", length = 16)
    Recovery.State state;

    @Column(name = "REQUESTED_BY")
    String requestedBy;

    @Column(name = "APPROVED_BY")
    @Nullable
    String approvedBy;

    @Column(name = "REQUESTED_AT")
    long requestedAt;

    @Column(name = "EXPIRES_AT")
    long expiresAt;

    @Column(name = "TOKEN_HASH", length = 64)
    @Nullable
    String tokenHash;

    @SuppressWarnings("NullAway.Init")
    protected RecoveryEntity() {}

    static RecoveryEntity of(Recovery recovery) {
        RecoveryEntity row = new RecoveryEntity();
        row.id = recovery.id();
        row.realmId = recovery.realmId();
        row.userId = recovery.userId();
        row.state = recovery.state();
        row.requestedBy = recovery.requestedBy();
        row.approvedBy = recovery.approvedBy();
        row.requestedAt = recovery.requestedAt().toEpochMilli();
        row.expiresAt = recovery.expiresAt().toEpochMilli();
        return row;
    }

    Recovery recovery() {
        return new Recovery(
                id,
                realmId,
                userId,
                state,
                requestedBy,
                approvedBy,
                Instant.ofEpochMilli(requestedAt),
                Instant.ofEpochMilli(expiresAt));
    }
}
