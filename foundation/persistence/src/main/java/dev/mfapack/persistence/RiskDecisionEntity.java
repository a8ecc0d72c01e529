package dev.mfapack.persistence;

import dev.mfapack.core.risk.RiskPolicy;
import dev.mfapack.risk.HardEvidence;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A row of {@code MFA_RISK_DECISION}; times are milliseconds since the epoch, score and days millionths. */
@Entity
@Table(name = "MFA_RISK_DECISION")
public class RiskDecisionEntity {

    @Id
    @Column(name = "ID", length = 36)
    String id;

    @Column(name = "DECIDED_AT")
    long decidedAt;

    @Column(name = "REALM_ID", length = 36)
    String realmId;

    @Column(name = "USER_ID")
    String userId;

    @Enumerated(EnumType.STRING)
    @Column(name = "RISK_MODE", length = 16)
    RiskPolicy.Mode mode;

    @Column(name = "RISK_LEVEL")
    int level;

    @Column(name = "SCORE")
    long score;

    @Enumerated(EnumType.STRING)
    @Column(name = "REFUSAL", length = 32)
    @Nullable
    HardEvidence refusal;

    @Column(name = "PERSON_IS_NEW")
    boolean personIsNew;

    @Column(name = "REALM_IS_NEW")
    boolean realmIsNew;

    @Column(name = "PERSON_DAYS")
    long personDays;

    @Column(name = "CONTRIBUTIONS", length = Integer.MAX_VALUE)
    String contributions;

    @Column(name = "MODEL", length = 64)
    String model;

    @Column(name = "LESSON", length = 512)
    String lesson;

    @Enumerated(EnumType.STRING)
    @Column(name = "LABEL", length = 16)
    RiskDecision.@Nullable Label label;

    @Column(name = "LABELLED_BY")
    @Nullable
    String labelledBy;

    @Column(name = "LABELLED_AT")
    @Nullable
    Long labelledAt;

    @SuppressWarnings("NullAway.Init")
    protected RiskDecisionEntity() {}
}
