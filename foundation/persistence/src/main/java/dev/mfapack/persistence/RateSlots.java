package dev.mfapack.persistence;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * Attempts of the last hour, counted in slots of time that are used again when they have passed. A window is as long as {@link
 * dev.mfapack.risk.Velocity.Rates} says and up to one slot longer, never shorter.
 *
 * <p>Different people are counted by bits: each sets one of 1,024, and how many set bits there are tells how many people (linear
 * counting, Whang et al. 1990). People who share a bit count once: of ten people, two do in one case of 23. Beyond fifty the count is
 * off by some percent, up to thousands, in a kilobyte that does not grow.
 *
 * <p>Not thread-safe.
 */
final class RateSlots {

    /** First of the bytes: what begins otherwise was not written here. */
    private static final byte VERSION = 1;

    private static final int BITS = 1024;

    /** Of each window the slots that fill it, and the one that is filling. */
    private final Ring failures = new Ring(1, 11, Short.BYTES);

    private final Ring logins = new Ring(5, 13, Short.BYTES);
    private final Ring people = new Ring(10, 7, BITS / Byte.SIZE);

    /** The longest of the windows, and an end that is filling. */
    static final Duration MATTERS = Duration.ofMinutes(80);

    private static final int LONGEST_LAG = 10;

    private int minute;

    /** Nothing so far. */
    RateSlots(Instant now) {
        this.minute = minute(now);
    }

    /** Empty when the bytes are damaged, or of another version of the pack. */
    static Optional<RateSlots> read(byte[] stored) {
        RateSlots slots = new RateSlots(Instant.EPOCH);
        boolean hasPeople = stored.length == slots.length(true);
        if ((!hasPeople && stored.length != slots.length(false)) || stored[0] != VERSION) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.wrap(stored).position(1);
        slots.minute = bytes.getInt();
        bytes.get(slots.failures.bytes).get(slots.logins.bytes);
        if (hasPeople) {
            bytes.get(slots.people.bytes);
        }
        return slots.minute < 0 ? Optional.empty() : Optional.of(slots);
    }

    /** At most 950 bytes; 53 where no different people are counted. */
    byte[] write() {
        boolean hasPeople = people.bitsSet() > 0;
        ByteBuffer bytes = ByteBuffer.allocate(length(hasPeople))
                .put(VERSION)
                .putInt(minute)
                .put(failures.bytes)
                .put(logins.bytes);
        return (hasPeople ? bytes.put(people.bytes) : bytes).array();
    }

    private int length(boolean withPeople) {
        return 1 + Integer.BYTES + failures.bytes.length + logins.bytes.length + (withPeople ? people.bytes.length : 0);
    }

    void login(Instant time) {
        moveTo(time);
        logins.increment(minute(time));
    }

    void failure(Instant time) {
        moveTo(time);
        failures.increment(minute(time));
    }

    /** A failure of one of several people. */
    void failure(Instant time, long person) {
        failure(time);
        // Lower bits of the hash part the rows of a network.
        people.set(minute(time), (int) (person >>> 16) & (BITS - 1));
    }

    int failures() {
        return failures.sum();
    }

    int logins() {
        return logins.sum();
    }

    /** How many different people had a failure. */
    int peopleFailed() {
        // With all bits set there is no telling how many more there were: as many as for all but half a bit.
        double unset = Math.max(BITS - people.bitsSet(), 0.5);
        return (int) Math.round(BITS * Math.log(BITS / unset));
    }

    /**
     * Empties the slots that have passed. Whose clock lags behind by minutes counts where they say; by more, then the clock of whoever
     * wrote last was wrong, and what it counted goes.
     */
    RateSlots moveTo(Instant time) {
        int now = minute(time);
        if (now < minute - LONGEST_LAG) {
            failures.clear();
            logins.clear();
            people.clear();
            minute = now;
        }
        failures.move(minute, now);
        logins.move(minute, now);
        people.move(minute, now);
        minute = Math.max(minute, now);
        return this;
    }

    private static int minute(Instant time) {
        return (int) (time.getEpochSecond() / 60);
    }

    /** Slots of equal length in time and bytes. */
    private static final class Ring {

        private final int minutes;
        private final int slots;
        private final int width;
        private final byte[] bytes;

        Ring(int minutes, int slots, int width) {
            this.minutes = minutes;
            this.slots = slots;
            this.width = width;
            this.bytes = new byte[slots * width];
        }

        void move(int from, int to) {
            int first = Math.max(from / minutes, to / minutes - slots) + 1;
            for (int slot = first; slot <= to / minutes; slot++) {
                Arrays.fill(bytes, at(slot), at(slot) + width, (byte) 0);
            }
        }

        void clear() {
            Arrays.fill(bytes, (byte) 0);
        }

        void increment(int minute) {
            ByteBuffer counts = ByteBuffer.wrap(bytes);
            int at = at(minute / minutes);
            int count = Short.toUnsignedInt(counts.getShort(at));
            counts.putShort(at, (short) Math.min(count + 1, 0xFFFF));
        }

        void set(int minute, int bit) {
            bytes[at(minute / minutes) + bit / Byte.SIZE] |= (byte) (1 << bit % Byte.SIZE);
        }

        int sum() {
            int sum = 0;
            for (ByteBuffer counts = ByteBuffer.wrap(bytes); counts.hasRemaining(); ) {
                sum += Short.toUnsignedInt(counts.getShort());
            }
            return sum;
        }

        /** Bits that are set in any slot. */
        int bitsSet() {
            int set = 0;
            for (int column = 0; column < width; column++) {
                int any = 0;
                for (int slot = 0; slot < slots; slot++) {
                    any |= bytes[slot * width + column];
                }
                set += Integer.bitCount(any & 0xFF);
            }
            return set;
        }

        private int at(int slot) {
            return slot % slots * width;
        }
    }
}
