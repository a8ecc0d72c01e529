package dev.mfapack.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of {@code MFA_SPENT}: a code that was used and never works again. Times are milliseconds since the epoch. */
@Entity
@Table(name = "MFA_SPENT")
public class SpentEntity {

    @Id
    @Column(name = "ID", length = 36)
    String id;

    @Column(name = "REALM_ID", length = 36)
    String realmId;

    @Column(name = "USER_ID")
    String userId;

    @Column(name = "CREDENTIAL_ID", length = 64)
    String credentialId;

    @Column(name = "SELECTOR", length = 16)
    String selector;

    @Column(name = "SPENT_AT")
    long spentAt;

    @SuppressWarnings("NullAway.Init")
    protected SpentEntity() {}
}
