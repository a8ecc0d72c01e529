package dev.mfapack.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of {@code MFA_AUDIT_CHECKPOINT}; inserted by a statement that notices when another node has made it. */
@Entity
@Table(name = "MFA_AUDIT_CHECKPOINT")
public class AuditCheckpointEntity {

    @Id
    @Column(name = "ID", length = 64)
    String id;

    @Column(name = "REALM_ID", length = 36)
    String realmId;

    @Column(name = "BATCH_NO")
    long batch;

    @Column(name = "LATEST_EVENT")
    long latestEvent;

    @Column(name = "JWS", length = Integer.MAX_VALUE)
    String jws;

    @Column(name = "ENTRIES", length = Integer.MAX_VALUE)
    String entries;

    @Column(name = "PUBLIC_KEY", length = 2000)
    String publicKey;

    @SuppressWarnings("NullAway.Init")
    protected AuditCheckpointEntity() {}
}
