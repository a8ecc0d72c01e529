package dev.mfapack.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A row of {@code MFA_OUTBOX}: a message that waits to be sent. Its payload is sealed, and wiped once it was sent. */
@Entity
@Table(name = "MFA_OUTBOX")
public class OutboxEntity {

    /** Where a message is on its way out. */
    enum State {
        QUEUED,
        SENDING,
        SENT,
        FAILED
    }

    @Id
    @Column(name = "ID", length = 36)
    String id;

    @Column(name = "REALM_ID", length = 36)
    String realmId;

    @Column(name = "USER_ID")
    String userId;

    @Column(name = "CHALLENGE_ID", length = 36)
    @Nullable
    String challengeId;

    @Column(name = "NOTICE", length = 32)
    @Nullable
    String notice;

    @Column(name = "FACTOR", length = 32)
    String factor;

    @Column(name = "KEY_VERSION")
    int keyVersion;

    @Column(name = "PAYLOAD", length = Integer.MAX_VALUE)
    @Nullable
    String payload;

    @Enumerated(EnumType.STRING)
    @Column(name = "STATE", length = 16)
    State state;

    @Column(name = "REASON", length = 64)
    @Nullable
    String reason;

    @Column(name = "CREATED_AT")
    long createdAt;

    @Column(name = "USEFUL_UNTIL")
    long usefulUntil;

    @Column(name = "TAKEN_AT")
    @Nullable
    Long takenAt;

    @SuppressWarnings("NullAway.Init")
    protected OutboxEntity() {}

    OutboxEntity(OutboxMessage message) {
        this.id = message.id().toString();
        this.realmId = message.realmId();
        this.userId = message.userId();
        this.challengeId =
                message.challengeId() == null ? null : message.challengeId().toString();
        this.notice = message.notice();
        this.factor = message.factor().id();
        this.keyVersion = message.keyVersion();
        this.payload = message.sealedPayload();
        this.state = State.QUEUED;
        this.usefulUntil = message.usefulUntil().toEpochMilli();
        this.createdAt = message.createdAt().toEpochMilli();
    }
}
