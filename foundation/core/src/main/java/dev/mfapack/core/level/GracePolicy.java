package dev.mfapack.core.level;

import dev.mfapack.core.limit.Settings;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * How long people may put off binding the second factor that a role or the realm asks of them. Where both are set, both hold;
 * where neither is (default), nothing can be put off.
 *
 * @param until {@code mfa.enrol.grace-until}: ISO 8601 date of the last day, in UTC, on which it can be put off
 * @param skips {@code mfa.enrol.skips}: in how many logins each person may put it off, 0 to 30: a login on every day of a month;
 *     with more than that nobody would ever come to the end
 */
public record GracePolicy(Optional<LocalDate> until, OptionalInt skips) {

    /** Nothing can be put off. */
    public static final GracePolicy NONE = new GracePolicy(Optional.empty(), OptionalInt.empty());

    private static final String UNTIL = "mfa.enrol.grace-until";
    private static final String SKIPS = "mfa.enrol.skips";
    private static final int MOST_SKIPS = 30;
    private static final int NOT_SET = -1;

    /** The attributes that make up the policy. */
    public static final Set<String> ATTRIBUTES = Set.of(UNTIL, SKIPS);

    /** What a realm sets; with what cannot be read, nothing can be put off. */
    public static GracePolicy read(Settings settings) {
        int skips = settings.number(SKIPS, NOT_SET, 0, MOST_SKIPS, 0);
        return new GracePolicy(until(settings), skips == NOT_SET ? OptionalInt.empty() : OptionalInt.of(skips));
    }

    private static Optional<LocalDate> until(Settings settings) {
        String value = settings.attributes().apply(UNTIL);
        if (value == null || value.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(value.strip()));
        } catch (DateTimeException e) {
            settings.problem(UNTIL, "must be a date such as 2026-12-31");
            return Optional.of(LocalDate.EPOCH);
        }
    }

    /**
     * What there is for somebody.
     *
     * @param skipped in how many logins they have put it off so far
     * @param taken whether this session is one of them
     */
    public Grace at(Instant now, int skipped, boolean taken) {
        if (!isOpen(now)) {
            return Grace.NONE;
        }
        if (taken) {
            return Grace.TAKEN;
        }
        return skips.isEmpty() || skipped < skips.getAsInt() ? Grace.OFFERED : Grace.NONE;
    }

    /** How often somebody may still put it off; empty when that is not counted. */
    public OptionalInt left(int skipped) {
        return skips.isEmpty() ? skips : OptionalInt.of(Math.max(0, skips.getAsInt() - skipped));
    }

    private boolean isOpen(Instant now) {
        boolean isSet = until.isPresent() || skips.isPresent();
        return isSet
                && until.map(last -> !LocalDate.ofInstant(now, ZoneOffset.UTC).isAfter(last))
                        .orElse(true);
    }
}
