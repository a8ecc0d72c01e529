package dev.mfapack.persistence;

import dev.mfapack.core.limit.Slots;
import dev.mfapack.core.sms.Place;
import dev.mfapack.core.sms.Traffic;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of {@code MFA_SMS_TRAFFIC}; times are milliseconds since the epoch, 0 for never. */
@Entity
@Table(name = "MFA_SMS_TRAFFIC")
public class SmsTrafficEntity {

    /** In the order of {@link #values}. */
    static final List<String> ATTRIBUTES = List.of(
            "id",
            "realmId",
            "kind",
            "place",
            "verifiedBefore",
            "slots",
            "weekSlots",
            "blocks",
            "blockedUntil",
            "trialAt",
            "warnedAt",
            "expiresAt");

    @Id
    @Column(name = "ID", length = 36)
    String id;

    @Column(name = "REALM_ID", length = 36)
    String realmId;

    @Enumerated(EnumType.STRING)
    @Column(name = "KIND", length = 16)
    Place.Kind kind;

    @Column(name = "PLACE", length = 64)
    String place;

    @Column(name = "VERIFIED_BEFORE")
    boolean verifiedBefore;

    /** Oracle keeps the empty text as null. */
    @Column(name = "SLOTS", length = 2000)
    @Nullable
    String slots;

    @Column(name = "WEEK_SLOTS", length = 1000)
    @Nullable
    String weekSlots;

    @Column(name = "BLOCKS")
    int blocks;

    @Column(name = "BLOCKED_UNTIL")
    long blockedUntil;

    @Column(name = "TRIAL_AT")
    long trialAt;

    @Column(name = "WARNED_AT")
    long warnedAt;

    @Column(name = "EXPIRES_AT")
    long expiresAt;

    @SuppressWarnings("NullAway.Init")
    protected SmsTrafficEntity() {}

    @SuppressWarnings("NullAway.Init")
    SmsTrafficEntity(Place about) {
        this.id = RowId.of(about);
        this.realmId = about.realmId();
        this.kind = about.kind();
        this.place = about.value();
        this.verifiedBefore = about.known();
    }

    Traffic toTraffic() {
        return new Traffic(
                slots(kind.width(), slots),
                slots(Traffic.WEEK_SLOT, weekSlots),
                blocks,
                Instant.ofEpochMilli(blockedUntil),
                Instant.ofEpochMilli(trialAt),
                Instant.ofEpochMilli(warnedAt));
    }

    void set(Traffic traffic, long expiry) {
        slots = traffic.slots().text();
        weekSlots = traffic.week().text();
        blocks = traffic.blocks();
        blockedUntil = traffic.blockedUntil().toEpochMilli();
        trialAt = traffic.trialAt().toEpochMilli();
        warnedAt = traffic.warnedAt().toEpochMilli();
        expiresAt = expiry;
    }

    List<@Nullable Object> values() {
        return Arrays.asList(
                id,
                realmId,
                kind,
                place,
                verifiedBefore,
                slots,
                weekSlots,
                blocks,
                blockedUntil,
                trialAt,
                warnedAt,
                expiresAt);
    }

    private static Slots slots(Duration width, @Nullable String text) {
        return Slots.of(width, text == null ? "" : text);
    }
}
