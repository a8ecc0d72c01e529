package dev.mfapack.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of {@code MFA_FORMER_ADDRESS}: a mail address that was a person's until lately, sealed. */
@Entity
@Table(name = "MFA_FORMER_ADDRESS")
public class FormerAddressEntity {

    @Id
    @Column(name = "ID", length = 36)
    String id;

    @Column(name = "REALM_ID", length = 36)
    String realmId;

    @Column(name = "USER_ID")
    String userId;

    @Column(name = "KEY_VERSION")
    int keyVersion;

    @Column(name = "ADDRESS", length = 1000)
    String address;

    @Column(name = "GIVEN_UP_AT")
    long givenUpAt;

    @SuppressWarnings("NullAway.Init")
    protected FormerAddressEntity() {}

    FormerAddressEntity(String realmId, String userId, FormerAddress address) {
        this.id = address.id().toString();
        this.realmId = realmId;
        this.userId = userId;
        this.keyVersion = address.keyVersion();
        this.address = address.sealed();
        this.givenUpAt = address.givenUpAt().toEpochMilli();
    }
}
