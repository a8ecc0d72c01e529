package dev.mfapack.persistence;

import dev.mfapack.core.limit.Slots;
import dev.mfapack.core.limit.Subject;
import dev.mfapack.core.limit.Tally;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of {@code MFA_THROTTLE}; times are milliseconds since the epoch. */
@Entity
@Table(name = "MFA_THROTTLE")
public class ThrottleEntity {

    /** In the order of {@link #values}. */
    static final List<String> ATTRIBUTES =
            List.of("id", "realmId", "kind", "factor", "subject", "userId", "counted", "heldAt", "slots", "expiresAt");

    @Id
    @Column(name = "ID", length = 36)
    String id;

    @Column(name = "REALM_ID", length = 36)
    String realmId;

    @Enumerated(EnumType.STRING)
    @Column(name = "KIND", length = 16)
    Subject.Kind kind;

    @Column(name = "FACTOR", length = 64)
    String factor;

    @Column(name = "SUBJECT")
    String subject;

    @Column(name = "USER_ID")
    @Nullable
    String userId;

    @Column(name = "COUNTED")
    int counted;

    @Column(name = "HELD_AT")
    long heldAt;

    /** Oracle keeps the empty text as null. */
    @Column(name = "SLOTS", length = 2000)
    @Nullable
    String slots;

    @Column(name = "EXPIRES_AT")
    long expiresAt;

    @SuppressWarnings("NullAway.Init")
    protected ThrottleEntity() {}

    @SuppressWarnings("NullAway.Init")
    ThrottleEntity(Subject about) {
        this.id = RowId.of(about);
        this.realmId = about.realmId();
        this.kind = about.kind();
        this.factor = about.factor();
        this.subject = about.value();
        this.userId = about.userId();
    }

    Tally toTally() {
        return new Tally(counted, Instant.ofEpochMilli(heldAt), Slots.of(kind.width(), slots == null ? "" : slots));
    }

    void set(Tally tally, long expiry) {
        counted = tally.count();
        heldAt = tally.at().toEpochMilli();
        slots = tally.slots().text();
        expiresAt = expiry;
    }

    List<@Nullable Object> values() {
        return Arrays.asList(id, realmId, kind, factor, subject, userId, counted, heldAt, slots, expiresAt);
    }
}
