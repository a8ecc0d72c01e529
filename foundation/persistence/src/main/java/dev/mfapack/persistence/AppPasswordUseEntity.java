package dev.mfapack.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A row of {@code MFA_APP_PASSWORD_USE}; times are milliseconds since the epoch. */
@Entity
@Table(name = "MFA_APP_PASSWORD_USE")
public class AppPasswordUseEntity {

    static final int LONGEST_ADDRESS = 64;

    @Id
    @Column(name = "ID", length = 36)
    String id;

    @Column(name = "REALM_ID", length = 36)
    String realmId;

    @Column(name = "USER_ID")
    String userId;

    @Column(name = "CREDENTIAL_ID", length = 64)
    String credentialId;

    @Column(name = "USES")
    long uses;

    @Column(name = "LAST_USED_AT")
    long lastUsedAt;

    @Column(name = "LAST_ADDRESS", length = LONGEST_ADDRESS)
    @Nullable
    String lastAddress;

    @SuppressWarnings("NullAway.Init")
    protected AppPasswordUseEntity() {}
}
