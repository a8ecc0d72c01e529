package dev.mfapack.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A row of {@code MFA_PASSKEY}; times are milliseconds since the epoch. */
@Entity
@Table(name = "MFA_PASSKEY")
public class PasskeyEntity {

    @Id
    @Column(name = "ID", length = 36)
    String id;

    @Column(name = "REALM_ID", length = 36)
    String realmId;

    @Column(name = "USER_ID")
    String userId;

    @Column(name = "CREDENTIAL_ID", length = 64)
    String credentialId;

    @Column(name = "BACKUP_ELIGIBLE")
    boolean backupEligible;

    @Column(name = "BACKED_UP")
    boolean backedUp;

    @Column(name = "USES")
    long uses;

    @Column(name = "LAST_USED_AT")
    @Nullable
    Long lastUsedAt;

    @SuppressWarnings("NullAway.Init")
    protected PasskeyEntity() {}
}
