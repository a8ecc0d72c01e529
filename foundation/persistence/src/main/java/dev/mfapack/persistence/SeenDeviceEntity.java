package dev.mfapack.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of {@code MFA_SEEN_DEVICE}: a browser that a person has logged in with. Times are milliseconds since the epoch. */
@Entity
@Table(name = "MFA_SEEN_DEVICE")
public class SeenDeviceEntity {

    @Id
    @Column(name = "ID", length = 36)
    String id;

    @Column(name = "REALM_ID", length = 36)
    String realmId;

    @Column(name = "USER_ID")
    String userId;

    @Column(name = "FIRST_SEEN_AT")
    long firstSeenAt;

    @Column(name = "LAST_SEEN_AT")
    long lastSeenAt;

    @SuppressWarnings("NullAway.Init")
    protected SeenDeviceEntity() {}
}
