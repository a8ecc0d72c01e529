package dev.mfapack.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of {@code MFA_PERSON}: what the pack keeps of somebody, whatever store they live in. It goes with the person. */
@Entity
@Table(name = "MFA_PERSON")
public class PersonEntity {

    @Id
    @Column(name = "ID", length = 36)
    String id;

    @Column(name = "REALM_ID", length = 36)
    String realmId;

    @Column(name = "USER_ID")
    String userId;

    @Column(name = "SKIPS")
    int skips;

    @SuppressWarnings("NullAway.Init")
    protected PersonEntity() {}
}
