package dev.mfapack.core.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How many messages left, and how many of their codes came back, in slots of time of one width.
 *
 * <p>A slot counts for a window until its end has left the window, so that no window of that length, wherever it begins,
 * ever holds more than a limit says; what is too strict by it is one width at most. A token bucket would be smaller, but
 * lets nearly twice its size through within one window: the burst it holds, and what is refilled meanwhile.
 *
 * <p>What seems to lie in the future was counted by a clock that was set back since: it counts as of now, so that it neither
 * vanishes nor blocks until then. Immutable and thread-safe.
 */
public final class Slots {

    private record Count(int sent, int verified) {

        Count plus(Count other) {
            return new Count(sent + other.sent, verified + other.verified);
        }
    }

    private static final Count NONE = new Count(0, 0);
    private static final Count ONE_SENT = new Count(1, 0);
    private static final Count ONE_VERIFIED = new Count(0, 1);

    private final Duration width;
    private final NavigableMap<Long, Count> counts;

    private Slots(Duration width, NavigableMap<Long, Count> counts) {
        this.width = width;
        this.counts = counts;
    }

    /** Nothing counted yet, in slots of this width. */
    public static Slots of(Duration width) {
        return new Slots(width, new TreeMap<>());
    }

    /**
     * What {@link #text} gave.
     *
     * @throws IllegalArgumentException when it is something else
     */
    public static Slots of(Duration width, String text) {
        NavigableMap<Long, Count> counts = new TreeMap<>();
        if (!text.isEmpty()) {
            for (String slot : text.split(" ", -1)) {
                String[] parts = slot.split("[:/]", 3);
                if (parts.length < 2) {
                    throw new IllegalArgumentException("not a slot: " + slot);
                }
                counts.put(
                        Long.parseLong(parts[0]),
                        new Count(Integer.parseInt(parts[1]), parts.length == 3 ? Integer.parseInt(parts[2]) : 0));
            }
        }
        return new Slots(width, counts);
    }

    /** For storing: {@code slot:sent} or {@code slot:sent/verified}, oldest first, with spaces between. */
    public String text() {
        return counts.entrySet().stream().map(Slots::text).collect(Collectors.joining(" "));
    }

    private static String text(Map.Entry<Long, Count> slot) {
        Count count = slot.getValue();
        return slot.getKey() + ":" + count.sent() + (count.verified() == 0 ? "" : "/" + count.verified());
    }

    /** As it is at {@code now}: less what is older than {@code kept}, and with nothing in the future. */
    public Slots asOf(Instant now, Duration kept) {
        NavigableMap<Long, Count> recent = new TreeMap<>(counts.subMap(oldest(now, kept), true, slot(now), true));
        Count future = sum(counts.tailMap(slot(now), false).values());
        if (!future.equals(NONE)) {
            recent.merge(slot(now), future, Count::plus);
        }
        return new Slots(width, recent);
    }

    /** And one more message that leaves now. */
    public Slots plusSent(Instant now) {
        return plus(slot(now), ONE_SENT);
    }

    /**
     * And one more code that came back, counted where its message was; unchanged when that is forgotten, or all of that time
     * have come back already.
     */
    public Slots plusVerified(Instant sentAt) {
        long slot = slot(sentAt);
        // The message was counted a moment before its code was made, perhaps in the slot before.
        for (long candidate = slot; candidate >= slot - 1; candidate--) {
            Count there = counts.getOrDefault(candidate, NONE);
            if (there.verified() < there.sent()) {
                return plus(candidate, ONE_VERIFIED);
            }
        }
        return this;
    }

    /** How many left within the window that ends now. */
    public int sent(Instant now, Duration window) {
        return sum(within(now, window).values()).sent();
    }

    /** How many of those that left within the window have come back. */
    public int verified(Instant now, Duration window) {
        return sum(within(now, window).values()).verified();
    }

    /** How many left within the window and have not come back. */
    public int unverified(Instant now, Duration window) {
        Count all = sum(within(now, window).values());
        return all.sent() - all.verified();
    }

    /** How many left within the window and have come back or had this long to do so. */
    public int settled(Instant now, Duration window, Duration time) {
        long ripe = slot(now.minus(time));
        return within(now, window).entrySet().stream()
                .mapToInt(slot -> slot.getKey() < ripe
                        ? slot.getValue().sent()
                        : slot.getValue().verified())
                .sum();
    }

    /** From when on fewer than {@code limit} lie within the window, if nothing is added. */
    public Instant fewerFrom(Instant now, Duration window, int limit, boolean unverifiedOnly) {
        Count all = sum(within(now, window).values());
        int left = unverifiedOnly ? all.sent() - all.verified() : all.sent();
        for (Map.Entry<Long, Count> slot : within(now, window).entrySet()) {
            Count count = slot.getValue();
            left -= unverifiedOnly ? count.sent() - count.verified() : count.sent();
            if (left < limit) {
                return end(slot.getKey()).plus(window);
            }
        }
        return now;
    }

    private Slots plus(long slot, Count one) {
        NavigableMap<Long, Count> more = new TreeMap<>(counts);
        more.merge(slot, one, Count::plus);
        return new Slots(width, more);
    }

    private NavigableMap<Long, Count> within(Instant now, Duration window) {
        return counts.tailMap(oldest(now, window), true);
    }

    /** The first slot whose end lies after the window's begin. */
    private long oldest(Instant now, Duration window) {
        return slot(now.minus(window));
    }

    private long slot(Instant time) {
        return Math.floorDiv(time.toEpochMilli(), width.toMillis());
    }

    private Instant end(long slot) {
        return Instant.ofEpochMilli((slot + 1) * width.toMillis());
    }

    private static Count sum(Collection<Count> counts) {
        return counts.stream().reduce(NONE, Count::plus);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Slots slots && width.equals(slots.width) && counts.equals(slots.counts);
    }

    @Override
    public int hashCode() {
        return counts.hashCode();
    }

    @Override
    public String toString() {
        return "Slots[" + width + " " + text() + "]";
    }
}
