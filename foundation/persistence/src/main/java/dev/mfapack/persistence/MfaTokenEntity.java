package dev.mfapack.persistence;

import dev.mfapack.core.level.Level;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of {@code MFA_TOKEN}; times are milliseconds since the epoch. Of the token only the hash is kept. */
@Entity
@Table(name = "MFA_TOKEN")
public class MfaTokenEntity {

    @Id
    @Column(name = "ID", length = 64)
    String hash;

    @Column(name = "REALM_ID", length = 36)
    String realmId;

    @Column(name = "USER_ID")
    String userId;

    @Column(name = "CLIENT_ID", length = 36)
    String clientId;

    @Column(name = "METHODS")
    String methods;

    @Column(name = "AUTH_LEVEL")
    int level;

    @Column(name = "CODE_CHALLENGE", length = 64)
    @Nullable
    String codeChallenge;

    @Column(name = "KEY_THUMBPRINT", length = 64)
    @Nullable
    String keyThumbprint;

    @Column(name = "PROVEN_AT")
    long provenAt;

    @Column(name = "EXPIRES_AT")
    long expiresAt;

    @Column(name = "USED_AT")
    @Nullable
    Long usedAt;

    @SuppressWarnings("NullAway.Init")
    protected MfaTokenEntity() {}

    static MfaTokenEntity of(String hash, String realmId, MfaToken token) {
        MfaTokenEntity row = new MfaTokenEntity();
        row.hash = hash;
        row.realmId = realmId;
        row.userId = token.userId();
        row.clientId = token.clientId();
        row.methods = String.join(",", token.methods());
        row.level = token.level().number();
        row.codeChallenge = token.binding().codeChallenge();
        row.keyThumbprint = token.binding().keyThumbprint();
        row.provenAt = token.provenAt().toEpochMilli();
        row.expiresAt = token.expiresAt().toEpochMilli();
        return row;
    }

    MfaToken token() {
        return new MfaToken(
                userId,
                clientId,
                List.of(methods.split(",", -1)),
                Level.ofNumber(level).orElseThrow(),
                new KeyBinding(codeChallenge, keyThumbprint),
                Instant.ofEpochMilli(provenAt),
                Instant.ofEpochMilli(expiresAt));
    }
}
