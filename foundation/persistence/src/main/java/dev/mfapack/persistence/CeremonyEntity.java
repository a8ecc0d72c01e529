package dev.mfapack.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code MFA_CEREMONY}; times are milliseconds since the epoch. */
@Entity
@Table(name = "MFA_CEREMONY")
public class CeremonyEntity {

    @Id
    @Column(name = "ID", length = 36)
    String id;

    @Column(name = "REALM_ID", length = 36)
    String realmId;

    @Enumerated(EnumType.STRING)
    @Column(name = "KIND", length = 16)
    Ceremony.Kind kind;

    @Column(name = "USER_ID")
    @Nullable
    String userId;

    @Column(name = "CLIENT_ID", length = 36)
    String clientId;

    @Column(name = "RP_ID")
    String rpId;

    @Column(name = "ORIGIN")
    @Nullable
    String origin;

    @Column(name = "CHALLENGE", length = 64)
    String challenge;

    @Column(name = "CODE_CHALLENGE", length = 64)
    @Nullable
    String codeChallenge;

    @Column(name = "KEY_THUMBPRINT", length = 64)
    @Nullable
    String keyThumbprint;

    @Column(name = "EXPIRES_AT")
    long expiresAt;

    @Column(name = "USED_AT")
    @Nullable
    Long usedAt;

    @SuppressWarnings("NullAway.Init")
    protected CeremonyEntity() {}

    static CeremonyEntity of(Ceremony ceremony) {
        CeremonyEntity row = new CeremonyEntity();
        row.id = ceremony.id();
        row.realmId = ceremony.realmId();
        row.kind = ceremony.kind();
        row.userId = ceremony.userId();
        row.clientId = ceremony.clientId();
        row.rpId = ceremony.rpId();
        row.origin = ceremony.origin();
        row.challenge = ceremony.challenge();
        row.codeChallenge = ceremony.binding().codeChallenge();
        row.keyThumbprint = ceremony.binding().keyThumbprint();
        row.expiresAt = ceremony.expiresAt().toEpochMilli();
        return row;
    }

    Ceremony ceremony() {
        return new Ceremony(
                id,
                realmId,
                kind,
                userId,
                clientId,
                rpId,
                origin,
                challenge,
                new KeyBinding(codeChallenge, keyThumbprint),
                Instant.ofEpochMilli(expiresAt));
    }
}
