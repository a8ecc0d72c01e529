package dev.mfapack.persistence;

import dev.mfapack.core.audit.AuditRecord;
import dev.mfapack.core.audit.AuditType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A row of {@code MFA_AUDIT_EVENT}. */
@Entity
@Table(name = "MFA_AUDIT_EVENT")
public class AuditEventEntity {

    private static final int LONGEST_ADDRESS = 64;

    @Id
    @Column(name = "ID", length = 36)
    String id;

    @Column(name = "EVENT_TIME")
    long eventTime;

    @Column(name = "REALM_ID", length = 36)
    String realmId;

    @Enumerated(EnumType.STRING)
    @Column(name = "TYPE", length = 64)
    AuditType type;

    @Enumerated(EnumType.STRING)
    @Column(name = "OUTCOME", length = 16)
    AuditRecord.Outcome outcome;

    @Column(name = "USER_ID")
    @Nullable
    String userId;

    @Column(name = "CLIENT_ID")
    @Nullable
    String clientId;

    @Column(name = "SESSION_ID", length = 64)
    @Nullable
    String sessionId;

    @Column(name = "FACTOR", length = 64)
    @Nullable
    String factor;

    @Column(name = "CREDENTIAL_ID", length = 64)
    @Nullable
    String credentialId;

    @Column(name = "AUTH_LEVEL")
    @Nullable
    Integer level;

    @Column(name = "REASONS", length = 2000)
    String reasons;

    @Column(name = "ADDRESS", length = LONGEST_ADDRESS)
    @Nullable
    String address;

    @SuppressWarnings("NullAway.Init")
    protected AuditEventEntity() {}

    AuditEventEntity(AuditRecord event) {
        this.id = event.id().toString();
        this.eventTime = event.time().toEpochMilli();
        this.realmId = event.realmId();
        this.type = event.type();
        this.outcome = event.outcome();
        this.userId = event.userId();
        this.clientId = event.clientId();
        this.sessionId = event.sessionId();
        this.factor = event.factor();
        this.credentialId = event.credentialId();
        this.level = event.level() == null ? null : event.level().number();
        this.reasons = String.join(",", event.reasons());
        this.address = clipped(event.address());
    }

    /** Whatever a proxy header made of it, an address must not fail the step that it is recorded with. */
    private static @Nullable String clipped(@Nullable String address) {
        return address == null || address.length() <= LONGEST_ADDRESS ? address : address.substring(0, LONGEST_ADDRESS);
    }
}
