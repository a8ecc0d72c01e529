package dev.mfapack.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.List;

/** A row of {@code MFA_RISK_PROFILE}; days are days since 1970-01-01, UTC. */
@Entity
@IdClass(RiskProfileEntity.Key.class)
@Table(name = "MFA_RISK_PROFILE")
public class RiskProfileEntity {

    static final List<String> KEY = List.of("realmId", "userId");

    /** In the order that {@link JpaProfiles} gives the values in. */
    static final List<String> ATTRIBUTES = List.of("realmId", "userId", "ver", "lastDay", "habits");

    @Id
    @Column(name = "REALM_ID", length = 36)
    String realmId;

    @Id
    @Column(name = "USER_ID")
    String userId;

    @Column(name = "VER")
    long ver;

    @Column(name = "LAST_DAY")
    int lastDay;

    @Column(name = "HABITS", length = 1024)
    byte[] habits;

    @SuppressWarnings("NullAway.Init")
    protected RiskProfileEntity() {}

    /** What parts the rows. */
    public record Key(String realmId, String userId) {}
}
