package dev.mfapack.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.List;

/** A row of {@code MFA_RISK_RATE}; {@link RateSlots} reads its bytes, times are milliseconds since the epoch. */
@Entity
@IdClass(RiskRateEntity.Key.class)
@Table(name = "MFA_RISK_RATE")
public class RiskRateEntity {

    static final List<String> KEY = List.of("realmId", "vhash", "feature", "bucket");

    /** In the order that {@link JpaVelocity} gives the values in. */
    static final List<String> ATTRIBUTES = List.of("realmId", "vhash", "feature", "bucket", "slots", "expiresAt");

    @Id
    @Column(name = "REALM_ID", length = 36)
    String realmId;

    @Id
    @Column(name = "VHASH")
    long vhash;

    @Id
    @Column(name = "FEATURE")
    int feature;

    @Id
    @Column(name = "BUCKET")
    int bucket;

    @Column(name = "SLOTS", length = 1024)
    byte[] slots;

    @Column(name = "EXPIRES_AT")
    long expiresAt;

    @SuppressWarnings("NullAway.Init")
    protected RiskRateEntity() {}

    /** What parts the rows. */
    public record Key(String realmId, long vhash, int feature, int bucket) {}
}
