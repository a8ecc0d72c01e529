package dev.mfapack.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.List;

/** A row of {@code MFA_RISK_GLOBAL}; see {@link RiskCount} for what its numbers mean. */
@Entity
@IdClass(RiskCountEntity.Key.class)
@Table(name = "MFA_RISK_GLOBAL")
public class RiskCountEntity {

    static final List<String> KEY = List.of("realmId", "vhash", "feature", "bucket");

    /** In the order of {@link #values}. */
    static final List<String> ATTRIBUTES =
            List.of("realmId", "vhash", "feature", "bucket", "lastDay", "beforeDay", "onDay");

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

    @Column(name = "LAST_DAY")
    int lastDay;

    @Column(name = "BEFORE_DAY")
    long beforeDay;

    @Column(name = "ON_DAY")
    long onDay;

    @SuppressWarnings("NullAway.Init")
    protected RiskCountEntity() {}

    RiskCount toCount() {
        return new RiskCount(feature, lastDay, beforeDay, onDay);
    }

    void set(RiskCount count) {
        lastDay = count.day();
        beforeDay = count.before();
        onDay = count.onDay();
    }

    static List<Object> values(String realmId, long vhash, int bucket, RiskCount count) {
        return List.of(realmId, vhash, count.feature(), bucket, count.day(), count.before(), count.onDay());
    }

    /** What parts the rows. */
    public record Key(String realmId, long vhash, int feature, int bucket) {}
}
