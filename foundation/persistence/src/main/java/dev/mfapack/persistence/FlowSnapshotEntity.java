package dev.mfapack.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code MFA_FLOW_SNAPSHOT}; times are milliseconds since the epoch. */
@Entity
@Table(name = "MFA_FLOW_SNAPSHOT")
public class FlowSnapshotEntity {

    @Id
    @Column(name = "ID", length = 36)
    String id;

    @Column(name = "REALM_ID", length = 36)
    String realmId;

    @Column(name = "SERIAL_NO")
    int number;

    @Column(name = "CREATED_AT")
    long createdAt;

    @Column(name = "CREATED_BY")
    String createdBy;

    @Column(name = "PACK_VERSION", length = 64)
    String packVersion;

    @Column(name = "CONTENT", length = Integer.MAX_VALUE)
    String content;

    @Column(name = "ROLLED_BACK_AT")
    @Nullable
    Long rolledBackAt;

    @SuppressWarnings("NullAway.Init")
    protected FlowSnapshotEntity() {}

    FlowSnapshotEntity(FlowSnapshot snapshot) {
        this.id = snapshot.id().toString();
        this.realmId = snapshot.realmId();
        this.number = snapshot.number();
        this.createdAt = snapshot.createdAt().toEpochMilli();
        this.createdBy = snapshot.createdBy();
        this.packVersion = snapshot.packVersion();
        this.content = snapshot.content();
        this.rolledBackAt = millis(snapshot.rolledBackAt());
    }

    FlowSnapshot toSnapshot() {
        return new FlowSnapshot(
                UUID.fromString(id),
                realmId,
                number,
                Instant.ofEpochMilli(createdAt),
                createdBy,
                packVersion,
                content,
                rolledBackAt == null ? null : Instant.ofEpochMilli(rolledBackAt));
    }

    private static @Nullable Long millis(@Nullable Instant time) {
        return time == null ? null : time.toEpochMilli();
    }
}
