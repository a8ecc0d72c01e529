package dev.mfapack.persistence;

import dev.mfapack.core.audit.chain.SealedBatch;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of {@code MFA_AUDIT_CHECKPOINT}. */
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

    AuditCheckpointEntity(String realmId, long batch, long latestEvent, SealedBatch sealed, String publicKey) {
        // Of two nodes that seal the same batch, one fails by this.
        this.id = realmId + "/" + batch;
        this.realmId = realmId;
        this.batch = batch;
        this.latestEvent = latestEvent;
        this.jws = sealed.jws();
        this.entries = sealed.list();
        this.publicKey = publicKey;
    }
}
