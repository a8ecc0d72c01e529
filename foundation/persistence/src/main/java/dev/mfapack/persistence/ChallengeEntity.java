package dev.mfapack.persistence;

import dev.mfapack.core.challenge.Challenge;
import dev.mfapack.core.challenge.Challenge.Delivery;
import dev.mfapack.core.challenge.Challenge.State;
import dev.mfapack.core.challenge.Factor;
import dev.mfapack.core.challenge.Purpose;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A row of {@code MFA_CHALLENGE}; times are milliseconds since the epoch. */
@Entity
@Table(name = "MFA_CHALLENGE")
public class ChallengeEntity {

    @Id
    @Column(name = "ID", length = 36)
    String id;

    @Column(name = "REALM_ID", length = 36)
    String realmId;

    @Column(name = "USER_ID")
    String userId;

    @Column(name = "FACTOR", length = 32)
    String factor;

    @Enumerated(EnumType.STRING)
    @Column(name = "PURPOSE", length = 32)
    Purpose purpose;

    @Column(name = "CODE_HASH", length = 64)
    String codeHash;

    @Column(name = "KEY_VERSION")
    int keyVersion;

    @Column(name = "ISSUED_AT")
    long issuedAt;

    @Column(name = "EXPIRES_AT")
    long expiresAt;

    @Column(name = "NEXT_SEND_AT")
    long nextSendAt;

    @Column(name = "ATTEMPTS")
    int attempts;

    @Column(name = "MAX_ATTEMPTS")
    int maxAttempts;

    @Column(name = "SENDS")
    int sends;

    @Enumerated(EnumType.STRING)
    @Column(name = "STATE", length = 16)
    State state;

    @Enumerated(EnumType.STRING)
    @Column(name = "DELIVERY", length = 16)
    Delivery delivery;

    @SuppressWarnings("NullAway.Init")
    protected ChallengeEntity() {}

    ChallengeEntity(Challenge challenge) {
        this.id = challenge.id().toString();
        this.realmId = challenge.realmId();
        this.userId = challenge.userId();
        this.factor = challenge.factor().id();
        this.purpose = challenge.purpose();
        this.codeHash = challenge.codeHash();
        this.keyVersion = challenge.keyVersion();
        this.issuedAt = challenge.issuedAt().toEpochMilli();
        this.expiresAt = challenge.expiresAt().toEpochMilli();
        this.nextSendAt = challenge.nextSendAt().toEpochMilli();
        this.attempts = challenge.attempts();
        this.maxAttempts = challenge.maxAttempts();
        this.sends = challenge.sends();
        this.state = challenge.state();
        this.delivery = challenge.delivery();
    }

    Challenge toChallenge() {
        return new Challenge(
                UUID.fromString(id),
                realmId,
                userId,
                Factor.ofId(factor),
                purpose,
                codeHash,
                keyVersion,
                Instant.ofEpochMilli(issuedAt),
                Instant.ofEpochMilli(expiresAt),
                Instant.ofEpochMilli(nextSendAt),
                attempts,
                maxAttempts,
                sends,
                state,
                delivery);
    }
}
