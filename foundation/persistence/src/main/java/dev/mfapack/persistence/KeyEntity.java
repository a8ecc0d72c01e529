package dev.mfapack.persistence;

import dev.mfapack.core.key.KeyPurpose;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A row of {@code MFA_KEY}. */
@Entity
@Table(name = "MFA_KEY")
public class KeyEntity {

    @Id
    @Column(name = "ID", length = 36)
    String id;

    @Column(name = "REALM_ID", length = 36)
    String realmId;

    @Enumerated(EnumType.STRING)
    @Column(name = "PURPOSE", length = 32)
    KeyPurpose purpose;

    @Column(name = "VERSION")
    int version;

    @Column(name = "WRAPPED")
    boolean wrapped;

    @Column(name = "MATERIAL")
    String material;

    @Column(name = "ACTIVE_FROM")
    long activeFrom;

    @Column(name = "ACTIVE_UNTIL")
    @Nullable
    Long activeUntil;

    @SuppressWarnings("NullAway.Init")
    protected KeyEntity() {}

    KeyEntity(String id, StoredKey key) {
        this.id = id;
        this.realmId = key.realmId();
        this.purpose = key.purpose();
        this.version = key.version();
        this.wrapped = key.wrapped();
        this.material = key.material();
        this.activeFrom = key.activeFrom().toEpochMilli();
    }
}
